import { ourPrefix } from '../sanitize/address.js'

/** The themes that Marp Core brings. */
export const builtinThemes = ['default', 'gaia', 'uncover'] as const

interface Face {
  readonly family: string
  readonly folder: string
  readonly weights: readonly number[]
}

/** The web fonts that gaia asks a CDN for, from installed packages instead. Source: gaia's own import in Marp Core 5. */
const gaiaFaces: readonly Face[] = [
  { family: 'Lato', folder: 'lato', weights: [400, 900] },
  { family: 'Roboto Mono', folder: 'roboto-mono', weights: [400, 700] },
]

const subsets: Readonly<Record<string, string>> = {
  'latin-ext':
    'U+0100-02BA,U+02BD-02C5,U+02C7-02CC,U+02CE-02D7,U+02DD-02FF,U+0304,U+0308,U+0329,U+1D00-1DBF,U+1E00-1E9F,U+1EF2-1EFF,U+2020,U+20A0-20AB,U+20AD-20C0,U+2113,U+2C60-2C7F,U+A720-A7FF',
  latin:
    'U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+0304,U+0308,U+0329,U+2000-206F,U+20AC,U+2122,U+2191,U+2193,U+2212,U+2215,U+FEFF,U+FFFD',
}

/** Replaces imports of web fonts in a built-in theme's CSS by faces from installed packages. */
export function withLocalFonts(css: string): string {
  return css.replace(/@import\s+(?:url\()?["']?https?:[^;]*;/g, () => gaiaFaces.map(facesOf).join(''))
}

function facesOf({ family, folder, weights }: Face): string {
  return weights
    .flatMap((weight) =>
      Object.entries(subsets).map(
        ([subset, range]) =>
          `@font-face{font-family:"${family}";font-style:normal;font-weight:${weight};font-display:block;` +
          `src:url("${ourPrefix.font}${folder}/files/${folder}-${subset}-${weight}-normal.woff2") format("woff2");unicode-range:${range}}`,
      ),
    )
    .join('')
}

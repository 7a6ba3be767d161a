import { type FileRef, fileMark } from '../../model/deck.js'

// Handouts and notes have a typeface of their own, so that they look the same on every machine: Lato, which comes along
// for Marp's themes anyway. Letters that it does not have are taken from the machine's fonts.
const faces = [
  ['latin', 400, 'normal', latin()],
  ['latin', 400, 'italic', latin()],
  ['latin', 700, 'normal', latin()],
  ['latin-ext', 400, 'normal', latinExt()],
  ['latin-ext', 700, 'normal', latinExt()],
] as const

/** The files of the typeface. */
export const paperFontFiles: readonly FileRef[] = faces.map(([subset, weight, style]) => {
  const path = `lato/files/lato-${subset}-${weight}-${style}.woff2`
  return { key: `font:${path}`, from: 'font', path, use: 'font', place: { file: '', line: 1, column: 1 } }
})

/** Its name in CSS. */
export const paperFont = 'Lectern Paper'

/** Its faces. Addresses are file marks. */
export const paperFontCss: string = faces
  .map(([, weight, style, range], at) => {
    const source = `url("${fileMark.open}${paperFontFiles[at]?.key ?? ''}${fileMark.close}") format("woff2")`
    return `@font-face{font-family:"${paperFont}";font-weight:${weight};font-style:${style};src:${source};unicode-range:${range}}`
  })
  .join('')

/** As the package's own CSS divides them. */
function latin(): string {
  return 'U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+2000-206F,U+20AC,U+2122,U+2191,U+2193,U+2212,U+2215,U+FEFF,U+FFFD'
}

function latinExt(): string {
  return 'U+0100-02BA,U+02BD-02C5,U+02C7-02CC,U+02CE-02D7,U+02DD-02FF,U+1D00-1DBF,U+1E00-1E9F,U+1EF2-1EFF,U+2020,U+20A0-20AB,U+20AD-20C0,U+2113,U+2C60-2C7F,U+A720-A7FF'
}

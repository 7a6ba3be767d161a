/** `light` or `dark`. */
export type Scheme = 'light' | 'dark'

/** Where one is in the preview: `#night/dark`, `#night/dark/7`, `#night/dark/7/themes`. */
export interface Place {
  readonly theme: string
  readonly scheme: Scheme
  /** 1-based. */
  readonly slide: number
  readonly view: 'sheet' | 'slide' | 'themes'
}

/** What the preview has. */
export interface Shown {
  readonly theme: string
  readonly schemes: readonly Scheme[]
  /** How many slides each scheme has. */
  readonly slides: number
}

/** Reads an address. What does not exist is replaced by the nearest thing that does. */
export function readPlace(hash: string, themes: readonly Shown[]): Place {
  const [name = '', scheme, slide, view] = hash.replace(/^#/, '').split('/').map(decode)
  const theme = themes.find((one) => one.theme === name) ?? themes[0]
  const number = Number(slide)
  const isNumber = Number.isInteger(number) && number >= 1
  return {
    theme: theme?.theme ?? '',
    scheme: theme?.schemes.find((one) => one === scheme) ?? theme?.schemes[0] ?? 'light',
    slide: isNumber ? Math.min(number, Math.max(1, theme?.slides ?? 1)) : 1,
    view: !isNumber ? 'sheet' : view === 'themes' ? 'themes' : 'slide',
  }
}

/** Writes an address. */
export function writePlace({ theme, scheme, slide, view }: Place): string {
  const base = `#${encodeURIComponent(theme)}/${scheme}`
  return view === 'sheet' ? base : view === 'slide' ? `${base}/${slide}` : `${base}/${slide}/themes`
}

/** The place some themes further on, or back; it goes around. The scheme is kept where the theme has it. */
export function turn(place: Place, by: number, themes: readonly Shown[]): Place {
  const at = themes.findIndex(({ theme }) => theme === place.theme)
  const next = themes[(at + by + themes.length) % themes.length]
  if (next === undefined) return place
  const scheme = next.schemes.find((one) => one === place.scheme) ?? next.schemes[0] ?? place.scheme
  return { ...place, theme: next.theme, scheme, slide: Math.min(place.slide, Math.max(1, next.slides)) }
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

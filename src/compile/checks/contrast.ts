import type { Problem } from '../../model/problem.js'
import type { Theme } from '../../model/theme.js'
import { contrast } from '../../model/words/contrast.js'
import { readColor } from '../looks/colour.js'
import type { TokenStyle } from '../looks/tokenCss.js'

/** Tokens that are read on each other: text first. The vocabulary of tokens that Lectern's packs share. */
const pairs: readonly (readonly [text: string, ground: string])[] = [
  ['ink', 'paper'],
  ['ink', 'surface'],
  ['muted', 'paper'],
  ['signal', 'paper'],
  ['on-signal', 'signal'],
  ['on-field', 'field'],
  ['c1', 'paper'],
  ['c2', 'paper'],
  ['c3', 'paper'],
  ['c4', 'paper'],
]

/** Least contrast of text that WCAG 2 asks for at level AA. */
const least = 4.5

/** A pair that is hard to read. */
interface Poor {
  readonly text: string
  readonly ground: string
  /** Name of the token that was set. */
  readonly set: string
  /** `1.6:1 in dark`, for each scheme in which it is. */
  readonly figures: readonly string[]
  readonly least: number
}

/**
 * Judges the pairs of which at least one was set; what one setting makes hard to read is one problem. A colour that CSS
 * computes (`color-mix()`, `var()`) is not judged: a theme that computes is expected to mind its contrast.
 */
export function checkContrast(theme: Theme | undefined, { values, places, scheme }: TokenStyle): Problem[] {
  const settingOf = (name: string) => values.get(name) ?? theme?.tokens?.find((token) => token.name === name)?.default
  const schemes = scheme === undefined ? (['light', 'dark'] as const) : [scheme]
  const poor = pairs.flatMap(([text, ground]): Poor[] => {
    const set = [text, ground].find((name) => values.has(name))
    const [front, back] = [settingOf(text), settingOf(ground)]
    if (set === undefined || front === undefined || back === undefined) return []
    const low = schemes.flatMap((one) => {
      const [over, under] = [readColor(inScheme(front, one)), readColor(inScheme(back, one))]
      const ratio = over && under ? contrast(over, under) : least
      return ratio < least
        ? [{ ratio, figure: `${ratio.toFixed(1)}:1${scheme === undefined ? ` in ${one}` : ''}` }]
        : []
    })
    const figures = low.map(({ figure }) => figure)
    return low.length === 0 ? [] : [{ text, ground, set, figures, least: Math.min(...low.map(({ ratio }) => ratio)) }]
  })
  return [...new Set(poor.map(({ set }) => set))].map((set): Problem => {
    const [worst, ...others] = poor.filter((pair) => pair.set === set).sort((one, other) => one.least - other.least)
    const said = `\`${worst?.text}\` on \`${worst?.ground}\` has a contrast of ${worst?.figures.join(' and ')}`
    const also = others.map(({ text, ground }) => (ground === set ? `\`${text}\`` : `\`${text}\` on \`${ground}\``))
    return {
      severity: 'warning',
      code: 'token-contrast',
      message: `${said} (minimum ${least}:1)${also.length === 0 ? '' : `; also too low: ${also.join(', ')}`}.`,
      hint: 'Choose a darker or lighter colour, or one for each scheme: `{ light: …, dark: … }`.',
      place: places.get(set) ?? { file: '', line: 1, column: 1 },
    }
  })
}

/** `light-dark(a, b)` in one scheme; everything else is the same in both. */
export function inScheme(value: string, scheme: 'light' | 'dark'): string {
  const inside = /^light-dark\((.*)\)$/is.exec(value.trim())?.[1]
  if (inside === undefined) return value
  let depth = 0
  for (const [at, sign] of [...inside].entries()) {
    if (sign === '(') depth++
    if (sign === ')') depth--
    if (sign === ',' && depth === 0) return (scheme === 'light' ? inside.slice(0, at) : inside.slice(at + 1)).trim()
  }
  return value
}

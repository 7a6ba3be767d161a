import { contrast } from '../../model/contrast.js'
import type { Problem } from '../../model/problem.js'
import type { Theme } from '../../model/theme.js'
import { readColor } from '../colour.js'
import type { TokenStyle } from '../tokenCss.js'

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

/**
 * Judges the pairs of which at least one was set. A colour that CSS computes (`color-mix()`, `var()`) is not judged: a
 * theme that computes is expected to mind its contrast.
 */
export function checkContrast(theme: Theme | undefined, { values, places }: TokenStyle): Problem[] {
  const settingOf = (name: string) => values.get(name) ?? theme?.tokens?.find((token) => token.name === name)?.default
  return pairs.flatMap(([text, ground]) => {
    const set = [text, ground].find((name) => values.has(name))
    const [front, back] = [settingOf(text), settingOf(ground)]
    if (set === undefined || front === undefined || back === undefined) return []
    const poor = (['light', 'dark'] as const).flatMap((scheme) => {
      const [one, other] = [readColor(inScheme(front, scheme)), readColor(inScheme(back, scheme))]
      const ratio = one && other ? contrast(one, other) : least
      return ratio < least ? [`${ratio.toFixed(1)}:1 in ${scheme}`] : []
    })
    if (poor.length === 0) return []
    return [
      {
        severity: 'warning' as const,
        code: 'token-contrast' as const,
        message: `\`${text}\` on \`${ground}\` has a contrast of ${poor.join(' and ')}; text needs ${least}:1.`,
        hint: 'Choose a darker or lighter colour, or one for each scheme: `{ light: …, dark: … }`.',
        place: places.get(set) ?? { file: '', line: 1, column: 1 },
      },
    ]
  })
}

/** `light-dark(a, b)` in one scheme; everything else is the same in both. */
function inScheme(value: string, scheme: 'light' | 'dark'): string {
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

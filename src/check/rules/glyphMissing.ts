import type { SlideMeasurement } from '../../model/measurement.js'
import { onSlides } from '../report/slideList.js'
import type { Rule } from '../rule.js'

type Tofu = SlideMeasurement['tofu'][number]

/** Characters that show as a box: one font is mostly what all of them lack. */
export const glyphMissing: Rule = {
  id: 'glyph-missing',
  level: 'error',
  why: 'Neither the embedded fonts nor those on this machine have the character, so PDF and images show a box (“tofu”). Other machines might have it.',
  options: {},
  deck: ({ measurements }) => {
    const found = measurements.flatMap(({ tofu }, slide) => tofu.map((one) => ({ slide, ...one })))
    const writings = new Map<string, (Tofu & { readonly slide: number })[]>()
    for (const one of found) {
      const writing = writingOf(one.character)
      writings.set(writing, [...(writings.get(writing) ?? []), one])
    }
    return [...writings.values()].flatMap((all) => {
      const [first] = all
      if (first === undefined) return []
      const characters = [...new Set(all.map(({ character }) => character))]
      const { slide, character, element, box, below } = first
      return [
        {
          slide,
          message: `No font has ${namesOf(characters)}; ${characters.length === 1 ? 'a box is' : 'boxes are'} shown instead${onSlides(all.map((one) => one.slide))}.`,
          hint: `Add a font that has ${characters.length === 1 ? 'it' : 'them'} to the theme, install one, or use other characters.`,
          element,
          box,
          below,
          words: character,
        },
      ]
    })
  },
  bad: '# Signs of old\n\nThe word \u{12000}\u{1202d} in cuneiform',
  good: '# Signs of old\n\nThe word *an* in cuneiform',
}

/** A font has a writing or has it not; Chinese, Japanese and Korean come in one. */
function writingOf(character: string): string {
  if (
    /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}\u3000-\u303f\uff00-\uffef]/u.test(
      character,
    )
  )
    return 'cjk'
  if (/\p{Extended_Pictographic}/u.test(character)) return 'emoji'
  return `block ${Math.floor((character.codePointAt(0) ?? 0) / 256)}`
}

function namesOf(characters: readonly string[]): string {
  const named = characters.slice(0, 3).map((one) => `“${one}”`)
  const code = `U+${(characters[0]?.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
  if (characters.length === 1) return `${named[0]} (${code})`
  const rest = characters.length - named.length
  return rest === 0
    ? `${named.slice(0, -1).join(', ')} and ${named.at(-1)} (${code} onwards)`
    : `${named.join(', ')} (${code} onwards) and ${rest} more characters`
}

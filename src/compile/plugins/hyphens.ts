// Where long words may break. Browsers have patterns for English at most, and the one that prints has none for other languages: so a word that is
// too long for a card or a column was broken anywhere. Soft hyphens are drawn only where a line ends.
import { contextOf } from '../context.js'
import type { MarkdownIt, MarpitState } from '../engine/markdownIt.js'

/** Puts soft hyphens into a text of its language. */
export type Hyphenate = (text: string, options: { readonly minWordLength: number }) => string

/** Languages that there are patterns for, as the package names them. Not English: browsers have that, and `hyphens: auto` does. */
const languages = new Set(
  'af as be bg bn ca cs cy da de el es et eu fi fr fur ga gl gu hi hr hsb hu hy ia id is it ka kn la lt lv mk ml mn mr nb nl nn no oc or pa pl pt ro ru sk sl sq sr sv ta te tk tr uk'.split(
    ' ',
  ),
)

/** The name of the patterns for a language tag, such as `de` for `de-AT`; absent where there are none. */
export function patternsFor(tag: string): string | undefined {
  const name = tag.toLowerCase().replaceAll('_', '-')
  return [name, name.split('-')[0] ?? ''].find((one) => languages.has(one))
}

/** Fewest letters of a word that may break: in text, in the heading of a column, and in that of a slide, where there is more room. */
const fewest = { text: 12, h3: 14, heading: 22 } as const

/** Fewest letters on either side of a hyphen. */
const beside = 4

/** A word that may be worth breaking. */
export const longWord = /\p{L}{12}/u

/** Addresses and names of code, which stay as they are, or a word. */
const words = /\S*(?:[/@_\\]|\w\.\w)\S*|[\p{L}\p{M}]+/gu

/** Marks where long words may break, in themes that declare layouts. Runs behind all that counts letters. */
export function hyphens(md: MarkdownIt, marpit: MarpitState, hyphenate: Hyphenate): void {
  md.core.ruler.push('lectern_hyphens', (state) => {
    if (state.inlineMode || !contextOf(state.env).hasLayouts(String(marpit.globals.theme ?? 'default'))) return
    for (const [index, { type, children }] of state.tokens.entries()) {
      if (type !== 'inline' || children === null) continue
      const before = state.tokens[index - 1]
      const least =
        before?.type !== 'heading_open'
          ? fewest.text
          : before.tag === 'h1' || before.tag === 'h2'
            ? fewest.heading
            : fewest.h3
      for (const child of children)
        if (child.type === 'text' && longWord.test(child.content))
          child.content = child.content.replace(words, (word) =>
            /[\p{L}\p{M}]/u.test(word[0] ?? '') ? broken(word, least, hyphenate) : word,
          )
    }
  })
}

function broken(word: string, least: number, hyphenate: Hyphenate): string {
  if (word.length < least) return word
  let at = 0
  return hyphenate(word, { minWordLength: least })
    .split('\u00ad')
    .reduce((text, part) => {
      const isAtEnd = at < beside || word.length - at < beside
      at += part.length
      return text === '' || isAtEnd ? text + part : `${text}\u00ad${part}`
    }, '')
}

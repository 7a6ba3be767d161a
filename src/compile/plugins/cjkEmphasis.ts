// Emphasis beside Chinese, Japanese and Korean. CommonMark asks for a space or punctuation outside of `**` when there is
// punctuation inside, and these scripts have no spaces: `**「強調」**です` stays as it stands. The plugin mends `*` and `~~`.
// It leaves `_` alone, because that may not stand in the middle of a word; then the way out is told.
import { contextOf } from '../context.js'
import type { MarkdownIt } from '../engine/markdownIt.js'
import type { NotesParser } from '../notes.js'
import { locate } from '../places/locate.js'

/** Characters of these scripts with their punctuation, and what chooses a variant of one. */
const cjk =
  '[\\u1100-\\u11ff\\u2e80-\\ua4cf\\ua960-\\ua97f\\uac00-\\ud7fb\\uf900-\\ufaff\\ufe00-\\ufe0e\\ufe10-\\ufe1f\\ufe30-\\ufe6f\\uff01-\\uffee' +
  '\\u{1aff0}-\\u{1b2ff}\\u{20000}-\\u{3fffd}\\u{e0100}-\\u{e01ef}]'

/** Matches where a sign of emphasis stands beside such a character; elsewhere the plugin changes nothing. */
export const cjkBesideEmphasis = new RegExp(`${cjk}[*_~]|[*_~]${cjk}`, 'u')

/** Words between underscores that one of their neighbours keeps from being emphasis. */
const betweenUnderscores = new RegExp(
  `(?<![\\\\\\w])(?<=(${cjk})?)(_{1,2})(?=[^\\s_])([^_\\n]*${cjk}[^_\\n]*)(?<=\\S)\\2(?![_A-Za-z0-9])(${cjk})?`,
  'gu',
)
const isWord = /[\p{L}\p{N}]/u

/** Teaches a parser such emphasis. */
export type CjkFriendly = (md: MarkdownIt | NotesParser) => void

/** Says where `_` stays on the slide because letters stand beside it. */
export function cjkUnderscores(md: MarkdownIt): void {
  md.core.ruler.push('lectern_cjk_underscores', (state) => {
    if (state.inlineMode) return
    const context = contextOf(state.env)
    for (const { type, map, children } of state.tokens) {
      if (type !== 'inline') continue
      const text = (children ?? []).map((child) => (child.type === 'text' ? child.content : '\n')).join('')
      for (const [written, before = '', signs = '', words = '', after = ''] of text.matchAll(betweenUnderscores)) {
        if (!isWord.test(before) && !isWord.test(after)) continue
        const stars = '*'.repeat(signs.length)
        const shown = `${signs}${words}${signs}`
        const place = locate(context, map?.[0] ?? 0, map?.[1] ?? context.lines.length, written.slice(0, shown.length))
        // Not to the letter: a backslash says that it is meant.
        if (place.length === undefined) continue
        context.problems.push({
          severity: 'warning',
          code: 'emphasis-plain',
          message: `\`${shown.slice(0, 60)}\` is shown as text: underscores cannot emphasise part of a word.`,
          hint: `Write \`${stars}${words.slice(0, 60)}${stars}\`.`,
          place,
        })
      }
    }
  })
}

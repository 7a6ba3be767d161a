import { fixOf, nearest } from '../../model/words/nearest.js'
import { contextOf } from '../context.js'
import { calloutKinds } from '../editing/catalogue.js'
import type { CoreState, MarkdownIt, Token } from '../engine/markdownIt.js'
import { locate } from '../places/locate.js'

const kinds: readonly string[] = calloutKinds

/** How callouts look when the theme says nothing about them. */
export const calloutsCss =
  'section :where(.callout){border-inline-start:.22em solid currentcolor;padding:.2em 0 .2em .8em;margin-inline:0}' +
  'section :where(.callout-title){font-weight:700;margin-block:0 .25em}'

/** The word above a callout without a title of its own, in the order of `calloutKinds`. */
const words: Readonly<Record<string, string>> = {
  ar: 'ملاحظة نصيحة مهم تحذير انتبه',
  cs: 'Poznámka Tip Důležité Varování Pozor',
  da: 'Bemærk Tip Vigtigt Advarsel Forsigtig',
  de: 'Hinweis Tipp Wichtig Warnung Vorsicht',
  es: 'Nota Consejo Importante Advertencia Precaución',
  fi: 'Huomautus Vinkki Tärkeää Varoitus Huomio',
  fr: 'Note Astuce Important Attention Danger',
  he: 'הערה טיפ חשוב אזהרה זהירות',
  it: 'Nota Consiglio Importante Avviso Attenzione',
  ja: '注記 ヒント 重要 警告 注意',
  ko: '참고 팁 중요 경고 주의',
  nb: 'Merk Tips Viktig Advarsel Forsiktig',
  nl: 'Opmerking Tip Belangrijk Waarschuwing Voorzichtig',
  pl: 'Uwaga Wskazówka Ważne Ostrzeżenie Ostrożnie',
  pt: 'Nota Dica Importante Aviso Cuidado',
  ru: 'Примечание Совет Важно Предупреждение Осторожно',
  sv: 'Obs Tips Viktigt Varning Försiktig',
  tr: 'Not İpucu Önemli Uyarı Dikkat',
  uk: 'Примітка Порада Важливо Попередження Обережно',
  zh: '说明 提示 重要 警告 注意',
}

/**
 * `> [!TIP]`, with a title behind it or not: a quote that is a box. The first line becomes a paragraph of its own, the
 * quote gets the classes `callout callout-tip` and tells assistive technology that it is a note. In a tool that does not
 * know this, the text is still there. Syntax: GitHub's alerts; titles as in Obsidian.
 */
export function callouts(md: MarkdownIt): void {
  md.core.ruler.after('block', 'lectern_callouts', (state) => {
    if (state.inlineMode) return
    for (let index = state.tokens.length - 1; index >= 0; index--) {
      if (state.tokens[index]?.type === 'blockquote_open') mark(state, index)
    }
  })
}

function mark(state: CoreState, index: number): void {
  const [quote, paragraph, inline] = state.tokens.slice(index, index + 3)
  if (!quote || paragraph?.type !== 'paragraph_open' || inline?.type !== 'inline') return
  const [line, written = '', title = ''] = /^\[!([a-z]+)\][ \t]*(.*)(?:\n|$)/i.exec(inline.content) ?? []
  if (line === undefined) return
  const context = contextOf(state.env)
  const position = kinds.indexOf(written.toLowerCase())
  if (position < 0) {
    const meant = nearest(written.toLowerCase(), kinds)
    context.problems.push({
      severity: 'warning',
      code: 'callout-unknown',
      message: `The callout “${written.slice(0, 40)}” does not exist.`,
      hint: meant === undefined ? `Use ${kinds.join(', ')}.` : `Did you mean \`[!${meant.toUpperCase()}]\`?`,
      place: locate(context, quote.map?.[0] ?? 0, quote.map?.[1] ?? 1, `[!${written}]`),
      ...fixOf(`[!${written}]`, meant && `[!${meant.toUpperCase()}]`),
    })
    return
  }
  context.usesCallouts = true
  quote.attrSet('class', `callout callout-${kinds[position]}`)
  quote.attrSet('role', 'note')
  const head = titleOf(state, inline, title || wordOf(context.source.frontMatter.values.get('lang'), position))
  inline.content = inline.content.slice(line.length)
  // The words of the box begin one line below its kind; nothing at all may be left of the paragraph.
  const rest = inline.content.trim() === '' ? 3 : 0
  state.tokens.splice(index + 1, rest, ...head)
}

function titleOf(state: CoreState, first: Token, text: string): Token[] {
  const open = new state.Token('paragraph_open', 'p', 1)
  const inline = new state.Token('inline', '', 0)
  const close = new state.Token('paragraph_close', 'p', -1)
  open.attrSet('class', 'callout-title')
  Object.assign(inline, { content: text, children: [], map: first.map, level: first.level })
  for (const token of [open, close]) Object.assign(token, { block: true, map: first.map, level: first.level - 1 })
  return [open, inline, close]
}

function wordOf(lang: unknown, position: number): string {
  const tag = typeof lang === 'string' ? (lang.toLowerCase().split('-')[0] ?? '') : ''
  const kind = kinds[position] ?? ''
  const english = kind.charAt(0).toUpperCase() + kind.slice(1)
  return (Object.hasOwn(words, tag) ? words[tag]?.split(' ')[position] : undefined) ?? english
}

import { contextOf } from '../context.js'
import type { MarkdownIt, MarpitState, Token, TokenClass } from '../engine/markdownIt.js'
import { classesOf, textOf, widthOf } from './slideWords.js'

/** Longest label of an entry, in letters. */
const longest = 20

/**
 * When something happened: `- Nov 2026. Decision` or `- **09:14** Alarm` in a list of `timeline` or `roadmap` become a label and a text, as
 * `- 2009. Text` has been by Markdown's own numbers. Only for themes that declare layouts.
 */
export function labels(md: MarkdownIt, marpit: MarpitState): void {
  md.core.ruler.before('marpit_collect', 'lectern_labels', (state) => {
    if (state.inlineMode || !contextOf(state.env).hasLayouts(String(marpit.globals.theme ?? 'default'))) return
    let isTimeline = false
    for (const [index, token] of state.tokens.entries()) {
      if (token.type === 'marpit_slide_open') isTimeline = classesOf(token).includes('timeline')
      const opens = state.tokens[index - 2]?.type === 'list_item_open'
      if (isTimeline && opens && token.type === 'inline') token.children = labelled(token.children ?? [], state.Token)
    }
  })
}

function labelled(children: readonly Token[], TokenOf: TokenClass): Token[] {
  const [first] = children
  const bold = first?.type === 'strong_open' ? children.findIndex(({ type }) => type === 'strong_close') : -1
  if (bold > 0) {
    const rest = children.slice(bold + 1)
    const label = textOf(children.slice(1, bold)).replace(/[.:]$/, '')
    if (!isLabel(label) || textOf(rest) === '') return [...children]
    const [next, ...others] = rest.filter(({ type }, index) => index > 0 || !/break$/.test(type))
    if (next?.type === 'text') next.content = next.content.replace(/^\s*[.:–—-]?\s+/, '')
    return [...spanOf(label, TokenOf), ...(next === undefined ? [] : [next, ...others])]
  }
  const [all, label = ''] = (first?.type === 'text' && /^([^.:]*(?:\d:\d\d)?)[.:]\s+/.exec(first.content)) || ['']
  if (first === undefined || all === '' || !isLabel(label)) return [...children]
  first.content = first.content.slice(all.length)
  return [...spanOf(label, TokenOf), ...children]
}

/** A time has a figure in it. */
const isLabel = (text: string): boolean => widthOf(text) <= longest && /\p{Nd}/u.test(text)

function spanOf(label: string, TokenOf: TokenClass): Token[] {
  const open = new TokenOf('lectern_label_open', 'span', 1)
  open.attrSet('class', 'label')
  const text = new TokenOf('text', '', 0)
  text.content = label
  return [open, text, new TokenOf('lectern_label_close', 'span', -1)]
}

import { contextOf } from '../context.js'
import type { MarkdownIt, MarpitState, Token, TokenClass } from '../engine/markdownIt.js'

/** Longer formulas, in characters of TeX, may be broken at their relations and must not be held together. */
const longest = 60

/**
 * A sign that ends a sentence or a bracket stays on the line of the formula before it: a browser may break the line between any
 * box and what follows. Only for themes that declare layouts.
 */
export function keepTogether(md: MarkdownIt, marpit: MarpitState): void {
  md.core.ruler.before('marpit_collect', 'lectern_keep_together', (state) => {
    if (state.inlineMode || !contextOf(state.env).hasLayouts(String(marpit.globals.theme ?? 'default'))) return
    for (const [index, token] of state.tokens.entries()) {
      const { children } = token
      // Titles are searched as they were written.
      if (state.tokens[index - 1]?.type !== 'heading_open')
        for (const child of children ?? []) if (child.type === 'text') child.content = withSigns(child.content)
      if (children?.some(({ type }) => type === 'marp_math_inline')) token.children = kept(children, state.Token)
    }
  })
}

/** `91 %` stays on one line. */
const withSigns = (text: string): string => text.replace(/(?<=\p{Nd}) (?=[%‰€£$¥°](?:\P{L}|C|F|$))/gu, '\u00a0')

function kept(children: readonly Token[], TokenOf: TokenClass): Token[] {
  return children.flatMap((token, index) => {
    const before = children[index - 1]
    const after = children[index + 1]
    if (isShort(token) && signs(after) !== '') {
      const open = new TokenOf('lectern_keep_open', 'span', 1)
      open.attrSet('class', 'keep')
      const text = new TokenOf('text', '', 0)
      text.content = signs(after)
      return [open, token, text, new TokenOf('lectern_keep_close', 'span', -1)]
    }
    if (isShort(before) && signs(token) !== '') {
      token.content = token.content.slice(signs(token).length)
    }
    return [token]
  })
}

const isShort = (token: Token | undefined): boolean =>
  token?.type === 'marp_math_inline' && token.content.length <= longest

/** The signs that a text begins with and that belong to what stands before it. */
const signs = (token: Token | undefined): string =>
  (token?.type === 'text' && /^[,.;:!?)\]»”’%–-]+/.exec(token.content)?.[0]) || ''

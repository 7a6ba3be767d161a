import type { MarkdownIt } from '../markdownIt.js'

/** Marks the slides whose text may shrink until it fits (`fit: shrink`), for the client that measures them. */
export function shrink(md: MarkdownIt): void {
  md.core.ruler.push('lectern_shrink', (state) => {
    if (state.inlineMode) return
    for (const token of state.tokens) {
      if (token.type !== 'marpit_slide_open' || token.meta?.marpitDirectives?.fit !== 'shrink') continue
      token.attrSet('data-lectern-fit', 'shrink')
    }
  })
}

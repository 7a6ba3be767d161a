import { contextOf } from '../context.js'
import type { MarkdownIt, MarpitState } from '../engine/markdownIt.js'

/**
 * Marks the slides whose text may shrink until it fits, for the client that measures them: all that say `fit: shrink`, and in themes
 * that declare their layouts all that do not say `fit: none`.
 */
export function shrink(md: MarkdownIt, marpit: MarpitState): void {
  md.core.ruler.push('lectern_shrink', (state) => {
    if (state.inlineMode) return
    const usual = contextOf(state.env).hasLayouts(String(marpit.globals.theme ?? 'default')) ? 'shrink' : 'none'
    for (const token of state.tokens) {
      if (token.type !== 'marpit_slide_open' || (token.meta?.marpitDirectives?.fit ?? usual) !== 'shrink') continue
      token.attrSet('data-lectern-fit', 'shrink')
    }
  })
}

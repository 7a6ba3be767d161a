import { contextOf } from '../context.js'
import type { MarkdownIt, Token } from '../engine/markdownIt.js'
import { locate } from '../places/locate.js'

/** Leaves out slides that carry `<!-- hide -->`. Runs before pages are counted, so numbers have no holes. */
export function hide(md: MarkdownIt): void {
  md.core.ruler.after('lectern_comments', 'lectern_hide', (state) => {
    if (state.inlineMode) return
    const context = contextOf(state.env)
    const kept: Token[][] = []
    let shown = 0
    for (const slide of slidesOf(state.tokens)) {
      const word = slide.find((token) => token.meta?.lecternComment?.kind === 'hide')
      if (word !== undefined) {
        const place = locate(context, word.map?.[0] ?? 0, word.map?.[1] ?? context.lines.length, 'hide')
        context.hidden.push({ ...place, next: shown + 1 })
        continue
      }
      shown += 1
      const open = slide[0]
      if (open?.attrGet('id')) open.attrSet('id', String(shown))
      kept.push(slide)
    }
    state.tokens = kept.flat()
  })
}

function slidesOf(tokens: readonly Token[]): Token[][] {
  const slides: Token[][] = []
  for (const token of tokens) {
    if (token.meta?.marpitSlideElement === 1) slides.push([])
    slides.at(-1)?.push(token)
  }
  return slides
}

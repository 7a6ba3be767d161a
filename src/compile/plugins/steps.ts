import type { MarkdownIt, Token } from '../markdownIt.js'

/**
 * `<!-- step -->`: the blocks after it, up to the next step or column at the same depth, appear together at the next
 * step. They share Marp's own fragment attribute with `*` lists, so every viewer that knows those shows these.
 */
export function steps(md: MarkdownIt): void {
  md.core.ruler.after('marpit_apply_fragment', 'lectern_steps', (state) => {
    if (state.inlineMode) return
    let slide: Token[] = []
    for (const token of state.tokens) {
      if (token.type === 'marpit_slide_open') slide = []
      slide.push(token)
      if (token.type === 'marpit_slide_close' && slide.some(isStep)) number(slide)
    }
  })
}

function isStep(token: Token): boolean {
  return token.meta?.lecternComment?.kind === 'step'
}

function number(slide: readonly Token[]): void {
  let count = 0
  let current: { level: number; step: number } | undefined
  for (const token of slide) {
    const kind = token.meta?.lecternComment?.kind
    if (kind === 'step' || kind === 'column') {
      current = kind === 'step' ? { level: depthOf(token), step: ++count } : undefined
      continue
    }
    if (current && token.nesting === -1 && token.level < current.level) current = undefined
    if (token.meta?.marpitFragment) token.attrSet('data-marpit-fragment', String(++count))
    else if (
      current &&
      token.level === current.level &&
      token.nesting >= 0 &&
      !token.hidden &&
      token.type !== 'inline'
    ) {
      token.attrSet('data-marpit-fragment', String(current.step))
    }
  }
  slide[0]?.attrSet('data-marpit-fragments', String(count))
}

/** A comment alone in a paragraph counts for the block around it. */
function depthOf(token: Token): number {
  return token.type === 'inline' ? token.level - 1 : token.level
}

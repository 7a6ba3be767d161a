import { contextOf, type RenderContext } from '../context.js'
import type { MarkdownIt, Token } from '../engine/markdownIt.js'
import { locate } from '../places/locate.js'

/**
 * Marpit's rule that makes slides of what stands between rulers, with the same result. Marpit's own copies all tokens for
 * every slide: of a render of 1,000 slides that was more than half.
 */
export function slides(md: MarkdownIt): void {
  md.core.ruler.at('marpit_slide', (state) => {
    if (state.inlineMode) return
    sayTorn(state.tokens, contextOf(state.env))
    const parts = split(state.tokens)
    const tokens: Token[] = []
    for (const [index, part] of parts.entries()) {
      const [first] = part
      const ruler = first?.type === 'hr' ? first : undefined
      const about = { marpitSlide: index, marpitSlideTotal: parts.length }
      const open = new state.Token('marpit_slide_open', 'section', 1)
      open.block = true
      open.meta = { ...about, marpitSlideElement: 1 }
      open.map = (ruler ?? part.find(({ map }) => map))?.map ?? [0, 1]
      open.attrSet('id', String(index + 1))
      const close = new state.Token('marpit_slide_close', 'section', -1)
      close.block = true
      close.meta = { ...about, marpitSlideElement: -1 }
      tokens.push(open)
      for (const token of part) {
        token.level += 1
        if (token !== ruler) tokens.push(token)
      }
      tokens.push(close)
    }
    state.tokens = tokens
  })
}

/** Every part but the first begins with its ruler. */
function split(tokens: readonly Token[]): Token[][] {
  const parts: Token[][] = [[]]
  for (const token of tokens) {
    if (token.type === 'hr' && token.level === 0) parts.push([token])
    else parts.at(-1)?.push(token)
  }
  return parts
}

/** Marpit puts its ruler before any heading, also before one in the middle of a list, and the list is torn. */
function sayTorn(tokens: readonly Token[], context: RenderContext): void {
  let depth = 0
  for (const [index, token] of tokens.entries()) {
    if (token.type === 'hr' && token.level === 0 && depth > 0) {
      const heading = tokens[index + 1]
      const line = heading?.map?.[0] ?? 0
      const text = tokens[index + 2]?.content ?? ''
      context.problems.push({
        severity: 'warning',
        code: 'slide-swallowed',
        message: '`headingDivider` starts a slide at this heading, in the middle of a list or quote.',
        hint: 'Make it bold text instead, or remove its level from `headingDivider`.',
        place: locate(context, line, line + 1, text),
      })
    }
    depth += token.nesting
  }
}

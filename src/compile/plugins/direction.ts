import { isRightToLeft } from '../../model/direction.js'
import type { MarkdownIt } from '../markdownIt.js'

/** Gives a slide in such a language its direction, which the engine leaves to the theme. */
export function direction(md: MarkdownIt): void {
  md.core.ruler.push('lectern_direction', (state) => {
    if (state.inlineMode) return
    for (const token of state.tokens) {
      if (token.type !== 'marpit_slide_open') continue
      if (isRightToLeft(token.attrGet('lang') ?? '')) token.attrSet('dir', 'rtl')
    }
  })
}

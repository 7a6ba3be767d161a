import { isRightToLeft } from '../../model/words/direction.js'
import { contextOf } from '../context.js'
import type { MarkdownIt } from '../engine/markdownIt.js'

const leftToRight = ':where(pre,code,kbd,samp,.katex,mjx-container)'

/** Code and formulas are written from left to right in every language; a theme may say otherwise. */
export const directionCss = `section[dir="rtl"] ${leftToRight},[dir="rtl"] ${leftToRight}{direction:ltr;unicode-bidi:isolate}`

/** Gives a slide in such a language its direction, which the engine leaves to the theme. */
export function direction(md: MarkdownIt): void {
  md.core.ruler.push('lectern_direction', (state) => {
    if (state.inlineMode) return
    const context = contextOf(state.env)
    for (const token of state.tokens) {
      if (token.type !== 'marpit_slide_open') continue
      if (isRightToLeft(token.attrGet('lang') ?? '')) token.attrSet('dir', 'rtl')
    }
    context.usesRightToLeft =
      state.tokens.some((token) => token.type === 'marpit_slide_open' && token.attrGet('dir') === 'rtl') ||
      /\bdir\s*=\s*["']?rtl/i.test(context.source.text)
  })
}

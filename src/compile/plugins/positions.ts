import { contextOf } from '../context.js'
import type { MarkdownIt, Token } from '../engine/markdownIt.js'

/**
 * Writes on each block of a slide how many lines below the slide's first line it begins, when somebody wants to go from a
 * block to its source. Not the line itself: a line more at the beginning of a deck must not change every slide. Comes after
 * the outline, which knows where slides begin.
 */
export function positions(md: MarkdownIt): void {
  md.core.ruler.push('lectern_positions', (state) => {
    if (state.inlineMode) return
    const context = contextOf(state.env)
    if (!context.positions) return
    let slide = -1
    for (const token of state.tokens) {
      if (token.type === 'marpit_slide_open') slide += 1
      const first = context.slides[slide]?.line
      if (first === undefined || token.map === null || !blocks.has(token.type)) continue
      const below = token.map[0] + 1 - first
      if (below >= 0) token.attrSet(attribute, String(below))
    }
  })
  for (const name of ['fence', 'code_block']) {
    const render = md.renderer.rules[name]
    if (render === undefined) continue
    md.renderer.rules[name] = (tokens, index, ...rest) => {
      const token = tokens[index]
      const below = token?.attrGet(attribute)
      if (token === undefined || below === undefined || below === null) return render(tokens, index, ...rest)
      // Markdown-it writes the attributes of code on an element further in, and Marp leaves them out.
      token.attrs = token.attrs?.filter(([attr]) => attr !== attribute) ?? null
      return render(tokens, index, ...rest).replace(/<(?:pre|div|svg)(?=[\s>])/, `$& ${attribute}="${below}"`)
    }
  }
}

const attribute = 'data-l'

/** Tokens that become an element of their own and know their lines. */
const blocks: ReadonlySet<Token['type']> = new Set([
  'heading_open',
  'paragraph_open',
  'blockquote_open',
  'bullet_list_open',
  'ordered_list_open',
  'list_item_open',
  'table_open',
  'tr_open',
  'fence',
  'code_block',
])

import { contextOf, type RenderContext } from '../context.js'
import type { BlockState, InlineState, MarkdownIt, Token } from '../engine/markdownIt.js'
import { locate } from '../places/locate.js'

/** Slides that a deck may have. */
export const mostSlides = 5_000

/** Tokens that one slide may have: Marpit hands them over as arguments, and a call takes no more than some 100,000. */
const mostTokens = 50_000

/**
 * Keeps hostile decks from taking hours or the stack: Marpit copies all tokens for every slide, and looks for the end of
 * a comment again at each `<!--`.
 */
export function limits(md: MarkdownIt): void {
  md.core.ruler.before('marpit_slide', 'lectern_most_slides', (state) => {
    if (!state.inlineMode) state.tokens = cut(state.tokens, contextOf(state.env))
  })
  md.block.ruler.before('marpit_comment', 'lectern_endless_comment', endlessComment)
  md.inline.ruler.before('marpit_inline_comment', 'lectern_open_comment', (state, silent) => {
    if (!state.src.startsWith('<!--', state.pos) || lastEnd(state) >= state.pos) return false
    // It never ends, so it is text: what Marpit would find out by reading to the end of the paragraph.
    if (!silent) state.pending += '<'
    state.pos += 1
    return true
  })
}

/** The tokens of as many slides as a deck may have, each with as many as a slide may have. */
function cut(tokens: readonly Token[], context: RenderContext): Token[] {
  const kept: Token[] = []
  let slides = 1
  let inSlide = 0
  for (const token of tokens) {
    inSlide += 1
    if (token.type === 'hr' && token.level === 0) {
      slides += 1
      inSlide = 0
    }
    if (slides <= mostSlides && inSlide <= mostTokens) kept.push(token)
    if (inSlide !== mostTokens + 1) continue
    context.problems.push({
      severity: 'error',
      code: 'deck-too-large',
      message: 'This slide has too much content to render.',
      hint: 'Split it, or show only part of the table or list.',
      place: locate(context, token.map?.[0] ?? 0, context.lines.length, ''),
    })
  }
  context.slidesFound = slides
  return kept
}

/** A comment without an end takes the rest of the file with it; Marp says nothing, and the slides are gone. */
function endlessComment(state: BlockState, startLine: number, endLine: number, silent: boolean): boolean {
  const start = (state.bMarks[startLine] ?? 0) + (state.tShift[startLine] ?? 0)
  if (!state.src.startsWith('<!--', start) || lastEnd(state) >= start) return false
  if (silent) return true
  let line = startLine + 1
  while (line < endLine && (state.sCount[line] ?? 0) >= state.blkIndent) line += 1
  state.line = line
  const token = state.push('marpit_comment', '', 0)
  token.map = [startLine, line]
  token.hidden = true
  token.meta = { marpitCommentParsed: 'lectern' }
  const context = contextOf(state.env)
  context.problems.push({
    severity: 'error',
    code: 'comment-unclosed',
    message: 'This comment is not closed, so everything after it is lost.',
    hint: 'Add `-->` where it ends.',
    place: locate(context, startLine, startLine + 1, '<!--'),
  })
  return true
}

/** Where the last comment of a text ends, -1 when none does. Looked for once per text. */
function lastEnd({ src, env }: BlockState | InlineState): number {
  const { commentEnds } = contextOf(env)
  const known = commentEnds.get(src)
  if (known !== undefined) return known
  const end = src.lastIndexOf('-->')
  commentEnds.set(src, end)
  return end
}

import { contextOf } from '../context.js'
import type { MarkdownIt, Token, TokenClass } from '../engine/markdownIt.js'
import { locate } from '../places/locate.js'

/** How columns stand when the theme says nothing about them: beside each other, equally wide. */
export const columnsCss =
  'section :where(.columns){display:grid;grid-auto-flow:column;grid-auto-columns:minmax(0,1fr);gap:1.5em;align-items:start}'

/**
 * `<!-- column -->`: what follows goes into the next column. Headings at the top of the slide stay above all columns. In
 * a tool that does not know this, the text is still there, in order.
 */
export function columns(md: MarkdownIt): void {
  md.core.ruler.after('lectern_comments', 'lectern_columns', (state) => {
    if (state.inlineMode) return
    const context = contextOf(state.env)
    const slides: Token[][] = []
    let slide: Token[] = []
    for (const token of state.tokens) {
      slide.push(token)
      if (token.type !== 'marpit_slide_close') continue
      if (slide.some(isBreak)) context.usesColumns = true
      slides.push(slide.some(isBreak) ? divide(slide, state.Token) : slide)
      slide = []
    }
    slides.push(slide)
    for (const token of state.tokens) {
      if (token.meta?.lecternComment?.kind !== 'column' || isBreak(token)) continue
      context.problems.push({
        severity: 'warning',
        code: 'directive-value',
        message: 'This column break is inside a paragraph or list and has no effect.',
        hint: 'Put it on its own line, not indented, with empty lines around it.',
        place: locate(context, token.map?.[0] ?? 0, token.map?.[1] ?? context.lines.length, '<!--'),
      })
    }
    state.tokens = slides.flat()
  })
}

/** Marpit puts what is in a slide one level below it. */
function isBreak(token: Token): boolean {
  return token.type === 'marpit_comment' && token.level === 1 && token.meta?.lecternComment?.kind === 'column'
}

function divide(slide: readonly Token[], TokenOf: TokenClass): Token[] {
  const [open, ...rest] = slide
  const close = rest.pop()
  if (!open || !close) return [...slide]
  const start = endOfHeadings(rest)
  const wrap = (nesting: 1 | -1, name: string): Token => {
    const token = new TokenOf(`lectern_${name}_${nesting === 1 ? 'open' : 'close'}`, 'div', nesting)
    token.block = true
    if (nesting === 1) token.attrSet('class', name)
    return token
  }
  const body = rest
    .slice(start)
    .flatMap((token) => (isBreak(token) ? [wrap(-1, 'column'), token, wrap(1, 'column')] : [token]))
  return [
    open,
    ...rest.slice(0, start),
    wrap(1, 'columns'),
    wrap(1, 'column'),
    ...body,
    wrap(-1, 'column'),
    wrap(-1, 'columns'),
    close,
  ]
}

/**
 * Index after the headings, comments and separators with which a slide begins. The last of these headings is the head of
 * the first column when the next column begins with a heading of the same level.
 */
function endOfHeadings(tokens: readonly Token[]): number {
  const second = tokens.slice(tokens.findIndex(isBreak) + 1).find((token) => token.type !== 'marpit_comment')
  let last = 0
  let lastTag = ''
  let end = 0
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index]
    if (!token || isBreak(token)) break
    if (token.type === 'heading_open') {
      last = index
      lastTag = token.tag
      index += 2
      end = index + 1
    } else if (!token.hidden && token.type !== 'marpit_comment' && token.type !== 'hr') break
  }
  return second?.type === 'heading_open' && second.tag === lastTag ? last : end
}

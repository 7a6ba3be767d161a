import { contextOf } from '../context.js'
import type { CoreState, MarkdownIt, MarpitState, Token } from '../engine/markdownIt.js'
import { classesOf } from './slideWords.js'

/**
 * Third-level headings of `split`, `compare`, `thirds` and their kin begin columns, as if `<!-- column -->` stood before them: real boxes
 * beside each other, where columns of text would throw what is too long off the slide. Only for themes that declare layouts;
 * in any other tool the headings stand below each other.
 */
export function headColumns(md: MarkdownIt, marpit: MarpitState): void {
  // Before the engine puts the tokens of each slide aside for rendering.
  md.core.ruler.before('marpit_collect', 'lectern_head_columns', (state) => {
    const context = contextOf(state.env)
    if (state.inlineMode || !context.hasLayouts(String(marpit.globals.theme ?? 'default'))) return
    const done: Token[] = []
    let slide: Token[] = []
    for (const token of state.tokens) {
      if (token.type === 'marpit_slide_open') done.push(...slide.splice(0))
      slide.push(token)
      if (token.type !== 'marpit_slide_close') continue
      const parted = divide(slide, state)
      if (parted.length > slide.length) context.usesColumns = true
      done.push(...parted)
      slide = []
    }
    state.tokens = [...done, ...slide]
  })
}

/** Layouts whose third-level headings begin columns. */
const divided = ['split', 'compare', 'thirds', 'proscons', 'change', 'roadmap', 'pricing']

function divide(slide: readonly Token[], { Token: TokenOf }: CoreState): readonly Token[] {
  const close = slide.length - 1
  const level = (slide[0]?.level ?? 0) + 1
  const isHead = (token: Token): boolean => token.type === 'heading_open' && token.tag === 'h3' && token.level === level
  const isWanted = classesOf(slide[0]).some((name) => divided.includes(name))
  if (!isWanted || slide.filter(isHead).length < 2 || slide.some(({ type }) => type === 'lectern_columns_open'))
    return slide
  const first = slide.findIndex(isHead)
  // Running heads and feet, and styles, are no part of a column.
  const last = slide.findLastIndex((token, index) => index < close && !isAside(token, slide[index - 1]))
  const wrap = (nesting: 1 | -1, name: string): Token => {
    const token = new TokenOf(`lectern_${name}_${nesting === 1 ? 'open' : 'close'}`, 'div', nesting)
    token.block = true
    if (nesting === 1) token.attrSet('class', name)
    return token
  }
  const body = slide
    .slice(first, last + 1)
    .flatMap((token, index) => (isHead(token) && index > 0 ? [wrap(-1, 'column'), wrap(1, 'column'), token] : [token]))
  return [
    ...slide.slice(0, first),
    wrap(1, 'columns'),
    wrap(1, 'column'),
    ...body,
    wrap(-1, 'column'),
    wrap(-1, 'columns'),
    ...slide.slice(last + 1),
  ]
}

function isAside(token: Token, before: Token | undefined): boolean {
  const opens = (one: Token | undefined): boolean => /^marpit_(?:header|footer)_open$/.test(one?.type ?? '')
  return /^marpit_(?:header|footer|style|comment)/.test(token.type) || opens(token) || opens(before)
}

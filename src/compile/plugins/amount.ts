import { contextOf } from '../context.js'
import type { MarkdownIt, MarpitState, Token } from '../markdownIt.js'

/** Characters of one line of text across a slide, in a half and in a third of it. An estimate: the theme decides the true size. */
const lineLength = { slide: 46, half: 23, third: 16 }

/** Most lines that count as little, and as some. */
const most = { little: 3, some: 6 }

/**
 * Tells a theme that declares its layouts how much a slide says, as `data-lectern-amount="little"`, `"some"` or
 * `"much"`, so that it can set little text larger: CSS cannot count words. A slide with a picture or a table gets no such mark.
 */
export function amount(md: MarkdownIt, marpit: MarpitState): void {
  md.core.ruler.push('lectern_amount', (state) => {
    if (state.inlineMode || !contextOf(state.env).hasLayouts(String(marpit.globals.theme ?? 'default'))) return
    let slide: Token[] = []
    for (const token of state.tokens) {
      if (token.type === 'marpit_slide_open') slide = []
      slide.push(token)
      if (token.type !== 'marpit_slide_close') continue
      const lines = linesOf(slide)
      if (lines === Number.POSITIVE_INFINITY) continue
      const name = lines <= most.little ? 'little' : lines <= most.some ? 'some' : 'much'
      slide[0]?.attrSet('data-lectern-amount', name)
    }
  })
}

/** Lines of text below the headings, of the longest column; infinite when there is something that is no text. */
function linesOf(tokens: readonly Token[]): number {
  const [beginsColumn, length] = columnsOf(tokens)
  let lines = 0
  let longest = 0
  for (const [index, token] of tokens.entries()) {
    if (beginsColumn(token)) lines = 0
    const before = tokens[index - 1]
    const isTitle = before?.type === 'heading_open' && before.tag < 'h3'
    if (token.type === 'inline' && !isTitle) lines += linesIn(token, length)
    else if (token.block && !texts.has(token.type.replace(/_(?:open|close)$/, ''))) return Number.POSITIVE_INFINITY
    longest = Math.max(longest, lines)
  }
  return longest
}

/** What a column of the slide begins with, and how long its lines are. */
function columnsOf(tokens: readonly Token[]): [(token: Token) => boolean, number] {
  const layout = /(?:^|\s)(split|compare|thirds)(?:\s|$)/.exec(tokens[0]?.attrGet('class') ?? '')?.[1]
  const marked = tokens.filter(isColumn).length
  const begins = marked > 0 ? isColumn : tokens.filter(isThirdHead).length > 1 ? isThirdHead : isItem
  if (marked === 0 && (layout === undefined || (layout !== 'thirds' && begins === isItem)))
    return [() => false, lineLength.slide]
  return [begins, layout === 'thirds' || marked > 2 ? lineLength.third : lineLength.half]
}

const isColumn = ({ type }: Token): boolean => type === 'lectern_column_open'
const isThirdHead = ({ type, tag }: Token): boolean => type === 'heading_open' && tag === 'h3'
const isItem = ({ type }: Token): boolean => type === 'list_item_open'

/** Blocks that hold text and nothing else. */
const texts = new Set(
  [
    'inline heading paragraph bullet_list ordered_list list_item blockquote hr front_matter',
    'marpit_slide marpit_inline_svg marpit_comment marpit_header marpit_footer marpit_style',
    'lectern_columns lectern_column',
  ].flatMap((names) => names.split(' ')),
)

function linesIn({ children }: Token, length: number): number {
  const parts = children ?? []
  if (parts.some(({ type }) => type === 'image')) return Number.POSITIVE_INFINITY
  const breaks = parts.filter(({ type }) => type === 'hardbreak' || type === 'softbreak').length
  return breaks + Math.ceil(parts.reduce((sum, { content }) => sum + [...content].length, 0) / length)
}

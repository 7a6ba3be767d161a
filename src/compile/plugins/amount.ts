import { contextOf } from '../context.js'
import type { MarkdownIt, MarpitState, Token } from '../engine/markdownIt.js'
import { addStyle, classesOf, longestWord, textOf } from './slideWords.js'
import { fits } from './textHeight.js'

/** Letters of one line of text across a slide, in a half and in a third of it. An estimate: the theme decides the true size. */
const lineLength = { slide: 42, half: 21, third: 12 }

const amounts = ['little', 'some', 'much'] as const

/** Most lines that count as little, as some, and as much; beyond that a slide is full. */
const most = { little: 3, some: 6, much: 9 }

/**
 * Tells a theme that declares its layouts how much a slide says, so that it can set little text larger and long headings
 * smaller: CSS cannot count. `data-lectern-amount` is `little`, `some`, `much` or `full`, or absent where a picture or a table stands;
 * the custom properties `--lectern-heading`, `--lectern-heading-word` and `--lectern-text` hold the letters of the first heading, of its
 * longest word, and of the text.
 */
export function amount(md: MarkdownIt, marpit: MarpitState): void {
  md.core.ruler.push('lectern_amount', (state) => {
    if (state.inlineMode || !contextOf(state.env).hasLayouts(String(marpit.globals.theme ?? 'default'))) return
    let slide: Token[] = []
    for (const token of state.tokens) {
      if (token.type === 'marpit_slide_open') slide = []
      slide.push(token)
      if (token.type === 'marpit_slide_close') mark(slide.filter((_, index) => !isRunning(slide[index - 1])))
    }
  })
}

function mark(slide: readonly Token[]): void {
  const [open] = slide
  const lines = linesOf(slide)
  if (classesOf(open).includes('invert')) open?.attrSet('data-lectern-invert', '')
  const name = amounts.find((one) => lines <= most[one] || fits(slide, one)) ?? 'full'
  if (lines < Number.POSITIVE_INFINITY) open?.attrSet('data-lectern-amount', name)
  const isHeading = (_: Token, index: number): boolean => slide[index - 1]?.type === 'heading_open'
  const title = slide.find(isHeading)
  const inlines = slide.filter((token, index) => token.type === 'inline' && !isHeading(token, index))
  const text = inlines.reduce((sum, token) => sum + widthOf(token), 0)
  const word = longestWord(textOf(title?.children ?? []))
  // A quotation mark hangs outside of its lines; without one there is nothing to hang.
  const quote = slide[slide.findIndex(({ type }) => type === 'blockquote_open') + 2]
  if (quote?.type === 'inline' && !/^\s*["'“”„‟‘’‚«»‹›]/.test(quote.content)) addStyle(open, '--lectern-hang:0;')
  addStyle(open, `--lectern-heading:${widthOf(title)};--lectern-heading-word:${word};--lectern-text:${text};`)
}

/** Opens a running head or foot. */
const isRunning = (token: Token | undefined): boolean => /^marpit_(?:header|footer)_open$/.test(token?.type ?? '')

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
  const none = marked === 0 && (layout === undefined || (layout !== 'thirds' && begins === isItem))
  if (none) return [() => false, lineLength.slide]
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

function linesIn(token: Token, length: number): number {
  const children = token.children ?? []
  if (children.some(({ type }) => type === 'image')) return Number.POSITIVE_INFINITY
  const breaks = children.filter(({ type }) => type === 'hardbreak' || type === 'softbreak').length
  return breaks + Math.ceil(widthOf(token) / length)
}

/** Letters of a line; ideographs are twice as wide. */
function widthOf(token: Token | undefined): number {
  const text = (token?.children ?? []).map(({ type, content }) => (type === 'image' ? '' : content)).join('')
  return [...text].length + (text.match(/[\u1100-\u11ff\u2e80-\ud7af\uf900-\ufaff\uff00-\uff60]/g)?.length ?? 0)
}

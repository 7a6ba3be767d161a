import { contextOf } from '../context.js'
import type { MarkdownIt, MarpitState, Token } from '../engine/markdownIt.js'
import { classesOf, longestWord, textOf, widthOf } from './slideWords.js'

/** Steps of a table, the roomiest first, in pixels: size of the type, space above and below a row, between columns. */
const steps = [
  { type: 32, pad: 13, gap: 36 },
  { type: 28, pad: 9, gap: 30 },
  { type: 26, pad: 7, gap: 24 },
  { type: 24, pad: 5, gap: 20 },
  { type: 22, pad: 3, gap: 16 },
] as const

/** Pixels of a slide below its heading, and across it. */
const room = { height: 450, wide: 1120, narrow: 832 }

/** What a slide that is a little too full finds in its spacing, in pixels: larger type is worth it. */
const spare = 16

/**
 * Chooses the step of each table for themes that declare layouts: the roomiest in which it stays on the slide, by its letters, as
 * `data-lectern-step`. Columns of figures without an alignment of their own are set flush right.
 */
export function tables(md: MarkdownIt, marpit: MarpitState): void {
  md.core.ruler.push('lectern_tables', (state) => {
    if (state.inlineMode || !contextOf(state.env).hasLayouts(String(marpit.globals.theme ?? 'default'))) return
    const width = marpit.globals.size === '4:3' ? room.narrow : room.wide
    let slide: Token[] = []
    for (const token of state.tokens) {
      if (token.type === 'marpit_slide_open') slide = []
      slide.push(token)
      if (token.type === 'marpit_slide_close') for (const table of tablesOf(slide)) settle(table, slide, width)
    }
  })
}

/** Tokens of each table, its opening one first. */
function tablesOf(slide: readonly Token[]): Token[][] {
  return slide.flatMap((token, index) => {
    if (token.type !== 'table_open') return []
    const length = slide.slice(index).findIndex(({ type }) => type === 'table_close')
    return [slide.slice(index, index + length)]
  })
}

function settle(table: readonly Token[], slide: readonly Token[], slideWidth: number): void {
  const rows = rowsOf(table)
  if (!classesOf(slide[0]).includes('chart')) alignFigures(rows)
  const columns = slide.filter(({ type }) => type === 'lectern_column_open').length
  const width = slideWidth / Math.max(columns, 1)
  const height = room.height - aroundOf(slide, table, width)
  const fits = steps.findIndex((step) => heightOf(rows, step, width) <= height + spare)
  const roomiest = classesOf(slide[0]).includes('table') && columns === 0 ? 0 : 1
  table[0]?.attrSet('data-lectern-step', String(Math.max(roomiest, fits < 0 ? steps.length - 1 : fits)))
}

interface Cell {
  readonly open: Token
  readonly text: string
}

function rowsOf(table: readonly Token[]): Cell[][] {
  const rows: Cell[][] = []
  for (const [index, token] of table.entries()) {
    if (token.type === 'tr_open') rows.push([])
    if (/^t[hd]_open$/.test(token.type))
      rows.at(-1)?.push({ open: token, text: textOf(table[index + 1]?.children ?? []) })
  }
  return rows
}

/** Figures below each other are read by their ends. The first column names the rows. */
function alignFigures(rows: readonly (readonly Cell[])[]): void {
  const [head = [], ...body] = rows
  for (const index of head.keys()) {
    const cells = rows.flatMap((row) => row[index] ?? [])
    const texts = body.map((row) => row[index]?.text ?? '').filter((text) => !/^[-–—]?$/.test(text))
    if (index === 0 || texts.length === 0 || !texts.every((text) => figure.test(text))) continue
    for (const { open } of cells) if (open.attrGet('style') === null) open.attrSet('style', 'text-align:end')
  }
}

const figure = /^[<>≈~±+−–-]?\s?[€$£¥]?\s?\p{Nd}[\p{Nd}.,\s’']*\s?(?:[%‰€$£¥]|\p{L}{0,3}[²³]?)$/u

/** An estimate of a table's height: columns share the width by their longest cell, and none is narrower than its longest word. */
function heightOf(
  rows: readonly (readonly Cell[])[],
  { type, pad, gap }: (typeof steps)[number],
  width: number,
): number {
  const letter = type * 0.52
  const columns = [...(rows[0] ?? []).keys()]
  const widest = columns.map((at) => Math.max(1, ...rows.map((row) => widthOf(row[at]?.text ?? ''))))
  // A figure is one word, whatever is in it: the base's CSS keeps it on its line.
  const wordOf = (cell: Cell | undefined, row: number): number =>
    row > 0 && /end|right/.test(cell?.open.attrGet('style') ?? '')
      ? widthOf(cell?.text ?? '')
      : longestWord(cell?.text ?? '')
  const words = columns.map((at) => Math.max(1, ...rows.map((row, index) => wordOf(row[at], index))))
  const letters = (width - gap * (columns.length - 1)) / letter
  if (words.reduce((sum, word) => sum + word, 0) > letters) return Number.POSITIVE_INFINITY
  const sum = (counts: readonly number[]): number => counts.reduce((all, one) => all + one, 0)
  const isTight = sum(widest) > letters
  const room = isTight ? (letters - sum(words)) / (sum(widest) - sum(words)) : 1
  const share = widest.map((one, at) => (words[at] ?? 1) + (one - (words[at] ?? 1)) * room)
  const lines = rows.map((row) =>
    Math.max(1, ...row.map(({ text }, at) => Math.ceil(widthOf(text) / (share[at] ?? 1) - 0.01))),
  )
  return lines.reduce((sum, count) => sum + count * type * 1.25 + 2 * pad + 2, 0)
}

/** What stands on the slide besides the table and its heading, in pixels. */
function aroundOf(slide: readonly Token[], table: readonly Token[], width: number): number {
  const isOther = (token: Token, index: number): boolean =>
    token.type === 'inline' &&
    !table.includes(token) &&
    !/^marpit_(?:header|footer)_open$/.test(slide[index - 1]?.type ?? '')
  const others = slide.filter(isOther)
  const lines = others.map((token) => {
    const before = slide[slide.indexOf(token) - 1]
    const isTitle = before?.type === 'heading_open' && /^h[12]$/.test(before.tag)
    const count = Math.ceil((widthOf(textOf(token.children ?? [])) * (isTitle ? 28 : 16)) / width)
    return isTitle ? (count - 1) * 56 : count * 44 + 22
  })
  return lines.reduce((sum, one) => sum + one, 0)
}

import type { Cell, ChartData, ChartSpec, Figure, Grid, Remark, Series } from './chart.js'
import { isMissing, multiplierOf, type NumberStyle, type ReadFigure, readFigure, styleOf } from './figures.js'

/** What a grid comes to: data, or nothing that can be drawn. */
export interface ReadGrid {
  readonly data: ChartData | undefined
  readonly remarks: readonly Remark[]
}

/**
 * Makes data of a grid: the first column are the categories, the others the series, and the head names them. A grid of one row of
 * figures is read across: its head are the categories.
 */
export function readGrid(grid: Grid, spec: ChartSpec, lang: string): ReadGrid {
  const remarks: Remark[] = []
  const [head = [], ...rows] = turned(grid)
  const texts = rows.flatMap((row) => row.slice(1).map(({ text }) => text))
  const style = styleOf(texts, lang)
  const body = rows.filter((row) => row.some(({ text }) => text.trim() !== ''))
  if (head.length < 2 || body.length === 0) {
    const message = body.length === 0 ? 'This chart has no figures.' : 'This chart has only one column.'
    const hint = 'Write categories in the first column and figures in the others.'
    return { data: undefined, remarks: [unreadable(message, hint, spec)] }
  }
  const reads = new Map<Cell, ReadFigure>()
  for (const row of body) sayLength(row, head, remarks)
  for (const cell of body.flatMap((row) => row.slice(1, head.length))) {
    const read = isMissing(cell.text) ? undefined : readFigure(cell.text, style)
    if (read !== undefined) reads.set(cell, read)
  }
  const { unit, unitFirst, factor } = unitsOf(reads, spec, remarks)
  const series = head.slice(1).flatMap((name, at): Series[] => {
    const cells = body.map((row) => row[at + 1] ?? emptyCell(row))
    const figures = cells.map((cell): Figure => ({ ...cell, value: amountOf(reads.get(cell), factor) }))
    // A column of words is no series, unless it is the only one.
    const filled = cells.filter(({ text }) => !isMissing(text))
    if (head.length > 2 && filled.length > 0 && filled.every((cell) => !reads.has(cell))) {
      remarks.push(
        value(
          'info',
          `The column “${short(name.text)}” has no figures and is not drawn.`,
          'Remove it, or name columns with `y:`.',
          name,
        ),
      )
      return []
    }
    return [{ name: name.text, strong: name.strong, at: name.at, figures }]
  })
  for (const { figures } of series) sayTexts(figures, remarks)
  if (series.every(({ figures }) => figures.every((figure) => figure.value === undefined)))
    return {
      data: undefined,
      remarks: [...remarks, unreadable('This chart has no figures.', 'Put numbers into its columns.', spec)],
    }
  sayMissing(series, spec, remarks)
  const categories = body.map((row) => row[0] ?? emptyCell(row))
  return { data: { categories, series, style, unit, unitFirst }, remarks }
}

/** One row that begins with a figure, below a head whose first cell is a category like the others. */
function turned(grid: Grid): Grid {
  const [head, row, ...more] = grid
  if (head === undefined || row === undefined || more.some((one) => one.some(({ text }) => text !== ''))) return grid
  const isFigure = (cell: Cell | undefined): boolean =>
    cell !== undefined && readFigure(cell.text, { decimal: '.' }) !== undefined
  if (head.length < 2 || !isFigure(row[0]) || head[0]?.text === '') return grid
  const blank = { text: '', strong: false, at: head[0]?.at ?? { line: 1, column: 1, length: 1 } }
  const lines = head.map((name, at): Cell[] => {
    const cell = row[at] ?? { ...blank, at: name.at }
    return [{ ...name, strong: name.strong || cell.strong }, cell]
  })
  return [[blank, blank], ...lines]
}

function emptyCell(row: readonly Cell[]): Cell {
  const at = row.at(-1)?.at ?? { line: 1, column: 1, length: 1 }
  return { text: '', strong: false, at }
}

function amountOf(read: ReadFigure | undefined, factor: (unit: string) => number): number | undefined {
  return read === undefined ? undefined : Number((read.value * factor(read.after)).toPrecision(15))
}

/** The unit that figures share. `k` beside `m` are brought to one; `€` beside `%` on one axis are a problem. */
function unitsOf(reads: ReadonlyMap<Cell, ReadFigure>, spec: ChartSpec, remarks: Remark[]) {
  const units = new Map<string, Cell>()
  for (const [cell, { before, after }] of reads) {
    const unit = before !== '' ? before : after
    if (unit !== '' && !units.has(unit)) units.set(unit, cell)
  }
  const names = [...units.keys()]
  const multiplied = names.filter((unit) => multiplierOf(unit) !== undefined)
  const others = names.filter((unit) => !multiplied.includes(unit))
  const isMixed =
    multiplied.length > 1 || (multiplied.length === 1 && [...reads.values()].some(({ after }) => after === ''))
  const factor = (unit: string): number => (isMixed ? (multiplierOf(unit) ?? 1) : 1)
  if (others.length > 1) {
    const cell = units.get(others[1] ?? '')
    const message = `Two units are on one axis: “${others[0]}” and “${others[1]}”.`
    if (cell !== undefined)
      remarks.push({
        severity: 'warning',
        code: 'chart-misleading',
        message,
        hint: 'Draw one chart for each unit.',
        at: cell.at,
      })
  }
  const found = others[0] ?? (isMixed ? '' : (multiplied[0] ?? ''))
  const unit = spec.options.unit ?? found
  const unitFirst =
    /^(?:[€$£¥₹]|CHF|EUR|USD|GBP)$/.test(unit) &&
    (found !== unit || [...reads.values()].some(({ before }) => before === unit))
  return { unit, unitFirst, factor }
}

function sayLength(row: readonly Cell[], head: readonly Cell[], remarks: Remark[]): void {
  const extra = row[head.length]
  if (extra !== undefined && extra.text !== '') {
    const message = `This row has ${row.length} cells, but the head has ${head.length}.`
    remarks.push(value('warning', message, 'Remove a cell, or name its column in the head.', extra))
  }
}

/** Most problems of one kind in one chart: the first ones are enough to find the rest. */
const most = 5

function sayTexts(figures: readonly Figure[], remarks: Remark[]): void {
  const odd = figures.filter(({ text, value: read }) => read === undefined && !isMissing(text))
  for (const figure of odd.slice(0, most)) {
    const message = `“${short(figure.text)}” is not a number and is not drawn.`
    remarks.push(value('error', message, 'Write a number, or leave the cell empty.', figure))
  }
}

function sayMissing(series: readonly Series[], { kind }: ChartSpec, remarks: Remark[]): void {
  const isWhole = kind === 'pie' || kind === 'donut' || kind.startsWith('stacked') || kind === 'area'
  for (const { figures, name } of series) {
    const missing = figures.filter(({ text }) => isMissing(text))
    const [first] = missing
    const last = figures.findLastIndex((figure) => figure.value !== undefined)
    if (first === undefined) continue
    const what = name === '' ? '' : ` of “${short(name)}”`
    if (last < figures.length - 1 && figures.length - 1 - last === missing.length && missing.length > 1)
      remarks.push(
        value(
          'info',
          `The series${what} ends ${missing.length} rows before the others.`,
          'Check that it is complete.',
          first,
        ),
      )
    else {
      const effect = isWhole ? 'and its part is missing' : 'so there is a gap'
      const message = `${missing.length === 1 ? 'A figure' : `${missing.length} figures`}${what} ${missing.length === 1 ? 'is' : 'are'} missing, ${effect}.`
      remarks.push(
        value(isWhole ? 'warning' : 'info', message, 'Fill it in, or say on the slide why it is missing.', first),
      )
    }
  }
}

/** Something about one cell. */
function value(severity: Remark['severity'], message: string, hint: string, { at }: Cell): Remark {
  return { severity, code: 'chart-value', message, hint, at }
}

function unreadable(message: string, hint: string, { at }: ChartSpec): Remark {
  return { severity: 'error', code: 'chart-unreadable', message, hint, at }
}

export function short(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text
}

/** The style of a number that an option gives. */
export function optionNumber(text: string | undefined, style: NumberStyle): number | undefined {
  return text === undefined ? undefined : readFigure(text, style)?.value
}

// From the rows of a data file to the table that is drawn: rows are kept (`where`), columns chosen (`x`, `y`), values of a column
// become series (`series`), and rows are brought together (`group`, `sum`, `mean`, `count`).
import { nearest } from '../../model/words/nearest.js'
import type { Cell, ChartSpec, Grid, Remark, Spot } from './chart.js'
import { isMissing, type NumberStyle, readFigure, styleOf, writeFigure } from './figures.js'
import { momentOf } from './moments.js'

/** Categories or series that rows are brought together to at most. */
const mostGroups = 50_000

/** The grid that a chart draws of a data set. */
export function select(grid: Grid, spec: ChartSpec, lang: string): { readonly grid: Grid; readonly remarks: Remark[] } {
  const remarks: Remark[] = []
  const { options, places } = spec
  const [head = [], ...all] = grid
  const columnOf = (name: string, option: string): number => {
    const at = head.findIndex(({ text }) => text.toLowerCase() === name.trim().toLowerCase())
    if (at >= 0) return at
    const names = head.map(({ text }) => text)
    const meant = nearest(name.trim(), names)
    const hint =
      meant === undefined
        ? `Use ${names.slice(0, 8).join(', ')}${names.length > 8 ? ', …' : ''}.`
        : `Did you mean \`${meant}\`?`
    remarks.push({
      severity: 'error',
      code: 'chart-option',
      message: `The data have no column “${name.trim().slice(0, 40)}”.`,
      hint,
      at: places[option] ?? spec.at,
      ...(meant === undefined ? {} : { fix: { wrote: name.trim(), meant } }),
    })
    return -1
  }
  const style = styleOf(
    all.slice(0, 2_000).flatMap((row) => row.map(({ text }) => text)),
    lang,
  )
  const rows =
    options.where === undefined
      ? all
      : kept(all, options.where, { columnOf, style, remarks, at: places.where ?? spec.at })
  if (remarks.some(({ severity }) => severity === 'error')) return { grid: [], remarks }
  const x = options.x ?? options.group
  const xAt = x === undefined ? 0 : columnOf(x, options.x === undefined ? 'group' : 'x')
  const way =
    options.sum !== undefined
      ? 'sum'
      : options.mean !== undefined
        ? 'mean'
        : options.count !== undefined
          ? 'count'
          : undefined
  const named = options.y ?? options.sum ?? options.mean
  const seriesAt = options.series === undefined ? undefined : columnOf(options.series, 'series')
  const ys =
    named !== undefined
      ? named.split(',').map((name) => columnOf(name, options.y === undefined ? (way ?? 'y') : 'y'))
      : head.flatMap((_, at) => (at === xAt || at === seriesAt ? [] : [at]))
  if (xAt < 0 || seriesAt === -1 || ys.includes(-1)) return { grid: [], remarks }
  if (seriesAt === undefined && way === undefined && options.group === undefined)
    return { grid: [pick(head, [xAt, ...ys]), ...rows.map((row) => pick(row, [xAt, ...ys]))], remarks }
  const grouped = together(rows, { head, xAt, ys: way === 'count' ? [xAt] : ys, seriesAt, way, style, remarks, spec })
  return { grid: grouped, remarks }
}

function pick(row: readonly Cell[], columns: readonly number[]): Cell[] {
  const last = row.at(-1)
  return columns.map((at) => row[at] ?? { text: '', strong: false, at: last?.at ?? { line: 1, column: 1, length: 1 } })
}

interface Filter {
  readonly columnOf: (name: string, option: string) => number
  readonly style: NumberStyle
  readonly remarks: Remark[]
  readonly at: Spot
}

function kept(
  rows: readonly (readonly Cell[])[],
  where: string,
  { columnOf, style, remarks, at }: Filter,
): readonly (readonly Cell[])[] {
  let left = rows
  for (const condition of where.split(/\s+and\s+/i)) {
    const [, name = '', sign = '', raw = ''] = /^\s*(.+?)\s*(<=|>=|!=|=|<|>)\s*(.*?)\s*$/.exec(condition) ?? []
    if (sign === '') {
      remarks.push({
        severity: 'error',
        code: 'chart-option',
        message: `“${condition.trim().slice(0, 40)}” is not a condition.`,
        hint: 'Write `column = value`, with =, !=, <, <=, > or >=.',
        at,
      })
      return []
    }
    const column = columnOf(name, 'where')
    const wanted = raw.replace(/^(["'])(.*)\1$/, '$2')
    left = left.filter((row) => holds(row[column]?.text ?? '', sign, wanted, style))
  }
  if (left.length === 0)
    remarks.push({
      severity: 'error',
      code: 'chart-data',
      message: 'No row meets the condition, so there is nothing to draw.',
      hint: 'Change the condition in `where`.',
      at,
    })
  return left
}

function holds(text: string, sign: string, wanted: string, style: NumberStyle): boolean {
  const order = compare(text, wanted, style)
  switch (sign) {
    case '=':
      return order === 0
    case '!=':
      return order !== 0
    case '<':
      return order < 0
    case '<=':
      return order <= 0
    case '>':
      return order > 0
    default:
      return order >= 0
  }
}

function compare(one: string, other: string, style: NumberStyle): number {
  const [a, b] = [momentOf(one) ?? readFigure(one, style)?.value, momentOf(other) ?? readFigure(other, style)?.value]
  if (a !== undefined && b !== undefined) return a - b
  return one.toLowerCase() === other.toLowerCase() ? 0 : one.toLowerCase() < other.toLowerCase() ? -1 : 1
}

interface Grouping {
  readonly head: readonly Cell[]
  readonly xAt: number
  readonly ys: readonly number[]
  readonly seriesAt: number | undefined
  readonly way: 'sum' | 'mean' | 'count' | undefined
  readonly style: NumberStyle
  readonly remarks: Remark[]
  readonly spec: ChartSpec
}

interface Sum {
  total: number
  count: number
  readonly first: Cell
}

function together(
  rows: readonly (readonly Cell[])[],
  { head, xAt, ys, seriesAt, way, style, remarks, spec }: Grouping,
): Grid {
  const categories = new Map<string, { readonly cell: Cell; readonly sums: Map<string, Sum> }>()
  const names = new Map<string, Cell>()
  const doubles: Cell[] = []
  for (const row of rows) {
    const category = row[xAt]
    if (category === undefined) continue
    const known = categories.get(category.text) ?? { cell: category, sums: new Map<string, Sum>() }
    categories.set(category.text, known)
    for (const y of ys) {
      const cell = row[y]
      if (cell === undefined) continue
      const name = seriesAt === undefined ? (head[y] ?? cell) : (row[seriesAt] ?? cell)
      if (!names.has(name.text)) names.set(name.text, name)
      const value = way === 'count' ? 1 : isMissing(cell.text) ? undefined : readFigure(cell.text, style)?.value
      if (value === undefined) {
        // What is no figure is said when the chart is read.
        if (!isMissing(cell.text) && !known.sums.has(name.text))
          known.sums.set(name.text, { total: Number.NaN, count: 1, first: cell })
        continue
      }
      const sum = known.sums.get(name.text)
      if (sum === undefined) known.sums.set(name.text, { total: value, count: 1, first: cell })
      else {
        if (way === undefined) doubles.push(cell)
        sum.total += value
        sum.count += 1
      }
    }
    if (categories.size > mostGroups || names.size > mostGroups) {
      remarks.push({
        severity: 'error',
        code: 'chart-data',
        message: `These data have more than ${mostGroups.toLocaleString('en')} categories.`,
        hint: 'Choose a column with fewer values, or keep some rows with `where`.',
        at: category.at,
      })
      return []
    }
  }
  const [double] = doubles
  if (double !== undefined)
    remarks.push({
      severity: 'error',
      code: 'chart-data',
      message: `${doubles.length === 1 ? 'A category has' : `${doubles.length} rows give a category`} a second figure, and it is not said how to bring them together.`,
      hint: 'Add `sum`, `mean` or `count`.',
      at: double.at,
    })
  const blank = { text: '', strong: false, at: head[xAt]?.at ?? spec.at }
  const columns =
    way === 'count' && seriesAt === undefined
      ? [{ ...blank, key: [...names.keys()][0] ?? '' }]
      : [...names.values()].map((cell) => ({ ...cell, key: cell.text }))
  const body = [...categories.values()].map(({ cell, sums }): Cell[] => [
    cell,
    ...columns.map(({ key }): Cell => {
      const sum = sums.get(key)
      if (sum === undefined) return { text: way === 'count' ? '0' : '', strong: false, at: cell.at }
      if (Number.isNaN(sum.total) || (way === undefined && sum.count === 1)) return sum.first
      const value = way === 'mean' ? sum.total / sum.count : sum.total
      return {
        text: writeFigure(
          Number(value.toPrecision(4)) === value || Number.isInteger(value) ? value : Number(value.toPrecision(4)),
          { ...style, grouped: true },
        ),
        strong: false,
        at: sum.first.at,
      }
    }),
  ])
  return [[head[xAt] ?? blank, ...columns], ...body]
}

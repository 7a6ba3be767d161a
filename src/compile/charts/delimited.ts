// CSV and TSV as programs write them: quotes around cells with delimiters and line ends, quotes doubled inside of them. Each cell
// knows where it stands. The delimiter is found: the one that most of the first lines have equally often.
import type { Cell, Grid, Remark } from './chart.js'

/** What a text is read as, and where it stands. */
export interface TextOrigin {
  /** Name of the file; absent: the deck. */
  readonly file?: string
  /** 1-based line of its first line. */
  readonly line: number
}

/** Rows that are read at most: more take seconds, and no chart shows them. */
export const mostRows = 200_000
/** Cells in all: a row can be long, too. */
const mostCells = 1_000_000

const delimiters = [',', ';', '\t', '|'] as const

/** Reads delimited text. What cannot be read is said, and the rest is read. */
export function readDelimited(text: string, origin: TextOrigin): { readonly grid: Grid; readonly remarks: Remark[] } {
  const remarks: Remark[] = []
  const long = lineBeyond(text, mostRows)
  if (long)
    return {
      grid: [],
      remarks: [
        tooMany('rows', mostRows, {
          ...(origin.file === undefined ? {} : { file: origin.file }),
          line: origin.line + mostRows,
          column: 1,
          length: 1,
        }),
      ],
    }
  const delimiter = delimiterOf(text)
  const grid: Cell[][] = []
  let cells = 0
  let [index, line, lineStart] = [0, origin.line, 0]
  const named = origin.file === undefined ? {} : { file: origin.file }
  const spot = (at: number, length: number, fromLine: number, start: number): Cell['at'] => ({
    ...named,
    line: fromLine,
    column: at - start + 1,
    length: Math.max(1, length),
  })
  let row: Cell[] = []
  const close = (): void => {
    if (row.length > 1 || (row[0]?.text ?? '') !== '') grid.push(row)
    row = []
  }
  while (index <= text.length) {
    const [start, fromLine, fromStart] = [index, line, lineStart]
    let value = ''
    while (text[index] === ' ') index += 1
    if (text[index] === '"') {
      let end = index + 1
      for (;;) {
        const quote = text.indexOf('"', end)
        if (quote < 0) {
          end = -1
          break
        }
        if (text[quote + 1] !== '"') {
          end = quote
          break
        }
        end = quote + 2
      }
      if (end < 0) {
        const at = spot(start, 1, fromLine, fromStart)
        remarks.push({
          severity: 'error',
          code: 'chart-data',
          message: 'This quote is not closed, so the rest of the data is one cell.',
          hint: 'Add a quote at its end, or double it.',
          at,
        })
        value = text.slice(index + 1, endOfLine(text, index))
        index = endOfLine(text, index)
      } else {
        value = text.slice(index + 1, end).replaceAll('""', '"')
        for (let at = text.indexOf('\n', index); at >= 0 && at < end; at = text.indexOf('\n', at + 1)) {
          line += 1
          lineStart = at + 1
        }
        index = end + 1
      }
    }
    let end = index
    while (end < text.length && text[end] !== delimiter && text[end] !== '\n') end += 1
    value += text.slice(index, end)
    const trimmed = value.trim()
    row.push({
      text: trimmed.length > 500 ? `${trimmed.slice(0, 500)}…` : trimmed,
      strong: false,
      at: spot(start, Math.min(end - start, 80), fromLine, fromStart),
    })
    cells += 1
    if (end >= text.length || text[end] === '\n') {
      close()
      line += 1
      lineStart = end + 1
    }
    index = end + 1
    if (cells > mostCells)
      return { grid: [], remarks: [...remarks, tooMany('cells', mostCells, spot(start, 1, fromLine, fromStart))] }
  }
  return { grid, remarks }
}

function tooMany(what: string, limit: number, at: Cell['at']): Remark {
  const message = `These data have more than ${limit.toLocaleString('en')} ${what}.`
  const hint = 'Keep the rows that the chart shows in a file of their own.'
  return { severity: 'error', code: 'chart-data', message, hint, at }
}

/** True when a text has more lines than that. */
function lineBeyond(text: string, limit: number): boolean {
  let at = -1
  for (let count = 0; count <= limit; count++) {
    at = text.indexOf('\n', at + 1)
    if (at < 0) return false
  }
  return at < text.length - 1
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf('\n', from)
  return end < 0 ? text.length : end
}

function delimiterOf(text: string): string {
  const lines = text
    .slice(0, 20_000)
    .split('\n', 12)
    .filter((line) => line.trim() !== '')
  let best: { sign: string; score: number } = { sign: ',', score: 0 }
  for (const sign of delimiters) {
    const counts = lines.map((line) => line.replace(/"[^"]*"/g, '').split(sign).length - 1)
    const first = counts[0] ?? 0
    // A comma between decimals is there as often as figures are; it is one less than semicolons would be, and not in the head.
    const score = first === 0 ? 0 : counts.filter((count) => count === first).length * 10 + Math.min(first, 9)
    if (score > best.score) best = { sign, score }
  }
  return best.sign
}

/** Reads JSON: a list of objects, or of lists of which the first names the columns. Places are those of the lines where values stand. */
export function readJson(text: string, origin: TextOrigin): { readonly grid: Grid; readonly remarks: Remark[] } {
  const at = { ...(origin.file === undefined ? {} : { file: origin.file }), line: origin.line, column: 1, length: 1 }
  const fail = (message: string, hint: string) => ({
    grid: [],
    remarks: [{ severity: 'error', code: 'chart-data', message, hint, at } as const],
  })
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    return fail(
      `This is not JSON: ${error instanceof Error ? error.message.slice(0, 80) : ''}.`,
      'Correct it, or save it as CSV.',
    )
  }
  if (!Array.isArray(value) || value.length === 0)
    return fail('This JSON is not a list of rows.', 'Write `[{"year": 2018, "share": 38.8}, …]`.')
  if (value.length > mostRows)
    return fail(
      `These data have more than ${mostRows.toLocaleString('en')} rows.`,
      'Keep the rows that the chart shows.',
    )
  const cell = (one: unknown): Cell => ({
    text: one === null || one === undefined ? '' : String(one).slice(0, 500),
    strong: false,
    at,
  })
  if (value.every(Array.isArray))
    return { grid: value.map((row: readonly unknown[]) => row.slice(0, 1_000).map(cell)), remarks: [] }
  const names = new Set<string>()
  for (const row of value.slice(0, 1_000))
    if (typeof row === 'object' && row !== null) for (const name of Object.keys(row)) names.add(name)
  const columns = [...names].slice(0, 1_000)
  const rows = value.map((row: unknown) =>
    columns.map((name) =>
      cell(typeof row === 'object' && row !== null ? (row as Record<string, unknown>)[name] : undefined),
    ),
  )
  return { grid: [columns.map(cell), ...rows], remarks: [] }
}

import { partAt } from '../../model/origin.js'
import type { RenderContext } from '../context.js'
import type { Token } from '../engine/markdownIt.js'
import type { ChartSpec, Grid, Remark } from './chart.js'
import { select } from './dataset.js'
import { readDelimited, readJson } from './delimited.js'
import { readComment, readFence } from './readOptions.js'
import type { WrittenChart } from './writtenChart.js'

/** Kind and options of a chart, and what is wrong with them. */
export function specOf(written: WrittenChart): { readonly spec: ChartSpec; readonly remarks: readonly Remark[] } {
  if (written.kind === 'table') return readComment(written.text, written.start)
  const dashes = written.lines.findIndex(isDashes)
  const options = dashes < 0 ? written.lines : written.lines.slice(0, dashes)
  return readFence(
    options,
    { text: written.text, at: { ...written.start, length: 5 + written.text.length } },
    written.firstLine,
  )
}

const isDashes = (line: string): boolean => /^\s*-{3,}\s*$/.test(line)

/** A data file, or why it was not read. */
export interface Data {
  readonly text?: string | undefined
  readonly file: string
  readonly fault?: Pick<Remark, 'message' | 'hint'> | undefined
}

/** The data file that a fence names; `undefined` when it names none, or that was not read. */
export function dataOf(token: Token, written: WrittenChart, { source }: RenderContext): Data | undefined {
  const address = written.lines.flatMap((line) => /^\s*data\s*[:=]\s*(\S.*?)\s*$/.exec(line)?.[1] ?? [])[0]
  if (address === undefined) return undefined
  const folder = partAt(source, (token.map?.[0] ?? 0) + 1)?.folder ?? ''
  const bare = address.replace(/^(["'])(.*)\1$/, '$2')
  return source.data?.find((one) => one.folder === folder && one.address === bare)
}

/** The figures of a fence: of its file, or of its rows below the dashes. */
export function readData(
  written: WrittenChart,
  spec: ChartSpec,
  lang: string,
  data: Data | undefined,
): { grid: Grid; remarks: Remark[] } {
  const dashes = written.lines.findIndex(isDashes)
  if (spec.options.data === undefined) {
    if (dashes < 0) return { grid: [], remarks: [] }
    const text = written.lines.slice(dashes + 1).join('\n')
    return chosen(
      /^\s*\[/.test(text) ? readJson : readDelimited,
      text,
      { line: written.firstLine + dashes + 1 },
      spec,
      lang,
    )
  }
  const at = spec.places.data ?? spec.at
  const fail = (message: string, hint: string) => ({
    grid: [],
    remarks: [{ severity: 'error', code: 'chart-data', message, hint, at } as const],
  })
  if (data === undefined)
    return fail(`The data file “${spec.options.data.slice(0, 80)}” was not read.`, 'Put it beside the deck.')
  if (data.fault !== undefined || data.text === undefined)
    return fail(data.fault?.message ?? 'The data file was not read.', data.fault?.hint ?? 'Try again.')
  return chosen(
    /^\s*\[/.test(data.text) ? readJson : readDelimited,
    data.text,
    { file: data.file, line: 1 },
    spec,
    lang,
  )
}

function chosen(
  read: typeof readDelimited,
  text: string,
  origin: { file?: string; line: number },
  spec: ChartSpec,
  lang: string,
) {
  const { grid, remarks } = read(text, origin)
  if (grid.length === 0) return { grid, remarks }
  const selected = select(grid, spec, lang)
  return { grid: selected.grid, remarks: [...remarks, ...selected.remarks] }
}

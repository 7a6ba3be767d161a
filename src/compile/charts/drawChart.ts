import { type Canvas, litBy } from './canvas.js'
import type { ChartData, ChartSpec, Grid, Remark, Room } from './chart.js'
import type { ChartKind } from './chartKinds.js'
import { describe, tableOf } from './describe.js'
import { bars } from './draw/bars.js'
import { columns } from './draw/columns.js'
import { lines } from './draw/lines.js'
import { pie } from './draw/pie.js'
import { dots, scatter } from './draw/points.js'
import { slope, sparklines } from './draw/slope.js'
import { honesty, mostDrawn } from './honesty.js'
import { readGrid } from './readGrid.js'
import { element, escapeText, round } from './svg.js'

/** A chart as HTML, and what is to be said of it. Steps are `data-chart-step="1…steps"`. */
export interface DrawnChart {
  /** Absent when nothing can be drawn. */
  readonly html?: string
  readonly steps: number
  readonly remarks: readonly Remark[]
}

const draws: Readonly<Record<ChartKind, (canvas: Canvas) => string>> = {
  column: columns,
  stacked: columns,
  'stacked-100': columns,
  bar: bars,
  line: lines,
  area: lines,
  pie,
  donut: pie,
  scatter,
  dot: dots,
  slope,
  sparkline: sparklines,
}

/** Draws a grid. Pure: the same grid, options and room give the same drawing, whatever the theme and the scheme. */
export function drawChart(
  grid: Grid,
  spec: ChartSpec,
  { room, lang }: { readonly room: Room; readonly lang: string },
): DrawnChart {
  const read = readGrid(grid, spec, lang)
  const remarks = [...read.remarks]
  if (read.data === undefined) return { steps: 0, remarks }
  const data = sorted(read.data, spec)
  remarks.push(...honesty(data, spec))
  if (data.series.length * data.categories.length > mostDrawn) {
    const message = `This chart has ${(data.series.length * data.categories.length).toLocaleString('en')} figures (maximum ${mostDrawn.toLocaleString('en')}).`
    remarks.push({
      severity: 'error',
      code: 'chart-crowded',
      message,
      hint: 'Use `group` with `sum` or `mean`, or keep some rows with `where`.',
      at: spec.at,
    })
    return { steps: 0, remarks }
  }
  const { mark, markSeries } = litBy(data, spec, remarks)
  const { step, steps } = stepsOf(data, spec)
  const inside = {
    ...room,
    height: room.height - (spec.options.title === undefined ? 0 : 46) - (spec.options.source === undefined ? 0 : 40),
  }
  const inner = draws[spec.kind]({ data, spec, room: inside, lang, remarks, mark, markSeries, step })
  if (inner === '') return { steps: 0, remarks }
  const words = describe(data, spec, lang)
  const svg = element(
    'svg',
    {
      viewBox: `0 0 ${round(inside.width)} ${round(inside.height)}`,
      width: inside.width,
      height: inside.height,
      role: 'img',
      'aria-label': words,
    },
    inner,
  )
  const title = spec.options.title === undefined ? '' : `<figcaption>${escapeText(spec.options.title)}</figcaption>`
  const source = spec.options.source === undefined ? '' : `<p class="lc-source">${escapeText(spec.options.source)}</p>`
  return { html: `${title}${svg}${source}${tableOf(data)}`, steps, remarks }
}

function sorted(data: ChartData, { options }: ChartSpec): ChartData {
  if (options.sort === undefined) return data
  const sign = options.sort === 'desc' ? -1 : 1
  const value = (at: number): number => data.series[0]?.figures[at]?.value ?? Number.NEGATIVE_INFINITY * sign
  const order = data.categories.map((_, at) => at).sort((a, b) => sign * (value(a) - value(b)) || a - b)
  const pick = <T>(list: readonly T[]): T[] => order.flatMap((at) => list[at] ?? [])
  return {
    ...data,
    categories: pick(data.categories),
    series: data.series.map((one) => ({ ...one, figures: pick(one.figures) })),
  }
}

function stepsOf({ series, categories }: ChartData, { options, kind }: ChartSpec) {
  const byRow = kind === 'pie' || kind === 'donut' || kind === 'slope' || (kind === 'scatter' && series.length < 3)
  if (options.steps === 'series')
    return byRow ? perCategory(categories.length) : { steps: series.length, step: (_: number, at: number) => at + 1 }
  if (options.steps === 'points') return perCategory(categories.length)
  return { steps: 0, step: (): undefined => undefined }
}

/** More steps than these nobody presses through. */
const mostSteps = 40

function perCategory(count: number) {
  return { steps: Math.min(count, mostSteps), step: (category: number) => Math.min(category + 1, mostSteps) }
}

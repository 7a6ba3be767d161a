// What would make a chart say something other than its figures. Drawing is honest by construction; this names what only the
// author can mend.
import type { ChartData, ChartSpec, Remark, Spot } from './chart.js'
import { writeFigure } from './figures.js'
import { momentsOf } from './moments.js'
import { optionNumber, short } from './readGrid.js'

/** Parts of a pie that can still be told apart. */
const mostParts = 6

/** Everything that is to be said of a chart's figures as that kind. */
export function honesty(data: ChartData, spec: ChartSpec): Remark[] {
  return [...partsOf(data, spec), ...axisOf(data, spec), ...manyOf(data, spec), ...spacing(data, spec)]
}

function partsOf({ series, categories, unit, style }: ChartData, spec: ChartSpec): Remark[] {
  const { kind } = spec
  if (kind !== 'pie' && kind !== 'donut') return []
  const remarks: Remark[] = []
  const [first, second] = series
  if (second !== undefined)
    remarks.push(
      misleading(
        `A ${kind} shows one series, and “${short(second.name)}” is not drawn.`,
        'Use stacked-100, or one chart for each.',
        second.at,
      ),
    )
  const figures = first?.figures ?? []
  const negative = figures.find(({ value }) => (value ?? 0) < 0)
  if (negative !== undefined)
    remarks.push({
      ...misleading(
        `A ${kind} cannot show “${short(negative.text)}”, which is below zero.`,
        'Use bar or column.',
        negative.at,
      ),
      severity: 'error',
    })
  if (categories.length > mostParts)
    remarks.push(
      misleading(
        `A ${kind} of ${categories.length} parts cannot be read (maximum ${mostParts}).`,
        'Use bar, or add up the small parts.',
        categories[mostParts]?.at ?? spec.at,
      ),
    )
  const sum = figures.reduce((all, { value }) => all + (value ?? 0), 0)
  if (sum === 0)
    remarks.push({
      ...misleading(`All parts of this ${kind} are zero.`, 'Check the figures.', figures[0]?.at ?? spec.at),
      severity: 'error',
    })
  else if (unit === '%' && Math.abs(sum - 100) > 1.01)
    remarks.push({
      ...misleading(
        `The parts add up to ${writeFigure(sum, style)} %, not 100 %.`,
        'Check the figures, or use bar: parts of a pie are parts of one whole.',
        figures[0]?.at ?? spec.at,
      ),
      severity: 'error',
    })
  return remarks
}

/** Kinds whose areas or lengths say how much: their axis begins at zero. */
export const fromZero: ReadonlySet<string> = new Set(['column', 'bar', 'area', 'stacked', 'stacked-100'])

function axisOf({ series, style, unit }: ChartData, spec: ChartSpec): Remark[] {
  const { kind, options, places } = spec
  const remarks: Remark[] = []
  const values = series.flatMap(({ figures }) => figures.flatMap(({ value }) => value ?? []))
  const min = optionNumber(options.min, style)
  const max = optionNumber(options.max, style)
  const lacksAxis = kind === 'pie' || kind === 'donut' || kind === 'stacked-100' || kind === 'sparkline'
  for (const name of ['min', 'max', 'log'])
    if (options[name] !== undefined && lacksAxis)
      remarks.push(without(`A ${kind} chart has no axis for \`${name}\`.`, places[name] ?? spec.at))
  if (lacksAxis) return remarks
  if (min !== undefined && min !== 0 && fromZero.has(kind))
    remarks.push({
      ...misleading(
        `The axis of this ${kind} chart begins at ${writeFigure(min, style)}${unit === '%' ? ' %' : ''} instead of 0, so differences look larger.`,
        'Remove `min`, or use line or dot.',
        places.min ?? spec.at,
      ),
      severity: 'info',
    })
  const low = values.find((value) => min !== undefined && value < min)
  const high = values.find((value) => max !== undefined && value > max)
  if (low !== undefined)
    remarks.push(
      misleading(
        `${writeFigure(low, style)} lies below \`min\` and is cut off.`,
        'Choose a smaller `min`.',
        places.min ?? spec.at,
      ),
    )
  if (high !== undefined)
    remarks.push(
      misleading(
        `${writeFigure(high, style)} lies above \`max\` and is cut off.`,
        'Choose a larger `max`.',
        places.max ?? spec.at,
      ),
    )
  if (options.log === undefined) return remarks
  if (fromZero.has(kind))
    remarks.push(
      without(
        `A ${kind} chart begins at zero, which a logarithmic axis does not have.`,
        places.log ?? spec.at,
        'Use line, dot or scatter, or remove `log`.',
      ),
    )
  const zero = series.flatMap(({ figures }) => figures).find(({ value }) => value !== undefined && value <= 0)
  if (zero !== undefined)
    remarks.push(
      misleading(`“${short(zero.text)}” has no place on a logarithmic axis.`, 'Remove `log`, or the figure.', zero.at),
    )
  return remarks
}

/** Series that can be told apart by colour, and categories that have room, by kind. */
const limits: Readonly<Record<string, readonly [series: number, categories: number]>> = {
  column: [4, 40],
  bar: [4, 24],
  stacked: [6, 40],
  'stacked-100': [6, 40],
  area: [6, 2_000],
  line: [8, 2_000],
  dot: [4, 24],
  slope: [2, 14],
  sparkline: [8, 2_000],
  scatter: [3, 5_000],
  pie: [1, 24],
  donut: [1, 24],
}

/** The figures that are drawn; more are an error. */
export const mostDrawn = 10_000

function manyOf({ series, categories }: ChartData, spec: ChartSpec): Remark[] {
  const [lines, groups] = limits[spec.kind] ?? [8, 100]
  const crowded = (message: string, hint: string, at: Spot): Remark => ({
    severity: 'warning',
    code: 'chart-crowded',
    message,
    hint,
    at,
  })
  const remarks: Remark[] = []
  const isLit = spec.options.highlight !== undefined || series.some(({ strong }) => strong)
  if (series.length > lines && spec.kind !== 'pie' && spec.kind !== 'donut' && !(isLit && spec.kind === 'line'))
    remarks.push(
      crowded(
        `This chart has ${series.length} series (maximum ${lines} for ${spec.kind}).`,
        'Leave some out, highlight one in a line chart, or make two charts.',
        series[lines]?.at ?? spec.at,
      ),
    )
  if (categories.length > groups)
    remarks.push(
      crowded(
        `This chart has ${categories.length} categories (maximum ${groups} for ${spec.kind}).`,
        'Leave some out, or group them.',
        categories[groups]?.at ?? spec.at,
      ),
    )
  return remarks
}

/** Years that are not equally far apart stand equally far apart as columns. */
function spacing({ categories }: ChartData, spec: ChartSpec): Remark[] {
  if (spec.kind !== 'column' && !spec.kind.startsWith('stacked')) return []
  const texts = categories.map(({ text }) => text)
  const moments = texts.every((text) => /^\d{4}$/.test(text)) ? momentsOf(texts) : undefined
  const steps = (moments ?? []).slice(1).map((one, at) => one - (moments?.[at] ?? 0))
  const odd = steps.findIndex((step) => step !== steps[0])
  if (odd < 0) return []
  const at = categories[odd + 1]?.at ?? spec.at
  return [
    {
      ...misleading(
        'These years are not equally far apart, but the columns are.',
        'Use line, which puts each year at its true place, or add the missing years.',
        at,
      ),
      severity: 'info',
    },
  ]
}

function misleading(message: string, hint: string, at: Spot): Remark {
  return { severity: 'warning', code: 'chart-misleading', message, hint, at }
}

function without(message: string, at: Spot, hint = 'Remove the option.'): Remark {
  return { severity: 'warning', code: 'chart-option', message, hint, at }
}

// What all kinds draw with: sizes of type, colours as classes, marks that are lit, the way figures are written.
import type { ChartData, ChartSpec, Figure, Remark, Room } from './chart.js'
import { type NumberStyle, writeFigure } from './figures.js'
import { textWidth } from './measureText.js'

/** Sizes of type in pixels: the room's floor is 24, and a drawing may be scaled down by a few per cent. */
export const type = { axis: 25, value: 27, name: 26 } as const

export const lineHeight = 29

/** One chart while it is drawn. */
export interface Canvas {
  readonly data: ChartData
  readonly spec: ChartSpec
  readonly room: Room
  /** Language of the deck, for the names of months. */
  readonly lang: string
  readonly remarks: Remark[]
  /** How a mark of a category (and a series) looks. */
  readonly mark: (category: number, series: number) => 'plain' | 'lit' | 'dim'
  /** How a series looks as a whole. */
  readonly markSeries: (series: number) => 'plain' | 'lit' | 'dim'
  /** Step at which a mark appears; absent: with the slide. */
  readonly step: (category: number, series: number) => number | undefined
}

/** Colours that series have: four of the theme and four paler ones. */
const colours = 8

/** Class that gives a mark the colour of its series. */
export function colour(canvas: Canvas, category: number, series: number): string {
  const mark = canvas.mark(category, series)
  return mark === 'lit' ? 'lc-lit' : mark === 'dim' ? 'lc-dim' : `lc${(series % colours) + 1}`
}

export function seriesColour(canvas: Canvas, series: number): string {
  const mark = canvas.markSeries(series)
  return mark === 'lit' ? 'lc-lit' : mark === 'dim' ? 'lc-dim' : `lc${(series % colours) + 1}`
}

/** Class of parts of a whole: they are told apart by colour, too. */
export function partColour(canvas: Canvas, part: number): string {
  const mark = canvas.mark(part, 0)
  return mark === 'lit' ? 'lc-lit' : mark === 'dim' ? 'lc-dim' : `lc${(part % colours) + 1}`
}

/** What is lit: what the option names, else what is bold. */
export function litBy(data: ChartData, spec: ChartSpec, remarks: Remark[]) {
  const wanted = (spec.options.highlight ?? '').split(/\s*,\s*/).filter((name) => name !== '')
  const isMeant = (name: string): boolean => wanted.some((one) => one.toLowerCase() === name.toLowerCase())
  const categories = data.categories.map(({ text, strong }) => (wanted.length > 0 ? isMeant(text) : strong))
  const series = data.series.map(({ name, strong }) => (wanted.length > 0 ? isMeant(name) : strong))
  const figures = data.series.map(({ figures: all }) => all.map(({ strong }) => wanted.length === 0 && strong))
  for (const name of wanted) {
    const names = [...data.categories.map(({ text }) => text), ...data.series.map((one) => one.name)]
    if (names.some((one) => one.toLowerCase() === name.toLowerCase())) continue
    const message = `“${name.slice(0, 40)}” is neither a category nor a series, so nothing is highlighted.`
    const hint = `Use one of ${names.filter(Boolean).slice(0, 6).join(', ')}${names.length > 6 ? ', …' : ''}.`
    remarks.push({ severity: 'warning', code: 'chart-option', message, hint, at: spec.places.highlight ?? spec.at })
  }
  const hasSeries = series.some(Boolean) && !series.every(Boolean)
  const hasOne = hasSeries || (categories.some(Boolean) && !categories.every(Boolean)) || figures.flat().some(Boolean)
  const mark = (category: number, at: number): 'plain' | 'lit' | 'dim' => {
    if (!hasOne) return 'plain'
    const isLit =
      (hasSeries && series[at] === true) || categories[category] === true || figures[at]?.[category] === true
    return isLit ? 'lit' : 'dim'
  }
  const markSeries = (at: number): 'plain' | 'lit' | 'dim' =>
    !hasSeries ? 'plain' : series[at] === true ? 'lit' : 'dim'
  return { mark, markSeries, hasOne, hasSeries }
}

/** True for a unit that is written at every figure; longer ones are written once. */
export function isShortUnit(unit: string): boolean {
  return [...unit].length <= 2
}

/** A figure as its author wrote it, with the unit of the chart when it has none. */
export function figureText(figure: Figure, { unit, unitFirst, style }: ChartData): string {
  const text = bareFigure(figure, style).replace(/^-(?=[\d€$£¥₹.])/, '−')
  if (unit === '' || text.includes(unit)) return isShortUnit(unit) || unit === '' ? text : text.replace(unit, '').trim()
  return isShortUnit(unit) ? withUnit(text, unit, unitFirst) : text
}

/** A figure of many digits without anything between them, as programs write it, can be read by nobody. */
function bareFigure({ text, value }: Figure, style: NumberStyle): string {
  const trimmed = text.trim()
  if (value === undefined || !/^[-−]?\d{5,}(?:\.\d+)?$/.test(trimmed)) return trimmed
  const [divisor, suffix] = magnitude(Math.abs(value))
  return divisor === 1
    ? writeFigure(value, style)
    : writeFigure(Number((value / divisor).toPrecision(3)), style) + suffix
}

function magnitude(value: number): readonly [divisor: number, suffix: string] {
  return value >= 1e9 ? [1e9, 'bn'] : value >= 1e6 ? [1e6, 'm'] : [1, '']
}

export function withUnit(text: string, unit: string, unitFirst: boolean): string {
  if (unit === '') return text
  if (unitFirst) return text.startsWith('−') ? `−${unit}${text.slice(1)}` : `${unit}${text}`
  return /^[%°‰]$/.test(unit) || text.endsWith('\u00a0') ? `${text}${unit}` : `${text}\u00a0${unit}`
}

/** A tick of the axis. Large ones are shortened together, so that none is wider than it has to be. */
export function tickText(
  value: number,
  { style, unit, unitFirst }: ChartData,
  decimals: number,
  largest: number,
): string {
  const [divisor, suffix] = magnitude(largest)
  const shown = value / divisor
  const digits = divisor === 1 ? decimals : Number.isInteger(Number(shown.toPrecision(12))) ? 0 : 1
  const text = writeFigure(shown, style, value === 0 ? 0 : digits) + (value === 0 ? '' : suffix)
  return isShortUnit(unit) ? withUnit(text, unit, unitFirst) : text
}

export function widthOf(canvas: Canvas, text: string, size: number = type.axis): number {
  return textWidth(text, size, canvas.room.mono)
}

/** Moves labels apart that would lie on each other, as little as possible, within a range. `gap` between their middles. */
export function spread(wanted: readonly number[], gap: number, from: number, to: number): number[] {
  const order = wanted.map((y, index) => ({ y, index })).sort((a, b) => a.y - b.y)
  const placed = order.map(({ y }) => Math.min(Math.max(y, from), to))
  for (let round = 0; round < 60; round++) {
    let isStill = true
    for (let at = 1; at < placed.length; at++) {
      const lack = gap - ((placed[at] ?? 0) - (placed[at - 1] ?? 0))
      if (lack <= 0.5) continue
      isStill = false
      placed[at - 1] = Math.max((placed[at - 1] ?? 0) - lack / 2, from)
      placed[at] = Math.min((placed[at] ?? 0) + lack / 2, to)
    }
    if (isStill) break
  }
  const result: number[] = []
  for (const [at, { index }] of order.entries()) result[index] = placed[at] ?? 0
  return result
}

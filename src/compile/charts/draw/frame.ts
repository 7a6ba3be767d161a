import { type Canvas, isShortUnit, lineHeight, tickText, type, widthOf } from '../canvas.js'
import { fromZero } from '../honesty.js'
import { wrapText } from '../measureText.js'
import { dateLabels } from '../moments.js'
import { optionNumber } from '../readGrid.js'
import { linear, logarithmic, type Scale } from '../scale.js'
import { element, textAt } from '../svg.js'

/** The rectangle inside of the axes. */
export interface Plot {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

/** The scale of the figures of a chart, from `start` to `end` in pixels. */
export function valueScale(canvas: Canvas, values: readonly number[], start: number, end: number): Scale {
  const { spec, data } = canvas
  const min = optionNumber(spec.options.min, data.style)
  const max = optionNumber(spec.options.max, data.style)
  const [low, high] = [least(values, Number.POSITIVE_INFINITY), most(values, Number.NEGATIVE_INFINITY)]
  const count = Math.max(2, Math.min(6, Math.round(Math.abs(end - start) / 90)))
  if (spec.options.log !== undefined && !fromZero.has(spec.kind)) {
    const above = values.filter((value) => value > 0)
    if (above.length > 0)
      return logarithmic({ from: min ?? least(above, Number.POSITIVE_INFINITY), to: max ?? high, start, end, count })
  }
  const isOpen = !fromZero.has(spec.kind) && low > 0 && low > high * 0.4 && high > low
  const from = min ?? (isOpen ? low : Math.min(0, low))
  const to = max ?? (fromZero.has(spec.kind) ? Math.max(0, high) : high)
  return linear({ from, to: Math.max(to, from), start, end, count }, { from: min !== undefined, to: max !== undefined })
}

export function least(values: readonly number[], start: number): number {
  return values.reduce((all, one) => Math.min(all, one), start)
}

export function most(values: readonly number[], start: number): number {
  return values.reduce((all, one) => Math.max(all, one), start)
}

/** Labels of the ticks. */
export function tickLabels({ data, spec }: Canvas, { ticks, decimals }: Scale): string[] {
  const largest = most(ticks.map(Math.abs), 0)
  const isLog = spec.options.log !== undefined && !fromZero.has(spec.kind)
  return ticks.map((tick) => tickText(tick, data, isLog && tick >= 1 ? 0 : decimals, isLog ? tick : largest))
}

/** Horizontal lines with their labels at the left, and the unit above them when it is a word. */
export function horizontalGrid(canvas: Canvas, scale: Scale, plot: Plot): string {
  const labels = tickLabels(canvas, scale)
  const lines = scale.ticks.map((tick, at) => {
    const y = scale.at(tick)
    const line = element('line', { x1: plot.left, x2: plot.right, y1: y, y2: y, class: 'lc-grid' })
    return (
      line + textAt(plot.left - 12, y + type.axis * 0.35, labels[at] ?? '', { class: 'lc-axis', 'text-anchor': 'end' })
    )
  })
  return lines.join('')
}

/** Vertical lines with their labels below. */
export function verticalGrid(canvas: Canvas, scale: Scale, plot: Plot): string {
  const labels = tickLabels(canvas, scale)
  const lines = scale.ticks.map((tick, at) => {
    const x = scale.at(tick)
    const line = element('line', { x1: x, x2: x, y1: plot.top, y2: plot.bottom, class: 'lc-grid' })
    return line + textAt(x, plot.bottom + lineHeight, labels[at] ?? '', { class: 'lc-axis', 'text-anchor': 'middle' })
  })
  return lines.join('')
}

/** Width that the labels of an axis take at the left. */
export function axisWidth(canvas: Canvas, scale: Scale): number {
  return (
    most(
      tickLabels(canvas, scale).map((label) => widthOf(canvas, label)),
      0,
    ) + 14
  )
}

/** A unit that is too long for every figure, once, at the top. */
export function unitLine({ data: { unit } }: Canvas): { readonly height: number; readonly svg: string } {
  if (unit === '' || isShortUnit(unit)) return { height: 0, svg: '' }
  return { height: lineHeight + 10, svg: textAt(0, type.axis, unit, { class: 'lc-axis' }) }
}

/** Where the axis of lengths does not begin at zero, the chart says so. */
export function brokenNote({ spec }: Canvas, scale: Scale, plot: Plot): string {
  if (!fromZero.has(spec.kind) || scale.from === 0 || (scale.from < 0 && scale.to > 0)) return ''
  const zigzag = `M${plot.left - 8} ${plot.bottom + 1}l8 -6l8 12l8 -12l8 6`
  return element('path', { d: zigzag, class: 'lc-break' })
}

interface Below {
  readonly y: number
  /** Pixels between two categories. */
  readonly room: number
  readonly isLit: (index: number) => boolean
}

/** Labels of categories below their places: words in up to three lines, numbers and dates only as many as there is room for. */
export function categoryLabels(
  canvas: Canvas,
  at: readonly number[],
  below: Below,
): { readonly height: number; readonly svg: string } {
  const { data, spec, remarks } = canvas
  const texts = data.categories.map(({ text }) => text)
  const dates = dateLabels(texts, canvas.lang)
  const isNumeric = texts.every((text) => /^[\d\s/.:Q-]{1,10}$/.test(text))
  if (dates !== undefined || isNumeric || below.room < 40) return thinned(canvas, at, dates ?? texts, below)
  const wrapped = texts.map((text) =>
    wrapText(text, Math.max(below.room - 8, 20), type.axis, { most: 3, mono: canvas.room.mono }),
  )
  const cut = wrapped.findIndex(({ isCut }) => isCut)
  if (cut >= 0)
    remarks.push({
      severity: 'warning',
      code: 'chart-crowded',
      message: `“${texts[cut]?.slice(0, 40)}” does not fit below its ${spec.kind === 'line' ? 'point' : 'column'}.`,
      hint: 'Use bar, which has room for long names, or shorten it.',
      at: data.categories[cut]?.at ?? spec.at,
    })
  const lines = most(
    wrapped.map((one) => one.lines.length),
    1,
  )
  const svg = wrapped.map((one, index) => labelBelow(at[index] ?? 0, one.lines, below, index))
  return { height: lines * lineHeight + 12, svg: svg.join('') }
}

/** The first, the last, what is lit, and as many between as do not touch. */
function thinned(
  canvas: Canvas,
  at: readonly number[],
  texts: readonly (string | undefined)[],
  below: Below,
): { readonly height: number; readonly svg: string } {
  const taken: (readonly [from: number, to: number])[] = []
  const shown = new Map<number, string>()
  const last = texts.findLastIndex((text) => text !== undefined)
  const order = [0, last, ...inStep(canvas, at, texts), ...[...texts.keys()].filter(below.isLit)].sort(
    (a, b) => rankOf(a) - rankOf(b) || a - b,
  )
  function rankOf(index: number): number {
    return below.isLit(index) ? 0 : index === 0 || index === last ? 1 : 2
  }
  for (const index of order) {
    const text = texts[index]
    if (text === undefined || shown.has(index)) continue
    const half = widthOf(canvas, text) / 2
    const x = Math.min(Math.max(at[index] ?? 0, half), canvas.room.width - half)
    if (taken.some(([from, to]) => x + half + 12 > from && x - half - 12 < to)) continue
    taken.push([x - half, x + half])
    shown.set(index, labelBelow(x, [text], below, index))
  }
  return {
    height: lineHeight + 12,
    svg: [...shown]
      .sort(([a], [b]) => a - b)
      .map(([, svg]) => svg)
      .join(''),
  }
}

/** Every label, every second, every third: the first of these of which no two touch. */
function inStep(canvas: Canvas, at: readonly number[], texts: readonly (string | undefined)[]): number[] {
  const there = [...texts.keys()].filter((index) => texts[index] !== undefined)
  const half = (index: number): number => widthOf(canvas, texts[index] ?? '') / 2
  for (let step = 1; step < there.length; step++) {
    const some = there.filter((_, index) => index % step === 0)
    const isFree = some.every((index, position) => {
      const before = some[position - 1]
      return before === undefined || (at[index] ?? 0) - (at[before] ?? 0) > half(index) + half(before) + 12
    })
    // Labels at uneven distances are placed one by one.
    if (isFree) return some.length * 3 > there.length || isEven(at) ? some : there
  }
  return there
}

function isEven(at: readonly number[]): boolean {
  const steps = at.slice(1).map((x, index) => x - (at[index] ?? 0))
  return most(steps, 0) - least(steps, Number.POSITIVE_INFINITY) < 2
}

function labelBelow(x: number, lines: readonly string[], { y, isLit }: Below, index: number): string {
  const look = isLit(index) ? 'lc-axis lc-strong' : 'lc-axis'
  return textAt(x, y + type.axis, lines, { class: look, 'text-anchor': 'middle' }, lineHeight)
}

/** Lines that the labels of categories need, before anything is placed. */
export function categoryHeight(canvas: Canvas, room: number): number {
  const silent = { ...canvas, remarks: [] }
  return categoryLabels(
    silent,
    canvas.data.categories.map(() => 0),
    { y: 0, room, isLit: () => false },
  ).height
}

/** The notes of a chart: the category that each belongs to, and its text. */
export function notesOf({ spec, data, remarks }: Canvas): { readonly category: number; readonly text: string }[] {
  return (spec.options.note ?? '').split('\n').flatMap((note) => {
    const match = /^(.*?)\s*["“](.*)["”]\s*$/.exec(note) ?? /^(\S+)\s+(.*)$/.exec(note)
    if (match === null) return []
    const [, name = '', text = ''] = match
    const category = data.categories.findIndex((one) => one.text.toLowerCase() === name.trim().toLowerCase())
    if (category >= 0) return [{ category, text }]
    const message = `The note is at “${name.slice(0, 40)}”, which is no category of this chart.`
    const hint = 'Write a category, then the text in quotes: `note: 2018 "Python 3.7"`.'
    remarks.push({ severity: 'warning', code: 'chart-option', message, hint, at: spec.places.note ?? spec.at })
    return []
  })
}

/** A note with a line down to its mark. */
export function noteAt(
  canvas: Canvas,
  text: string,
  { x, y, isLeft: wantsLeft = false }: { readonly x: number; readonly y: number; readonly isLeft?: boolean },
  plot: Plot,
): string {
  const { lines } = wrapText(text, Math.min(260, canvas.room.width * 0.4), type.axis, {
    most: 3,
    mono: canvas.room.mono,
  })
  const width = most(
    lines.map((line) => widthOf(canvas, line)),
    0,
  )
  const isLeft = (wantsLeft && x - width > plot.left - 10) || x + width + 14 > plot.right
  const top = Math.max(plot.top + type.axis, Math.min(y - 70 - (lines.length - 1) * lineHeight, plot.bottom - 80))
  const below = top + (lines.length - 1) * lineHeight + 8
  const line =
    below + 6 < y - 10 ? element('line', { x1: x, x2: x, y1: below + 2, y2: y - 10, class: 'lc-pointer' }) : ''
  const at = isLeft ? Math.min(x + 6, plot.right) : x - 6
  return line + textAt(at, top, lines, { class: 'lc-note', 'text-anchor': isLeft ? 'end' : 'start' }, lineHeight)
}

/** True where the figures go up behind a category, so that there is more air before it. */
export function rises({ data }: Canvas, category: number): boolean {
  const at = (index: number): number =>
    most(
      data.series.flatMap((one) => one.figures[index]?.value ?? []),
      0,
    )
  return category + 1 < data.categories.length && at(category + 1) > at(category) && at(category - 1) <= at(category)
}

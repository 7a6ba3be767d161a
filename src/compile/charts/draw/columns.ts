import { type Canvas, colour, figureText, lineHeight, seriesColour, spread, type, widthOf } from '../canvas.js'
import type { Scale } from '../scale.js'
import { element, group, textAt } from '../svg.js'
import {
  axisWidth,
  brokenNote,
  categoryHeight,
  categoryLabels,
  horizontalGrid,
  least,
  most,
  noteAt,
  notesOf,
  type Plot,
  rises,
  unitLine,
  valueScale,
} from './frame.js'
import { seriesLegend } from './legend.js'

/** Columns beside each other, or on top of each other. */
export function columns(canvas: Canvas): string {
  const { data, spec, room } = canvas
  const isStacked = spec.kind !== 'column'
  const shares = spec.kind === 'stacked-100' ? sharesOf(canvas) : canvas
  const stacks = isStacked ? stacked(shares) : undefined
  const values =
    stacks?.flatMap((one) => one.flatMap(({ from, to }) => [from, to])) ??
    data.series.flatMap((one) => one.figures.flatMap(({ value }) => value ?? []))
  const endNames = isStacked && data.series.length > 1 ? namesBeside(canvas) : undefined
  const head = seriesLegend(canvas, data.series.length > 1 && endNames === undefined)
  const unit = spec.kind === 'stacked-100' ? { height: 0, svg: '' } : unitLine(canvas)
  const right = room.width - (endNames?.width ?? 0)
  const labelled = labelsOn(canvas, right)
  const above = labelled && !isStacked ? lineHeight + 8 : 14
  const top = head.height + unit.height + above
  const rough = categoryHeight(canvas, right / data.categories.length)
  const probe = valueScale(shares, values, room.height - rough, top)
  const hasAxis = !labelled
  const left = hasAxis ? axisWidth(shares, probe) : 0
  const band = (right - left) / data.categories.length
  const bottom = room.height - categoryHeight(canvas, band)
  const hasNegative = values.some((value) => value < 0) && labelled && !isStacked
  const full = valueScale(shares, values, bottom - (hasNegative ? lineHeight : 0), top)
  // Without an axis, nothing has to end at a round figure.
  const scale = labelled && spec.options.max === undefined ? tight(full, values) : full
  const plot: Plot = { left, right, top, bottom }
  const middle = data.categories.map((_, at) => left + band * (at + 0.5))
  const names = categoryLabels(canvas, middle, {
    y: bottom + 8,
    room: band,
    isLit: (at) => canvas.mark(at, 0) === 'lit',
  })
  const bars =
    stacks === undefined
      ? besides(canvas, { scale, plot, band, labelled })
      : onTop(canvas, { scale, plot, band, stacks, labelled })
  const zero = scale.at(Math.max(scale.from, Math.min(0, scale.to)))
  const base = element('line', { x1: left, x2: right, y1: zero, y2: zero, class: 'lc-base' })
  const notes = notesOf(canvas).map(({ category, text }) => {
    const peak = most(
      stacks?.[category]?.map(({ to }) => to) ?? data.series.flatMap((one) => one.figures[category]?.value ?? []),
      0,
    )
    return noteAt(
      canvas,
      text,
      { x: middle[category] ?? 0, y: scale.at(peak) - (labelled ? lineHeight : 0), isLeft: rises(canvas, category) },
      plot,
    )
  })
  const beside =
    endNames === undefined || stacks === undefined ? '' : endNames.draw(stacks.at(-1) ?? [], scale, right, plot)
  return [
    head.svg,
    unit.svg === '' ? '' : group([unit.svg], undefined, { transform: `translate(0 ${head.height})` }),
    hasAxis ? horizontalGrid(shares, scale, plot) : '',
    bars,
    base,
    brokenNote(canvas, scale, plot),
    names.svg,
    beside,
    ...notes,
  ].join('')
}

/** True when figures are written on the columns instead of an axis. */
function labelsOn(canvas: Canvas, width: number): boolean {
  const { data, spec } = canvas
  if (spec.options.labels === 'all') return true
  if (spec.options.labels !== undefined) return false
  const count = data.series.length * data.categories.length
  if (spec.kind !== 'column') return false
  const widest = most(
    data.series.flatMap((one) => one.figures.map((figure) => widthOf(canvas, figureText(figure, data), type.value))),
    0,
  )
  return widest + 6 <= (width / count) * (data.series.length > 1 ? 0.86 : 1)
}

/** The largest figure fills the room, unless the author says where the axis begins or ends. */
function tight(scale: Scale, values: readonly number[]): Scale {
  const [low, high] = [Math.min(0, least(values, 0)), most(values, 0)]
  if (scale.from > 0 || high <= low) return scale
  const [start, end] = [scale.at(scale.from), scale.at(scale.to)]
  return { ...scale, from: low, to: high, at: (value) => start + ((value - low) / (high - low)) * (end - start) }
}

interface Drawn {
  readonly scale: Scale
  readonly plot: Plot
  readonly band: number
  readonly labelled: boolean
}

function besides(canvas: Canvas, { scale, plot, band, labelled }: Drawn): string {
  const { data, spec } = canvas
  const inner = band * (data.categories.length > 20 ? 0.84 : 0.72)
  const width = Math.min(inner / data.series.length, 130)
  const zero = scale.at(Math.max(scale.from, Math.min(0, scale.to)))
  const floor = Math.max(scale.at(scale.from), scale.at(scale.to))
  return data.categories
    .flatMap((_, category) =>
      data.series.map(({ figures }, series) => {
        const figure = figures[category]
        if (figure?.value === undefined) return ''
        const x = plot.left + band * (category + 0.5) + (series - data.series.length / 2) * width
        const y = Math.min(Math.max(scale.at(figure.value), Math.min(scale.at(scale.to), scale.at(scale.from))), floor)
        const gap = data.series.length > 1 ? 2 : 0
        const rect = element('rect', {
          x: x + gap / 2,
          y: Math.min(y, zero),
          width: width - gap,
          height: Math.max(Math.abs(zero - y), figure.value === 0 ? 0 : 1),
          class: `${colour(canvas, category, series)} lc-fill lc-up${y > zero ? ' lc-down' : ''}`,
        })
        const mark = canvas.mark(category, series)
        const isWritten =
          labelled ||
          ((spec.options.labels === 'highlight' || spec.options.labels === undefined) && mark === 'lit') ||
          (spec.options.labels === 'ends' && (category === 0 || category === data.categories.length - 1))
        const text = isWritten
          ? textAt(x + width / 2, y > zero ? y + lineHeight : Math.min(y, zero) - 9, figureText(figure, data), {
              class: mark === 'lit' ? 'lc-value lc-lit-text' : 'lc-value',
              'text-anchor': 'middle',
            })
          : ''
        return group([rect, text], canvas.step(category, series))
      }),
    )
    .join('')
}

interface Segment {
  readonly from: number
  readonly to: number
}

/** Values as shares of their category's sum. */
function sharesOf(canvas: Canvas): Canvas {
  const { data } = canvas
  const sums = data.categories.map((_, at) =>
    data.series.reduce((sum, { figures }) => sum + Math.max(0, figures[at]?.value ?? 0), 0),
  )
  const series = data.series.map((one) => ({
    ...one,
    figures: one.figures.map((figure, at) => ({
      ...figure,
      value: figure.value === undefined ? undefined : (100 * figure.value) / (sums[at] || 1),
    })),
  }))
  return {
    ...canvas,
    data: { ...data, series, unit: '%', unitFirst: false },
    spec: { ...canvas.spec, options: { ...canvas.spec.options, max: '100' } },
  }
}

/** From where to where each part goes, by category; what is below zero goes down. */
export function stacked({ data }: Canvas): Segment[][] {
  return data.categories.map((_, at) => {
    let up = 0
    let down = 0
    return data.series.map(({ figures }): Segment => {
      const value = figures[at]?.value ?? 0
      if (value < 0) {
        down += value
        return { from: down, to: down - value }
      }
      up += value
      return { from: up - value, to: up }
    })
  })
}

function onTop(
  canvas: Canvas,
  { scale, plot, band, stacks, labelled }: Drawn & { readonly stacks: readonly (readonly Segment[])[] },
): string {
  const { data } = canvas
  const width = Math.min(band * (data.categories.length > 20 ? 0.86 : 0.72), 160)
  return stacks
    .flatMap((segments, category) =>
      segments.map(({ from, to }, series) => {
        const figure = data.series[series]?.figures[category]
        if (figure?.value === undefined || from === to) return ''
        const x = plot.left + band * (category + 0.5) - width / 2
        const [y, bottom] = [scale.at(to), scale.at(from)]
        const rect = element('rect', {
          x,
          y,
          width,
          height: Math.max(bottom - y - 1.5, 0.5),
          class: `${colour(canvas, category, series)} lc-fill lc-in`,
        })
        const label = figureText(figure, data)
        const fits = bottom - y >= lineHeight && widthOf(canvas, label, type.axis) <= width - 6
        const text =
          labelled && fits
            ? textAt(x + width / 2, (y + bottom) / 2 + type.axis * 0.36, label, {
                class: `lc-inside ${colour(canvas, category, series)}`,
                'text-anchor': 'middle',
              })
            : ''
        return group([rect, text], canvas.step(category, series))
      }),
    )
    .join('')
}

/** Names beside the last column, at their parts: nobody has to look a colour up. */
function namesBeside(canvas: Canvas) {
  const { data } = canvas
  const widest = most(
    data.series.map(({ name }) => widthOf(canvas, name, type.name)),
    0,
  )
  if (widest > canvas.room.width * 0.3 || data.series.some(({ name }) => name === '')) return undefined
  return {
    width: widest + 22,
    draw: (segments: readonly Segment[], scale: Scale, right: number, plot: Plot): string => {
      const wanted = segments.map(({ from, to }) => (scale.at(from) + scale.at(to)) / 2)
      const placed = spread(wanted, lineHeight, plot.top + 8, plot.bottom - 8)
      return data.series
        .map(({ name }, at) =>
          group(
            [
              textAt(right + 8, (placed[at] ?? 0) + type.name * 0.35, name, {
                class: `lc-name ${seriesColour(canvas, at)} lc-text`,
              }),
            ],
            canvas.step(data.categories.length - 1, at),
          ),
        )
        .join('')
    },
  }
}

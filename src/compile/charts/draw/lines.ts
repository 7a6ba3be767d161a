import { type Canvas, figureText, lineHeight, seriesColour, spread, type, widthOf } from '../canvas.js'
import { momentsOf } from '../moments.js'
import type { Scale } from '../scale.js'
import { element, group, round, textAt } from '../svg.js'
import { stacked } from './columns.js'
import {
  axisWidth,
  brokenNote,
  categoryHeight,
  categoryLabels,
  horizontalGrid,
  most,
  noteAt,
  notesOf,
  type Plot,
  rises,
  unitLine,
  valueScale,
} from './frame.js'
import { seriesLegend } from './legend.js'

/** Lines, with or without the area below them. Areas of several series lie on top of each other. */
export function lines(canvas: Canvas): string {
  const { data, spec, room } = canvas
  const isArea = spec.kind === 'area'
  const stacks = isArea ? stacked(canvas) : undefined
  const values =
    stacks?.flatMap((one) => one.flatMap(({ from, to }) => [from, to])) ??
    data.series.flatMap((one) => one.figures.flatMap(({ value }) => value ?? []))
  const ends = endLabels(canvas)
  const head = seriesLegend(canvas, ends.isLegend)
  const unit = unitLine(canvas)
  const top = head.height + unit.height + 18
  const rough = valueScale(canvas, values, room.height - 60, top)
  const left = axisWidth(canvas, rough)
  const right = room.width - Math.max(ends.width, 26)
  const moments = momentsOf(data.categories.map(({ text }) => text))
  const count = Math.max(data.categories.length - 1, 1)
  const nearest = (right - left) / count
  const bottom = room.height - categoryHeight(canvas, nearest)
  const scale = valueScale(canvas, values, bottom, top)
  const plot: Plot = { left, right, top, bottom }
  const first = moments?.[0] ?? 0
  const span = (moments?.at(-1) ?? 1) - first || 1
  const xs = data.categories.map(
    (_, at) =>
      left +
      8 +
      ((moments === undefined ? at / count : ((moments[at] ?? 0) - first) / span) || 0) * (right - left - 16),
  )
  const names = categoryLabels(canvas, xs, {
    y: bottom + 8,
    room: nearest,
    isLit: (at) => canvas.mark(at, 0) === 'lit' && !hasLitSeries(canvas),
  })
  const order = data.series.map((_, at) => at).sort((a, b) => rank(canvas, a) - rank(canvas, b))
  const drawn = order.map((at) => oneLine(canvas, at, { xs, scale, stacks, plot }))
  const marks = moments === undefined ? '' : ticksBelow(canvas, xs, bottom)
  const zero = scale.from <= 0 && scale.to >= 0 ? scale.at(0) : bottom
  const base = element('line', { x1: left, x2: right, y1: zero, y2: zero, class: 'lc-base' })
  const notes = notesOf(canvas).map(({ category, text }) => {
    const peak = most(
      stacks?.[category]?.map(({ to }) => to) ?? data.series.flatMap((one) => one.figures[category]?.value ?? []),
      scale.from,
    )
    const y = scale.at(peak)
    return (
      element('circle', { cx: xs[category] ?? 0, cy: y, r: 6, class: 'lc-ring' }) +
      noteAt(canvas, text, { x: xs[category] ?? 0, y, isLeft: rises(canvas, category) }, plot)
    )
  })
  const shifted = unit.svg === '' ? '' : group([unit.svg], undefined, { transform: `translate(0 ${head.height})` })
  return [
    head.svg,
    shifted,
    horizontalGrid(canvas, scale, plot),
    marks,
    base,
    ...drawn,
    brokenNote(canvas, scale, plot),
    ends.draw(scale, xs, stacks, plot),
    names.svg,
    ...notes,
  ].join('')
}

const hasLitSeries = (canvas: Canvas): boolean => canvas.data.series.some((_, at) => canvas.markSeries(at) === 'lit')

/** Lit lines come last, so that they lie on top. */
function rank(canvas: Canvas, series: number): number {
  return canvas.markSeries(series) === 'lit' ? 1 : 0
}

interface Lines {
  readonly xs: readonly number[]
  readonly scale: Scale
  readonly stacks: ReturnType<typeof stacked> | undefined
  readonly plot: Plot
}

function oneLine(canvas: Canvas, at: number, { xs, scale, stacks, plot }: Lines): string {
  const { data, spec } = canvas
  const series = data.series[at]
  if (series === undefined) return ''
  const y = (index: number): number | undefined => {
    const value = series.figures[index]?.value
    if (value === undefined) return undefined
    return clamp(scale.at(stacks?.[index]?.[at]?.to ?? value), plot)
  }
  const under = (index: number): number => clamp(scale.at(stacks?.[index]?.[at]?.from ?? 0), plot)
  const runs = runsOf(xs.map((_, index) => y(index)))
  const colour = seriesColour(canvas, at)
  const steps = spec.options.steps === 'points' ? undefined : canvas.step(0, at)
  const shapes = runs.map((run) => {
    const points = run.map((index) => `${round(xs[index] ?? 0)} ${round(y(index) ?? 0)}`)
    const line = `M${points.join('L')}`
    const back = [...run].reverse().map((index) => `${round(xs[index] ?? 0)} ${round(under(index))}`)
    const area =
      spec.kind === 'area'
        ? element('path', { d: `${line}L${back.join('L')}Z`, class: `${colour} lc-fill lc-area` })
        : ''
    const alone =
      run.length === 1
        ? element('circle', { cx: xs[run[0] ?? 0] ?? 0, cy: y(run[0] ?? 0) ?? 0, r: 5, class: `${colour} lc-fill` })
        : ''
    return (
      area +
      (spec.kind === 'area' && data.series.length > 1
        ? ''
        : element('path', { d: line, class: `${colour} lc-line`, pathLength: 1 })) +
      alone
    )
  })
  const dots = dotsOf(canvas, at, (index) => ({ x: xs[index] ?? 0, y: y(index) }))
  if (spec.options.steps !== 'points') return group([...shapes, ...dots], steps, { class: 'lc-wipe' })
  // Piece by piece: from each point to the next.
  const pieces = series.figures.map((_, index) => {
    const [before, here] = [y(index - 1), y(index)]
    const piece =
      before === undefined || here === undefined
        ? ''
        : element('path', {
            d: `M${round(xs[index - 1] ?? 0)} ${round(before)}L${round(xs[index] ?? 0)} ${round(here)}`,
            class: `${colour} lc-line`,
          })
    const dot =
      here === undefined ? '' : element('circle', { cx: xs[index] ?? 0, cy: here, r: 5, class: `${colour} lc-fill` })
    return group([piece, dot], canvas.step(index, at))
  })
  return pieces.join('') + dots.join('')
}

function clamp(y: number, { top, bottom }: Plot): number {
  return Math.min(Math.max(y, top), bottom)
}

/** Points that are marked, with their figures. */
function dotsOf(canvas: Canvas, at: number, place: (index: number) => { x: number; y: number | undefined }): string[] {
  const { data, spec, room } = canvas
  const figures = data.series[at]?.figures ?? []
  const labels = spec.options.labels
  const isStacked = spec.kind === 'area' && data.series.length > 1
  const last = figures.findLastIndex(({ value }) => value !== undefined)
  const first = figures.findIndex(({ value }) => value !== undefined)
  return figures.flatMap((figure, index) => {
    const { x, y } = place(index)
    if (y === undefined) return []
    const isLit =
      canvas.mark(index, at) === 'lit' &&
      canvas.markSeries(at) !== 'dim' &&
      !(hasLitSeries(canvas) && !data.categories[index]?.strong)
    const isWritten =
      labels === 'all' || (isLit && labels !== 'none') || (labels === 'ends' && index === first && index !== last)
    if (!isWritten)
      return index === last && !isStacked
        ? [element('circle', { cx: x, cy: y, r: 5.5, class: `${seriesColour(canvas, at)} lc-fill` })]
        : []
    const text = figureText(figure, data)
    const before = place(index - 1).y
    const after = place(index + 1).y
    // Below the line where it is a valley.
    const isValley = (before ?? y) < y - 4 && (after ?? y) < y - 4
    const anchor = index === first ? 'start' : x > room.width - 30 ? 'end' : 'middle'
    return [
      element('circle', { cx: x, cy: y, r: 6, class: `${isLit ? 'lc-lit' : seriesColour(canvas, at)} lc-fill` }),
      index === last
        ? ''
        : textAt(x, isValley ? y + lineHeight + 6 : y - 14, text, {
            class: `lc-value${isLit ? ' lc-lit-text' : ''}`,
            'text-anchor': anchor,
          }),
    ]
  })
}

/** Indices that follow each other without a gap. */
export function runsOf(ys: readonly (number | undefined)[]): number[][] {
  const runs: number[][] = []
  for (const [index, y] of ys.entries()) {
    if (y === undefined) continue
    if (ys[index - 1] === undefined || runs.length === 0) runs.push([])
    runs.at(-1)?.push(index)
  }
  return runs
}

function ticksBelow(canvas: Canvas, xs: readonly number[], bottom: number): string {
  if (xs.length > 60) return ''
  return (
    xs.map((x) => element('line', { x1: x, x2: x, y1: bottom, y2: bottom + 7, class: 'lc-tick' })).join('') +
    (canvas.data.categories.length === 0 ? ' ' : '')
  )
}

/** At the end of each line: its name and last figure. Where they have no room, a legend has the names. */
function endLabels(canvas: Canvas) {
  const { data, room, spec } = canvas
  const lasts = data.series.map(({ figures }) => figures.findLastIndex(({ value }) => value !== undefined))
  const isStacked = spec.kind === 'area' && data.series.length > 1
  const texts = data.series.map(({ name, figures }, at) => {
    const figure = figures[lasts[at] ?? -1]
    const shown = figure === undefined || spec.options.labels === 'none' || isStacked ? '' : figureText(figure, data)
    return data.series.length === 1 ? shown : [name, shown].filter(Boolean).join(' ')
  })
  const widest = most(
    texts.map((text) => widthOf(canvas, text, type.name)),
    0,
  )
  const isLegend =
    data.series.length > 1 && (widest > room.width * 0.4 || data.series.length * lineHeight > room.height * 0.8)
  const width = isLegend ? 0 : widest + 24
  const draw = (
    scale: Scale,
    xs: readonly number[],
    stacks: ReturnType<typeof stacked> | undefined,
    plot: Plot,
  ): string => {
    if (isLegend) return ''
    const wanted = data.series.map(({ figures }, at) => {
      const index = lasts[at] ?? 0
      const segment = stacks?.[index]?.[at]
      return clamp(
        scale.at(
          segment === undefined
            ? (figures[index]?.value ?? 0)
            : isStacked
              ? (segment.from + segment.to) / 2
              : segment.to,
        ),
        plot,
      )
    })
    const placed = spread(wanted, lineHeight, plot.top, plot.bottom)
    const x = (at: number): number => Math.max(xs[lasts[at] ?? 0] ?? plot.right, plot.right - 8) + 18
    return data.series
      .map((_, at) => {
        const step = spec.options.steps === 'points' ? canvas.step(lasts[at] ?? 0, at) : canvas.step(0, at)
        return group(
          [
            textAt(x(at), (placed[at] ?? 0) + type.name * 0.35, texts[at] ?? '', {
              class: `lc-name ${seriesColour(canvas, at)} lc-text`,
            }),
          ],
          step,
        )
      })
      .join('')
  }
  return { width, isLegend, draw }
}

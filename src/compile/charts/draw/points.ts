import { type Canvas, colour, figureText, lineHeight, tickText, type, widthOf } from '../canvas.js'
import { readFigure } from '../figures.js'
import { momentOf } from '../moments.js'
import { linear } from '../scale.js'
import { element, group, textAt } from '../svg.js'
import { namesAtLeft } from './bars.js'
import {
  axisWidth,
  horizontalGrid,
  least,
  most,
  noteAt,
  notesOf,
  type Plot,
  unitLine,
  valueScale,
  verticalGrid,
} from './frame.js'
import { seriesLegend } from './legend.js'

/** A dot for each figure, one row per category; dots of a row are joined, so that their distance is seen. */
export function dots(canvas: Canvas): string {
  const { data, room, spec } = canvas
  const head = seriesLegend(canvas)
  const unit = unitLine(canvas)
  const names = namesAtLeft(canvas, room.width * 0.36)
  const values = data.series.flatMap((one) => one.figures.flatMap(({ value }) => value ?? []))
  const plot: Plot = {
    left: names.width + 12,
    right: room.width - 40,
    top: head.height + unit.height + 4,
    bottom: room.height - lineHeight - 14,
  }
  const scale = valueScale(canvas, values, plot.left, plot.right)
  const band = (plot.bottom - plot.top) / data.categories.length
  const rows = data.categories.map(({ text }, at) => {
    const y = plot.top + band * (at + 0.5)
    const shown = names.lines[at] ?? [text]
    const top = y + type.axis * 0.35 - ((shown.length - 1) * (lineHeight - 2)) / 2
    const isLit = canvas.mark(at, 0) === 'lit' && canvas.markSeries(0) === 'plain'
    const name = textAt(
      names.width - 8,
      top,
      shown,
      { class: isLit ? 'lc-row lc-strong' : 'lc-row', 'text-anchor': 'end' },
      lineHeight - 2,
    )
    const here = data.series.flatMap((one) => one.figures[at]?.value ?? []).map(scale.at)
    const line = element('line', { x1: plot.left, x2: plot.right, y1: y, y2: y, class: 'lc-grid' })
    const join =
      here.length > 1
        ? element('line', {
            x1: least(here, Number.POSITIVE_INFINITY),
            x2: most(here, 0),
            y1: y,
            y2: y,
            class: 'lc-join',
          })
        : ''
    const marks = data.series.map(({ figures }, series) => {
      const figure = figures[at]
      if (figure?.value === undefined) return ''
      const x = scale.at(figure.value)
      const dot = element('circle', {
        cx: x,
        cy: y,
        r: Math.min(10, band * 0.28),
        class: `${colour(canvas, at, series)} lc-fill lc-dot`,
      })
      const isWritten =
        spec.options.labels === 'all' ||
        (spec.options.labels !== 'none' && canvas.mark(at, series) === 'lit') ||
        (spec.options.labels === undefined && data.series.length === 1 && band > 34)
      const isBefore = here.length > 1 && x <= least(here, Number.POSITIVE_INFINITY)
      const label = isWritten
        ? textAt(isBefore ? x - 16 : x + 16, y + type.value * 0.35, figureText(figure, data), {
            class: 'lc-value',
            'text-anchor': isBefore ? 'end' : 'start',
          })
        : ''
      return group([dot, label], canvas.step(at, series))
    })
    return name + line + join + marks.join('')
  })
  const shifted = unit.svg === '' ? '' : group([unit.svg], undefined, { transform: `translate(0 ${head.height})` })
  return [head.svg, shifted, verticalGrid(canvas, scale, plot), ...rows].join('')
}

/** A point for each row: the first column of figures across, the second up. With three columns, the first has the names. */
export function scatter(canvas: Canvas): string {
  const { data, room, spec } = canvas
  const numeric = data.categories.map(({ text }) => readFigure(text, data.style)?.value ?? momentOf(text))
  const isNamed = numeric.some((one) => one === undefined)
  const [across, up] = isNamed ? [data.series[0], data.series[1]] : [undefined, data.series[0]]
  if (up === undefined) {
    canvas.remarks.push({
      severity: 'error',
      code: 'chart-unreadable',
      message: 'A scatter plot needs two columns of figures.',
      hint: 'Add one, or use dot.',
      at: spec.at,
    })
    return ''
  }
  const xs = isNamed ? (across?.figures.map(({ value }) => value) ?? []) : numeric
  const series = isNamed ? [up] : data.series
  const all = {
    x: xs.flatMap((x) => x ?? []),
    y: series.flatMap(({ figures }) => figures.flatMap(({ value }) => value ?? [])),
  }
  const head = seriesLegend(canvas, series.length > 1)
  const title = series.length > 1 ? '' : up.name
  const top = head.height + (title === '' ? 14 : lineHeight + 14)
  const bottom = room.height - 2 * lineHeight - 12
  const scale = valueScale(canvas, all.y, bottom, top)
  const left = axisWidth(canvas, scale)
  const plot: Plot = { left, right: room.width - 20, top, bottom }
  const [low, high] = [least(all.x, Number.POSITIVE_INFINITY), most(all.x, Number.NEGATIVE_INFINITY)]
  const horizontal = linear({
    from: low > 0 && low < (high - low) * 0.3 ? 0 : low,
    to: high,
    start: left,
    end: plot.right,
    count: 6,
  })
  const style = { ...data, unit: '', unitFirst: false }
  const isYears = all.x.every((x) => Number.isInteger(x) && x > 1000 && x < 2200)
  const ticks = horizontal.ticks.map((tick) => {
    const x = horizontal.at(tick)
    const text = isYears ? String(tick) : tickText(tick, style, horizontal.decimals, most(horizontal.ticks, 0))
    return (
      element('line', { x1: x, x2: x, y1: bottom, y2: bottom + 7, class: 'lc-tick' }) +
      textAt(x, bottom + lineHeight + 4, text, { class: 'lc-axis', 'text-anchor': 'middle' })
    )
  })
  const isDense = data.categories.length > 12
  const placed: { x: number; y: number; width: number }[] = []
  const points = series.flatMap(({ figures }, at) =>
    figures.map((figure, index) => {
      const x = xs[index]
      if (x === undefined || figure.value === undefined) return ''
      const [cx, cy] = [horizontal.at(x), scale.at(figure.value)]
      const mark = canvas.mark(index, at)
      const dot = element('circle', {
        cx,
        cy,
        r: data.categories.length > 200 ? 4 : 8,
        class: `${colour(canvas, index, at)} lc-fill lc-dot lc-point`,
      })
      const name = data.categories[index]?.text ?? ''
      const isWanted =
        isNamed && spec.options.labels !== 'none' && (spec.options.labels === 'all' || mark === 'lit' || !isDense)
      const width = widthOf(canvas, name)
      const isFree = !placed.some(
        (one) => Math.abs(one.y - cy) < lineHeight * 0.8 && cx < one.x + one.width && one.x < cx + width,
      )
      if (!isWanted || (!isFree && mark !== 'lit')) return group([dot], canvas.step(index, at))
      const isLeft = cx + 16 + width > room.width
      placed.push({ x: isLeft ? cx - width : cx, y: cy, width: width + 16 })
      return group(
        [
          dot,
          textAt(isLeft ? cx - 15 : cx + 15, cy + type.axis * 0.35, name, {
            class: mark === 'lit' ? 'lc-axis lc-strong' : 'lc-axis',
            'text-anchor': isLeft ? 'end' : 'start',
          }),
        ],
        canvas.step(index, at),
      )
    }),
  )
  const base = element('line', { x1: left, x2: plot.right, y1: bottom, y2: bottom, class: 'lc-base' })
  const notes = notesOf(canvas).map(({ category, text }) =>
    noteAt(canvas, text, { x: horizontal.at(xs[category] ?? 0), y: scale.at(up.figures[category]?.value ?? 0) }, plot),
  )
  const upName = title === '' ? '' : textAt(0, head.height + type.axis, `↑ ${title}`, { class: 'lc-axis' })
  const acrossText = across?.name ?? spec.options.x ?? ''
  const acrossName =
    acrossText === ''
      ? ''
      : textAt(plot.right, room.height - 6, `${acrossText} →`, { class: 'lc-axis', 'text-anchor': 'end' })
  return [
    head.svg,
    upName,
    horizontalGrid(canvas, scale, plot),
    ticks.join(''),
    base,
    points.join(''),
    acrossName,
    ...notes,
  ].join('')
}

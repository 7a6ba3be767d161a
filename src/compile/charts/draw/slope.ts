import { type Canvas, figureText, lineHeight, partColour, spread, type, widthOf } from '../canvas.js'
import { wrapText } from '../measureText.js'
import { element, group, round, textAt } from '../svg.js'
import { least, most, valueScale } from './frame.js'
import { runsOf } from './lines.js'

/** Two moments, a line for each row: who rose, who fell, and who passed whom. */
export function slope(canvas: Canvas): string {
  const { data, room, spec } = canvas
  const [before, after] = data.series
  if (before === undefined || after === undefined) {
    canvas.remarks.push({
      severity: 'error',
      code: 'chart-unreadable',
      message: 'A slope chart needs two columns of figures.',
      hint: 'Add one, or use bar.',
      at: spec.at,
    })
    return ''
  }
  const extra = data.series[2]
  if (extra !== undefined)
    canvas.remarks.push({
      severity: 'warning',
      code: 'chart-misleading',
      message: `A slope chart shows two moments, and “${extra.name.slice(0, 40)}” is not drawn.`,
      hint: 'Use line.',
      at: extra.at,
    })
  const values = [before, after].flatMap(({ figures }) => figures.flatMap(({ value }) => value ?? []))
  const texts = data.categories.map(
    ({ text }) => wrapText(text, room.width * 0.3, type.name, { most: 1, mono: room.mono }).lines[0] ?? '',
  )
  const figures = (side: typeof before): string[] =>
    side.figures.map((figure) => (figure.value === undefined ? '' : figureText(figure, data)))
  const [starts, ends] = [figures(before), figures(after)]
  const left =
    most(
      starts.map((text) => widthOf(canvas, text, type.value)),
      0,
    ) + 30
  const right =
    room.width -
    most(
      texts.map((text, at) => widthOf(canvas, `${ends[at]} ${text}`, type.name)),
      0,
    ) -
    36
  const [top, bottom] = [lineHeight + 26, room.height - 16]
  const rough = valueScale(canvas, values, bottom, top)
  // Ends are labelled, so there is no axis that would need round ends.
  const [low, high] = [least(values, Number.POSITIVE_INFINITY), most(values, Number.NEGATIVE_INFINITY)]
  const isTight = spec.options.min === undefined && spec.options.log === undefined && high > low
  const at = isTight ? (value: number): number => bottom - ((value - low) / (high - low)) * (bottom - top) : rough.at
  const ys = {
    before: before.figures.map(({ value }) => at(value ?? low)),
    after: after.figures.map(({ value }) => at(value ?? low)),
  }
  const placed = {
    before: spread(ys.before, lineHeight, top, bottom),
    after: spread(ys.after, lineHeight, top, bottom),
  }
  const heads = [
    textAt(left, type.axis, before.name, { class: 'lc-axis', 'text-anchor': 'middle' }),
    textAt(right, type.axis, after.name, { class: 'lc-axis', 'text-anchor': 'middle' }),
    element('line', { x1: left, x2: left, y1: lineHeight + 10, y2: room.height, class: 'lc-grid' }),
    element('line', { x1: right, x2: right, y1: lineHeight + 10, y2: room.height, class: 'lc-grid' }),
  ]
  const isManyColoured = data.categories.length <= 4
  const rows = data.categories.map((_, index) => {
    const isHere = before.figures[index]?.value !== undefined && after.figures[index]?.value !== undefined
    if (!isHere) return ''
    const mark = canvas.mark(index, 0)
    const colour = mark !== 'plain' ? partColour(canvas, index) : isManyColoured ? partColour(canvas, index) : 'lc1'
    const [y1, y2] = [ys.before[index] ?? 0, ys.after[index] ?? 0]
    const text = mark === 'dim' ? 'lc-name lc-dim lc-text' : `lc-name ${colour} lc-text`
    return group(
      [
        element('path', { d: `M${round(left)} ${round(y1)}L${round(right)} ${round(y2)}`, class: `${colour} lc-line` }),
        element('circle', { cx: left, cy: y1, r: 7, class: `${colour} lc-fill` }),
        element('circle', { cx: right, cy: y2, r: 7, class: `${colour} lc-fill` }),
        textAt(left - 16, (placed.before[index] ?? y1) + type.name * 0.35, starts[index] ?? '', {
          class: text,
          'text-anchor': 'end',
        }),
        textAt(right + 16, (placed.after[index] ?? y2) + type.name * 0.35, `${ends[index]} ${texts[index]}`, {
          class: text,
        }),
      ],
      canvas.step(index, 0),
    )
  })
  return [...heads, ...rows].join('')
}

/** A small line for each series, one below the other, each on a scale of its own: first and last figures are written. */
export function sparklines(canvas: Canvas): string {
  const { data, room } = canvas
  const band = Math.min(room.height / data.series.length, 150)
  const top = (room.height - band * data.series.length) / 2
  const hasNames = data.series.length > 1 || data.series[0]?.name !== ''
  const names = data.series.map(
    ({ name }) => wrapText(name, room.width * 0.3, type.name, { most: 1, mono: room.mono }).lines[0] ?? '',
  )
  const nameWidth = hasNames
    ? most(
        names.map((name) => widthOf(canvas, name, type.name)),
        0,
      ) + 24
    : 0
  const figure = (series: number, index: number): string => {
    const one = data.series[series]?.figures[index]
    return one === undefined ? '' : figureText(one, data)
  }
  const ends = data.series.map(
    ({ figures }) =>
      [
        figures.findIndex(({ value }) => value !== undefined),
        figures.findLastIndex(({ value }) => value !== undefined),
      ] as const,
  )
  const width = (which: 0 | 1): number =>
    most(
      ends.map((pair, at) => widthOf(canvas, figure(at, pair[which]), type.value)),
      0,
    ) + 22
  const [left, right] = [nameWidth + width(0), room.width - width(1)]
  return data.series
    .map(({ figures }, at) => {
      const values = figures.flatMap(({ value }) => value ?? [])
      const [low, high] = [least(values, Number.POSITIVE_INFINITY), most(values, Number.NEGATIVE_INFINITY)]
      const middle = top + band * (at + 0.5)
      const height = Math.min(band * 0.62, 110)
      const y = (value: number): number =>
        middle + height / 2 - (high > low ? (value - low) / (high - low) : 0.5) * height
      const x = (index: number): number => left + (index / Math.max(figures.length - 1, 1)) * (right - left)
      const colour = canvas.markSeries(at) === 'plain' ? 'lc1' : canvas.markSeries(at) === 'lit' ? 'lc-lit' : 'lc-dim'
      const paths = runsOf(figures.map(({ value }) => value)).map((run) =>
        element('path', {
          d: `M${run.map((index) => `${round(x(index))} ${round(y(figures[index]?.value ?? low))}`).join('L')}`,
          class: `${colour} lc-line`,
        }),
      )
      const [first, last] = ends[at] ?? [0, 0]
      const lastY = y(figures[last]?.value ?? low)
      return group(
        [
          hasNames ? textAt(0, middle + type.name * 0.35, names[at] ?? '', { class: 'lc-name' }) : '',
          textAt(left - 14, y(figures[first]?.value ?? low) + type.value * 0.35, figure(at, first), {
            class: 'lc-axis',
            'text-anchor': 'end',
          }),
          group(paths, undefined, { class: 'lc-wipe' }),
          element('circle', { cx: x(last), cy: lastY, r: 6, class: `${colour} lc-fill` }),
          textAt(x(last) + 16, lastY + type.value * 0.35, figure(at, last), { class: 'lc-value' }),
        ],
        canvas.step(0, at),
      )
    })
    .join('')
}

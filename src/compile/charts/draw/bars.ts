import { type Canvas, colour, figureText, lineHeight, type, widthOf } from '../canvas.js'
import { wrapText } from '../measureText.js'
import { short } from '../readGrid.js'
import { element, group, textAt } from '../svg.js'
import { brokenNote, most, notesOf, type Plot, unitLine, valueScale, verticalGrid } from './frame.js'
import { seriesLegend } from './legend.js'

/** Horizontal bars: names at the left, figures at their ends. */
export function bars(canvas: Canvas): string {
  const { data, spec, room } = canvas
  const head = seriesLegend(canvas)
  const unit = unitLine(canvas)
  const values = data.series.flatMap((one) => one.figures.flatMap(({ value }) => value ?? []))
  const top = head.height + unit.height
  const names = namesAtLeft(canvas, room.width * 0.36)
  const labels = spec.options.labels ?? 'all'
  const isDense = (room.height - top) / (data.categories.length * data.series.length) < 26
  const hasAxis =
    labels === 'none' || labels === 'ends' || labels === 'highlight' || (isDense && spec.options.labels === undefined)
  const bottom = room.height - (hasAxis ? lineHeight + 14 : 4)
  const widest =
    most(
      data.series.flatMap((one) => one.figures.map((figure) => widthOf(canvas, figureText(figure, data), type.value))),
      0,
    ) + 14
  const hasNegative = values.some((value) => value < 0)
  const left = names.width + (hasNegative && !hasAxis ? widest : 0)
  const right = room.width - (hasAxis ? 26 : widest)
  const scale = hasAxis
    ? valueScale(canvas, values, left, right)
    : tight(valueScale(canvas, values, left, right), values, left, right)
  const plot: Plot = { left, right, top, bottom }
  const band = (bottom - top) / data.categories.length
  const height = Math.min((band * 0.74) / data.series.length, 64)
  const zero = scale.at(Math.max(scale.from, Math.min(0, scale.to)))
  const notes = notesOf(canvas)
  const rows = data.categories.map((category, at) => {
    const middle = top + band * (at + 0.5)
    const isLit = canvas.mark(at, 0) === 'lit'
    const shown = names.lines[at] ?? [category.text]
    const y = middle + type.axis * 0.35 - ((shown.length - 1) * (lineHeight - 2)) / 2
    const name = textAt(
      names.width - 14,
      y,
      shown,
      { class: isLit ? 'lc-row lc-strong' : 'lc-row', 'text-anchor': 'end' },
      lineHeight - 2,
    )
    const drawn = data.series.map(({ figures }, series) => {
      const figure = figures[at]
      if (figure?.value === undefined) return ''
      const x = Math.min(Math.max(scale.at(figure.value), left), right)
      const rectY = middle + (series - data.series.length / 2) * height
      const rect = element('rect', {
        x: Math.min(x, zero),
        y: rectY + (data.series.length > 1 ? 1 : 0),
        width: Math.max(Math.abs(x - zero), figure.value === 0 ? 0 : 1),
        height: height - (data.series.length > 1 ? 2 : 0),
        class: `${colour(canvas, at, series)} lc-fill lc-right${x < zero ? ' lc-left' : ''}`,
      })
      const mark = canvas.mark(at, series)
      const isWritten =
        !hasAxis || mark === 'lit' || (labels === 'ends' && (at === 0 || at === data.categories.length - 1))
      const note = series === 0 ? notes.find((one) => one.category === at)?.text : undefined
      const label = [isWritten && labels !== 'none' ? figureText(figure, data) : '', note ?? '']
        .filter(Boolean)
        .join('  ')
      const text =
        label === ''
          ? ''
          : textAt(x < zero ? x - 9 : x + 9, rectY + height / 2 + type.value * 0.35, label, {
              class: mark === 'lit' ? 'lc-value lc-lit-text' : 'lc-value',
              'text-anchor': x < zero ? 'end' : 'start',
            })
      return group([rect, text], canvas.step(at, series))
    })
    return name + drawn.join('')
  })
  const base = element('line', { x1: zero, x2: zero, y1: top, y2: bottom, class: 'lc-base' })
  const shifted = unit.svg === '' ? '' : group([unit.svg], undefined, { transform: `translate(0 ${head.height})` })
  return [
    head.svg,
    shifted,
    hasAxis ? verticalGrid(canvas, scale, plot) : '',
    rows.join(''),
    base,
    brokenNote(canvas, scale, plot),
  ].join('')
}

/** Without an axis, the longest bar fills the room. */
function tight(
  scale: ReturnType<typeof valueScale>,
  values: readonly number[],
  left: number,
  right: number,
): ReturnType<typeof valueScale> {
  if (scale.from < 0 || scale.from > 0) return scale
  const top = most(values, 0) || 1
  return { ...scale, to: top, at: (value) => left + (value / top) * (right - left) }
}

/** Names of the categories in up to two lines, and the width that they take. */
export function namesAtLeft(canvas: Canvas, widest: number): { readonly width: number; readonly lines: string[][] } {
  const { data, remarks, spec, room } = canvas
  const wrapped = data.categories.map(({ text }) => wrapText(text, widest, type.axis, { most: 2, mono: room.mono }))
  const cut = wrapped.findIndex(({ isCut }) => isCut)
  if (cut >= 0)
    remarks.push({
      severity: 'warning',
      code: 'chart-crowded',
      message: `“${short(data.categories[cut]?.text ?? '')}” is too long for its row.`,
      hint: 'Shorten it.',
      at: data.categories[cut]?.at ?? spec.at,
    })
  const lines = wrapped.map((one) => one.lines)
  return {
    width:
      most(
        lines.flat().map((line) => widthOf(canvas, line)),
        0,
      ) + 16,
    lines,
  }
}

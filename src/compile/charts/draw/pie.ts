import { type Canvas, figureText, lineHeight, partColour, spread, type, widthOf } from '../canvas.js'
import { writeFigure } from '../figures.js'
import { wrapText } from '../measureText.js'
import { element, group, round, textAt } from '../svg.js'
import { most } from './frame.js'

/** Parts of a whole as angles, from the top, clockwise, in the order of the table; names beside them. */
export function pie(canvas: Canvas): string {
  const { data, spec, room } = canvas
  const figures = data.series[0]?.figures ?? []
  const values = figures.map(({ value }) => Math.max(0, value ?? 0))
  const sum = values.reduce((all, one) => all + one, 0) || 1
  const labels = data.categories.map(({ text }, at) => {
    const figure = figures[at]
    const shown = figure === undefined ? '' : figureText(figure, data)
    const share = data.unit === '%' ? '' : ` (${writeFigure((100 * (values[at] ?? 0)) / sum, data.style, 0)}%)`
    return { name: text, figure: spec.options.labels === 'none' ? '' : `${shown}${share}` }
  })
  const side = Math.min(
    most(
      labels.map(({ name, figure }) => Math.max(widthOf(canvas, name, type.name), widthOf(canvas, figure))),
      0,
    ) + 40,
    room.width * 0.34,
  )
  const radius = Math.min((room.height - 16) / 2, (room.width - 2 * side) / 2)
  const [x, y] = [room.width / 2, room.height / 2]
  const hole = spec.kind === 'donut' ? radius * 0.58 : 0
  let angle = 0
  const parts = values.map((value) => {
    const from = angle
    angle += (value / sum) * 2 * Math.PI
    return { from, to: angle, middle: (from + angle) / 2 }
  })
  const drawn = parts.map(({ from, to }, at) =>
    values[at] === 0
      ? ''
      : group(
          [
            element('path', {
              d: sector({ x, y, radius, hole }, from, to),
              class: `${partColour(canvas, at)} lc-fill lc-part`,
            }),
          ],
          canvas.step(at, 0),
        ),
  )
  const height = 2 * lineHeight + 4
  const placed = (isRight: boolean): Map<number, number> => {
    const here = parts.flatMap(({ middle }, at) => (values[at] !== 0 && Math.sin(middle) >= 0 === isRight ? [at] : []))
    const wanted = here.map((at) => y - Math.cos(parts[at]?.middle ?? 0) * (radius + 12))
    const ys = spread(wanted, height, height / 2, room.height - height / 2)
    return new Map(here.map((at, index) => [at, ys[index] ?? 0]))
  }
  const names = [true, false].flatMap((isRight) =>
    [...placed(isRight)].map(([at, labelY]) => {
      const middle = parts[at]?.middle ?? 0
      const sign = isRight ? 1 : -1
      const labelX = x + sign * (radius + 30)
      const edge = { x: x + Math.sin(middle) * (radius + 3), y: y - Math.cos(middle) * (radius + 3) }
      const line = element('path', {
        d: `M${round(edge.x)} ${round(edge.y)}L${round(labelX - sign * 18)} ${round(labelY)}h${sign * 12}`,
        class: 'lc-pointer',
      })
      const { lines } = wrapText(labels[at]?.name ?? '', side - 34, type.name, { most: 1, mono: room.mono })
      const anchor = isRight ? 'start' : 'end'
      const isLit = canvas.mark(at, 0) === 'lit'
      const text = textAt(labelX, labelY - 3, lines, {
        class: isLit ? 'lc-name lc-lit-text' : 'lc-name',
        'text-anchor': anchor,
      })
      const figure = labels[at]?.figure ?? ''
      return group(
        [
          line,
          text,
          figure === ''
            ? ''
            : textAt(labelX, labelY + lineHeight - 5, figure, { class: 'lc-axis', 'text-anchor': anchor }),
        ],
        canvas.step(at, 0),
      )
    }),
  )
  const lit = figures.findIndex((_, at) => canvas.mark(at, 0) === 'lit')
  const centre =
    hole > 60 && lit >= 0
      ? textAt(
          x,
          y + 17,
          figureText(figures[lit] ?? { text: '', strong: false, value: undefined, at: spec.at }, data),
          { class: 'lc-big', 'text-anchor': 'middle' },
        )
      : ''
  return [...drawn, ...names, centre].join('')
}

interface Ring {
  readonly x: number
  readonly y: number
  readonly radius: number
  readonly hole: number
}

function sector({ x, y, radius, hole }: Ring, from: number, to: number): string {
  // A whole circle has no beginning that an arc could find: it is two halves.
  if (to - from > 2 * Math.PI - 0.01) return ring({ x, y, radius, hole })
  const end = to
  const point = (angle: number, distance: number): string =>
    `${round(x + Math.sin(angle) * distance)} ${round(y - Math.cos(angle) * distance)}`
  const large = end - from > Math.PI ? 1 : 0
  const outer = `M${point(from, radius)}A${round(radius)} ${round(radius)} 0 ${large} 1 ${point(end, radius)}`
  if (hole === 0) return `${outer}L${round(x)} ${round(y)}Z`
  return `${outer}L${point(end, hole)}A${round(hole)} ${round(hole)} 0 ${large} 0 ${point(from, hole)}Z`
}

function ring({ x, y, radius, hole }: Ring): string {
  const circle = (distance: number, sweep: 0 | 1): string => {
    const size = round(distance)
    const half = `a${size} ${size} 0 1 ${sweep} `
    return `M${round(x - distance)} ${round(y)}${half}${2 * size} 0${half}${-2 * size} 0Z`
  }
  return circle(radius, 1) + (hole === 0 ? '' : circle(hole, 0))
}

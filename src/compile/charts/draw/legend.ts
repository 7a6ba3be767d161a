import { type Canvas, lineHeight, seriesColour, type, widthOf } from '../canvas.js'
import { wrapText } from '../measureText.js'
import { element, textAt } from '../svg.js'

interface Legend {
  readonly height: number
  readonly svg: string
}

/** The legend of a chart's series, where it is shown: one series alone needs none. */
export function seriesLegend(canvas: Canvas, isShown = canvas.data.series.length > 1): Legend {
  if (!isShown) return { height: 0, svg: '' }
  return legend(
    canvas,
    canvas.data.series.map(({ name }, at) => [name, seriesColour(canvas, at)]),
  )
}

/** Names of the series with their colour, in one row, or two. */
function legend(canvas: Canvas, names: readonly (readonly [name: string, colour: string])[]): Legend {
  const rows: string[][] = [[]]
  let x = 0
  for (const [name, colour] of names) {
    const { lines } = wrapText(name, canvas.room.width - 40, type.name, { most: 1, mono: canvas.room.mono })
    const width = 34 + widthOf(canvas, lines[0] ?? '', type.name) + 30
    if (x > 0 && x + width - 30 > canvas.room.width) {
      rows.push([])
      x = 0
    }
    const top = (rows.length - 1) * (lineHeight + 6)
    const swatch = element('rect', { x, y: top + 3, width: 22, height: 22, class: `${colour} lc-fill` })
    rows.at(-1)?.push(swatch + textAt(x + 32, top + type.name - 3, lines[0] ?? '', { class: 'lc-name' }))
    x += width
  }
  return { height: rows.length * (lineHeight + 6) + 14, svg: rows.flat().join('') }
}

import type { Token } from '../engine/markdownIt.js'
import { classesOf, textOf, widthOf } from '../plugins/slideWords.js'
import type { Room } from './chart.js'

/** Pixels between the top of a slide and its foot. */
const between = 572

/** The room of each chart of a slide, by what else is on it: an estimate, and the drawing is scaled to the rest. */
export function roomsOf(slide: readonly Token[], slideWidth: number, mono: boolean): Map<Token, Room> {
  const classes = classesOf(slide[0])
  const width = slideWidth - 2 * (slideWidth === 1280 ? 80 : 64)
  const charts = slide.filter(({ type }) => type === 'lectern_chart')
  const columns = slide.filter(({ type }) => type === 'lectern_column_open').length
  const rooms = new Map<Token, Room>()
  const others = linesOf(slide, width)
  if ((classes.includes('chart') && others.text > 0) || classes.includes('chart-stat')) {
    const [side, most] = slideWidth === 1280 ? [width - 408, 430] : [width - 336, 400]
    const height = Math.min(most, between - others.heading - 10)
    for (const chart of charts) rooms.set(chart, { width: side, height, mono })
    return rooms
  }
  const across = classes.includes('charts') ? Math.max(charts.length, 1) : Math.max(columns, 1)
  const own = (width - (across - 1) * 56) / across
  const stacked = Math.ceil(charts.length / across)
  const text = across > 1 ? others.heading + others.text / across : others.heading + others.text
  const height = Math.max(220, (between - text) / Math.max(stacked, 1) - 10)
  for (const chart of charts)
    rooms.set(chart, { width: Math.round(own), height: Math.round(Math.min(height, 470)), mono })
  return rooms
}

/** Height of the headings, and of all other text, in pixels. */
function linesOf(slide: readonly Token[], width: number): { readonly heading: number; readonly text: number } {
  let heading = 0
  let text = 0
  for (const [index, token] of slide.entries()) {
    const before = slide[index - 1]
    if (token.type !== 'inline' || /^marpit_(?:header|footer)_open$/.test(before?.type ?? '')) continue
    const letters = widthOf(textOf(token.children ?? []))
    if (letters === 0) continue
    const isTitle = before?.type === 'heading_open' && /^h[12]$/.test(before.tag)
    const lines = Math.ceil((letters * (isTitle ? 30 : 15)) / width)
    // The second line of a heading takes as much as in the pack with the largest ones: a chart stands where it is put.
    if (isTitle) heading += 92 + (lines - 1) * 84
    else text += lines * 43 + 24
  }
  return { heading, text }
}

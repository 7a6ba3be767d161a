import type { TextRun } from '../../model/measurement.js'
import type { Line } from './ink.js'

interface Where {
  readonly content: HTMLElement
  readonly frame: DOMRect
  readonly drawn: boolean
  readonly sizePx: number
}

type Cut = NonNullable<TextRun['cut']>

/**
 * By how much lines of text lie beyond the slide, or beyond a box that cuts off what does not fit in it. A line box is
 * higher than its letters, so a little more than an eighth of their size is nobody's loss.
 */
export function cutOf(parent: Element, lines: readonly Line[], where: Where): Cut | undefined {
  const { content, frame, drawn, sizePx } = where
  const slack = Math.max(1, drawn ? 4 : sizePx * 0.14)
  let worst: Cut | undefined
  const look = (edges: Edges, by: string, ink = false): void => {
    for (const line of lines)
      for (const edge of ['left', 'right', 'top', 'bottom'] as const) {
        const rect = ink ? line.ink : line.rect
        const px = edge === 'left' || edge === 'top' ? edges[edge] - rect[edge] : rect[edge] - edges[edge]
        if (px > (ink ? 1.5 : slack) && px > (worst?.px ?? 0)) worst = { edge, px: Math.round(px), by }
      }
  }
  for (let at: Element | null = parent; at !== null && at !== content; at = at.parentElement) {
    if (!(at instanceof HTMLElement)) continue
    // Marp sets fitted headings as a drawing, which is as high as the line and cuts off what reaches beyond it.
    const scaled = at.localName === 'marp-auto-scaling' ? at : at.shadowRoot?.querySelector('marp-auto-scaling')
    const drawing = scaled?.shadowRoot?.querySelector('svg')
    for (const part of [drawing, drawing?.querySelector('foreignObject')])
      if (part && getComputedStyle(part).overflowY !== 'visible') {
        const { top, bottom } = part.getBoundingClientRect()
        look(
          { left: -Infinity, right: Infinity, top, bottom },
          at.closest('h1, h2, h3, h4, h5, h6') ? 'heading' : 'box',
          true,
        )
      }
    const { overflowX, overflowY, display } = getComputedStyle(at)
    if (display === 'inline' || (overflowX === 'visible' && overflowY === 'visible')) continue
    const box = at.getBoundingClientRect()
    look(
      {
        left: overflowX === 'visible' ? -Infinity : box.left,
        right: overflowX === 'visible' ? Infinity : box.right,
        top: overflowY === 'visible' ? -Infinity : box.top,
        bottom: overflowY === 'visible' ? Infinity : box.bottom,
      },
      at.localName,
    )
  }
  look(frame, 'slide')
  return worst
}

interface Edges {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

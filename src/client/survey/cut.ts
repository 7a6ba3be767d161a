import type { TextRun } from '../../model/survey.js'

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
export function cutOf(parent: Element, rects: readonly DOMRect[], where: Where): Cut | undefined {
  const { content, frame, drawn, sizePx } = where
  const slack = Math.max(1, drawn ? 4 : sizePx * 0.14)
  let worst: Cut | undefined
  const look = (edges: Edges, by: string): void => {
    for (const rect of rects)
      for (const edge of ['left', 'right', 'top', 'bottom'] as const) {
        const px = edge === 'left' || edge === 'top' ? edges[edge] - rect[edge] : rect[edge] - edges[edge]
        if (px > slack && px > (worst?.px ?? 0)) worst = { edge, px: Math.round(px), by }
      }
  }
  for (let at: Element | null = parent; at !== null && at !== content; at = at.parentElement) {
    if (!(at instanceof HTMLElement)) continue
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

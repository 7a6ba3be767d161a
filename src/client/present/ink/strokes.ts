import type { Ink, Stroke } from '../../../model/protocol/ink.js'

/** Strokes of a slide that come near a point, `reach` in CSS pixels of the slide. */
export function strokesAt(ink: Ink, slide: number, [x, y]: readonly [number, number], reach: number): string[] {
  return [...ink.strokes.values()]
    .filter((stroke) => stroke.slide === slide && distanceTo(stroke, x, y) <= reach + stroke.width / 2)
    .map(({ id }) => id)
}

function distanceTo({ points }: Stroke, x: number, y: number): number {
  let nearest = Number.POSITIVE_INFINITY
  for (let index = 0; index + 1 < points.length; index += 2) {
    const [x1 = 0, y1 = 0, x2 = x1, y2 = y1] = points.slice(index, index + 4)
    const length = (x2 - x1) ** 2 + (y2 - y1) ** 2
    const part = length === 0 ? 0 : Math.min(1, Math.max(0, ((x - x1) * (x2 - x1) + (y - y1) * (y2 - y1)) / length))
    nearest = Math.min(nearest, Math.hypot(x - x1 - part * (x2 - x1), y - y1 - part * (y2 - y1)))
  }
  return nearest
}

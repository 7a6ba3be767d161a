import type { Point } from '../../../model/protocol/show.js'
import { root } from '../../dom/page.js'

/** How much an enlarged slide is enlarged. */
export const enlarged = 2.5

/** Width and height of the deck's slides, in CSS pixels. */
export function slideSize(): { width: number; height: number } {
  const read = (name: string): number => Number.parseFloat(root.style.getPropertyValue(name))
  return { width: read('--lectern-width') || 1280, height: read('--lectern-height') || 720 }
}

/**
 * What a view shows of the slide, as an SVG `viewBox`: all of it, or a part in which the point stays where it was. Slides
 * are drawn by their `viewBox` anyway, so nothing is measured and text stays sharp.
 */
export function viewBoxOf(zoom: Point | undefined): string {
  const { width, height } = slideSize()
  if (zoom === undefined) return `0 0 ${width} ${height}`
  const inside = (value: number, most: number): number => Math.min(Math.max(value, 0), most) * (1 - 1 / enlarged)
  return `${inside(zoom.x, width)} ${inside(zoom.y, height)} ${width / enlarged} ${height / enlarged}`
}

/** Sets the part that a slide's own SVG shows. */
export function frameSlide(content: Element | undefined, zoom: Point | undefined): void {
  const svg = content?.querySelector(':scope > svg[data-marpit-svg]')
  const box = viewBoxOf(zoom)
  if (svg != null && svg.getAttribute('viewBox') !== box) svg.setAttribute('viewBox', box)
}

/** Enlarges the slide that it was given last, and no other. */
export function buildFraming(): (content: Element | undefined, zoom: Point | undefined) => void {
  let framed: Element | undefined
  return (content, zoom) => {
    if (framed !== content) frameSlide(framed, undefined)
    framed = content
    frameSlide(content, zoom)
  }
}

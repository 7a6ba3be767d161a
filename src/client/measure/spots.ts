import type { Box, Spot } from '../../model/measurement.js'
import { pathOf } from './path.js'

/** The slide that is being measured. */
export interface Slide {
  readonly frame: DOMRect
  readonly content: HTMLElement
  /** False when nobody asks for colours. */
  readonly colours: boolean
}

/** In the slide's pixels; every slide stands in the document at its real size. */
export function boxOf(rect: DOMRect, frame: DOMRect): Box {
  return {
    xPx: round(rect.left - frame.left),
    yPx: round(rect.top - frame.top),
    widthPx: round(rect.width),
    heightPx: round(rect.height),
  }
}

/** An element as rules speak of it. */
export function spotOf(element: Element, { frame, content }: Slide): Spot {
  return {
    element: pathOf(element, content),
    box: boxOf(element.getBoundingClientRect(), frame),
    below: belowOf(element),
    text: (element.textContent ?? '').trim().replace(/\s+/g, ' ').slice(0, longest),
  }
}

/** How many lines below the first line of its slide the block of an element begins; only when compile has written it. */
export function belowOf(element: Element): number | undefined {
  const lines = element.closest('[data-l]')?.getAttribute('data-l')
  return lines === null || lines === undefined ? undefined : Number(lines)
}

/** To a tenth. */
export function round(value: number): number {
  return Math.round(value * 10) / 10
}

/** True when an element has a box that shows. */
export function isShown(element: Element): boolean {
  const { width, height } = element.getBoundingClientRect()
  return width > 0 && height > 0 && getComputedStyle(element).visibility === 'visible'
}

/** Longest text that is kept. */
export const longest = 200

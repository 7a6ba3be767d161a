import { createElement, createElementNS } from './page.js'

/** A new element with attributes (`false` leaves one out) and children, texts as text. */
export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Readonly<Record<string, string | number | false>> = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[Name] {
  const made = createElement(name)
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== false) made.setAttribute(key, String(value))
  }
  made.append(...children)
  return made
}

/** A line icon on a 24-unit square; `path` is SVG path data. */
export function icon(path: string): SVGElement {
  const svg = createElementNS('http://www.w3.org/2000/svg', 'svg')
  svg.setAttribute('viewBox', '0 0 24 24')
  svg.setAttribute('aria-hidden', 'true')
  svg.setAttribute('class', 'lectern-icon')
  const line = createElementNS('http://www.w3.org/2000/svg', 'path')
  line.setAttribute('d', path)
  svg.append(line)
  return svg
}

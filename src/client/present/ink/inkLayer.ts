import { type Ink, layersOf, pathOf, type Stroke } from '../../../model/protocol/ink.js'
import type { Point } from '../../../model/protocol/show.js'
import { createElementNS } from '../../dom/page.js'
import { viewBoxOf } from '../view/frame.js'

/** Drawings and the laser pointer over one view of a slide. */
export interface InkLayer {
  readonly element: SVGSVGElement
  /** Shows the drawings of a slide (0-based). */
  show(slide: number, ink: Ink): void
  point(at: Point | undefined): void
  /** Shows the same part of the slide as the slide's own SVG. */
  frame(zoom: Point | undefined): void
  /** The point of the slide under a point of the window; `undefined` while the layer is not laid out. */
  locate(clientX: number, clientY: number): Point | undefined
}

/** Makes a layer. It lies exactly over a slide's SVG when it has the same box. */
export function buildInkLayer(): InkLayer {
  const element = svg('svg', { class: 'lectern-ink', 'aria-hidden': 'true', viewBox: viewBoxOf(undefined) })
  const dot = svg('g', { class: 'lectern-laser', hidden: '' })
  for (const r of ['11', '10', '8']) dot.append(svg('circle', { r }))
  const strokes = svg('g', {})
  element.append(strokes, dot)
  const drawn = new Map<string, { group: SVGElement; count: number }>()
  return {
    element,
    show: (slide, ink) => {
      for (const [id, { group }] of drawn) {
        if (ink.strokes.get(id)?.slide === slide) continue
        group.remove()
        drawn.delete(id)
      }
      for (const stroke of ink.strokes.values()) {
        if (stroke.slide !== slide) continue
        const known = drawn.get(stroke.id)
        if (known?.count === stroke.points.length) continue
        const group = known?.group ?? strokes.appendChild(svg('g', {}))
        group.replaceChildren(...lines(stroke))
        drawn.set(stroke.id, { group, count: stroke.points.length })
      }
    },
    point: (at) => {
      dot.toggleAttribute('hidden', at === undefined)
      if (at !== undefined) dot.setAttribute('transform', `translate(${at.x} ${at.y})`)
    },
    frame: (zoom) => {
      const box = viewBoxOf(zoom)
      if (element.getAttribute('viewBox') !== box) element.setAttribute('viewBox', box)
    },
    locate: (clientX, clientY) => {
      const matrix = element.getScreenCTM()
      if (matrix === null || matrix.a === 0) return undefined
      const { x, y } = new DOMPoint(clientX, clientY).matrixTransform(matrix.inverse())
      return { x, y }
    },
  }
}

function lines(stroke: Stroke): SVGElement[] {
  const d = pathOf(stroke.points)
  return layersOf(stroke).map(({ colour, width }) => svg('path', { d, stroke: colour, 'stroke-width': String(width) }))
}

function svg<Name extends keyof SVGElementTagNameMap>(
  name: Name,
  attributes: Readonly<Record<string, string>>,
): SVGElementTagNameMap[Name] {
  const made = createElementNS('http://www.w3.org/2000/svg', name)
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value)
  return made as SVGElementTagNameMap[Name]
}

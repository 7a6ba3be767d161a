import type { Deck, Slide } from '../../model/deck.js'
import { type Ink, layersOf, pathOf, type Stroke } from '../../model/protocol/ink.js'

/** The deck with what was drawn on it. A slide is one SVG in the units of the drawings, so they become its last part. */
export function withDrawings(deck: Deck, { strokes }: Ink): Deck {
  const all = [...strokes.values()]
  return { ...deck, slides: deck.slides.map((slide) => drawOn(slide, all)) }
}

function drawOn(slide: Slide, all: readonly Stroke[]): Slide {
  const own = all.filter((stroke) => stroke.slide === slide.index)
  const end = slide.html.lastIndexOf('</svg>')
  if (own.length === 0 || end === -1) return slide
  const drawn = `<g aria-hidden="true" fill="none" stroke-linecap="round" stroke-linejoin="round">${own.map(lines).join('')}</g>`
  return { ...slide, html: slide.html.slice(0, end) + drawn + slide.html.slice(end) }
}

/** Numbers and our own colours only: nothing of it is text of anybody. */
function lines(stroke: Stroke): string {
  const d = pathOf(stroke.points)
  return layersOf(stroke)
    .map(({ colour, width }) => `<path d="${d}" stroke="${colour}" stroke-width="${width}"></path>`)
    .join('')
}

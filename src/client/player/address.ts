import { root } from '../dom/page.js'
import { formatHash, type Place, parseHash } from './place.js'
import type { DeckView } from './slides.js'

// Moving replaces the address and adds nothing to the history: after a talk of thirty slides, Back leaves the talk, as
// it does in reveal.js. A link inside the deck is followed by the browser itself, so it adds an entry as any link does,
// and Back returns to the slide that it was on.

/** Where an address points, that of the page if no other: a slide's number, or the slide that holds the element of that name. */
export function readAddress(deck: DeckView, hash = location.hash): Place | undefined {
  const place = parseHash(hash)
  // `#2024` may be a heading.
  return place !== undefined && place.slide < deck.slides.length
    ? place
    : (placeOfElement(deck, hash.slice(1)) ?? place)
}

/** Writes the place into the address. Some documents may not do so (sandboxed frames); the talk goes on without. */
export function writeAddress(place: Place): void {
  const hash = formatHash(place)
  if (location.hash === hash) return
  try {
    history.replaceState(null, '', hash)
  } catch {
    // The address stays as it is.
  }
}

/** The step is the first one at which the element shows. */
function placeOfElement(deck: DeckView, name: string): Place | undefined {
  const target = findNamed(name) ?? findNamed(decoded(name)) ?? findNamed(encodeURIComponent(decoded(name)))
  if (target === null) return undefined
  const slide = deck.slides.findIndex(({ section }) => section.contains(target))
  if (slide === -1) return undefined
  const comes = deck.slides[slide]?.fragments.filter(([part]) => part.contains(target)).map(([, step]) => step) ?? []
  return { slide, step: Math.max(0, ...comes) }
}

/** Marp writes names of headings with `%C3%A9` for `é`; HTML of an author's own may have the letter. Both are linked to both ways. */
function findNamed(name: string): Element | null {
  return name === '' ? null : root.querySelector(`#lectern-deck #${CSS.escape(name)}`)
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name)
  } catch {
    return name
  }
}

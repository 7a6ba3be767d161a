import { clampPlace, type Place, type Steps } from './place.js'
import type { DeckView } from './slides.js'

/** Where the talk is, and how it gets elsewhere. */
export interface Talk {
  readonly deck: DeckView
  /** Of the deck as it is now. */
  readonly steps: Steps
  place(): Place
  /** Goes to the nearest place that exists, as part of the talk's own way. */
  move(to: Place): void
  /** The same, from somewhere else in the deck: `back` returns to where it left. */
  jump(to: Place): void
  /** Returns to where the last jump left; asked again, comes back. */
  back(): void
  /** The deck has changed: `place` gives the new place of an old one. `moved` is called whether it is another or not. */
  renew(place: (old: Place) => Place): void
}

/** Tells where the talk is now. `atOnce`: the deck has changed and nobody moved, so nothing is to be seen of the way. */
export type Moved = (to: Place, atOnce: boolean) => void

/** Begins a talk at `start`; `moved` is called for every change of place, the first one included. */
export function beginTalk(deck: DeckView, start: Place, moved: Moved): Talk {
  const stepsNow = (): Steps => deck.slides.map((slide) => slide.steps)
  let place = clampPlace(start, stepsNow())
  let before: Place | undefined
  moved(place, true)

  const move = (to: Place): void => {
    const next = clampPlace(to, stepsNow())
    if (next.slide === place.slide && next.step === place.step) return
    place = next
    moved(next, false)
  }
  const jump = (to: Place): void => {
    const from = place
    move(to)
    if (from.slide !== place.slide) before = from
  }
  return {
    deck,
    get steps() {
      return stepsNow()
    },
    place: () => place,
    move,
    jump,
    back: () => {
      if (before !== undefined) jump(before)
    },
    renew: (placeOf) => {
      place = clampPlace(placeOf(place), stepsNow())
      if (before !== undefined) before = placeOf(before)
      moved(place, true)
    },
  }
}

import { clampPlace, type Place, type Steps } from './place.js'
import type { DeckView } from './slides.js'

/** Where the talk is, and how it gets elsewhere. */
export interface Talk {
  readonly deck: DeckView
  readonly steps: Steps
  place(): Place
  /** Goes to the nearest place that exists, as part of the talk's own way. */
  move(to: Place): void
  /** The same, from somewhere else in the deck: `back` returns to where it left. */
  jump(to: Place): void
  /** Returns to where the last jump left; asked again, comes back. */
  back(): void
}

/** Tells what has changed: `from` is absent the first time. */
export type Moved = (to: Place, from: Place | undefined) => void

/** Begins a talk at `start`; `moved` is called for every change of place, the first one included. */
export function beginTalk(deck: DeckView, start: Place, moved: Moved): Talk {
  const steps = deck.slides.map((slide) => slide.steps)
  let place = clampPlace(start, steps)
  let before: Place | undefined
  moved(place, undefined)

  const move = (to: Place): void => {
    const next = clampPlace(to, steps)
    if (next.slide === place.slide && next.step === place.step) return
    const from = place
    place = next
    moved(next, from)
  }
  const jump = (to: Place): void => {
    const from = place
    move(to)
    if (from.slide !== place.slide) before = from
  }
  return {
    deck,
    steps,
    place: () => place,
    move,
    jump,
    back: () => {
      if (before !== undefined) jump(before)
    },
  }
}

/** A point in the talk: 0-based slide, and how many of its steps are shown. */
export interface Place {
  readonly slide: number
  readonly step: number
}

/** Number of steps of each slide, in order: all that moving needs to know of a deck. */
export type Steps = readonly number[]

/** One step on; over the last step into the next slide; the last place of the deck stays. */
export function nextPlace({ slide, step }: Place, steps: Steps): Place {
  if (step < (steps[slide] ?? 0)) return { slide, step: step + 1 }
  return slide + 1 < steps.length ? { slide: slide + 1, step: 0 } : { slide, step }
}

/** One step back; over the first view into the previous slide, which then shows all of its steps. */
export function previousPlace({ slide, step }: Place, steps: Steps): Place {
  if (step > 0) return { slide, step: step - 1 }
  return slide > 0 ? { slide: slide - 1, step: steps[slide - 1] ?? 0 } : { slide, step }
}

/** The nearest place that exists. */
export function clampPlace(place: Place, steps: Steps): Place {
  const slide = Math.min(Math.max(place.slide, 0), Math.max(steps.length - 1, 0))
  const last = steps[slide] ?? 0
  // Beyond the deck's end is its last view, before its start the first.
  if (place.slide > slide) return { slide, step: last }
  if (place.slide < slide) return { slide, step: 0 }
  return { slide, step: Math.min(Math.max(place.step, 0), last) }
}

/** How an address names a place: `#7`, and `#7.2` for its second step. Slides count from 1. */
export function formatHash({ slide, step }: Place): string {
  return step === 0 ? `#${slide + 1}` : `#${slide + 1}.${step}`
}

/** Reads `#7` or `#7.2`; `undefined` for anything else (a heading's name, nothing). Not clamped. */
export function parseHash(hash: string): Place | undefined {
  const match = /^#(\d{1,9})(?:\.(\d{1,9}))?$/.exec(hash)
  if (match === null) return undefined
  return { slide: Number(match[1]) - 1, step: Number(match[2] ?? 0) }
}

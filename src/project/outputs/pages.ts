import type { Deck } from '../../model/deck.js'
import { exitCodes, LecternError } from '../../model/error.js'

/** Slides from one number to another, both 1-based and both meant. `to` may be beyond every deck. */
export interface PageRange {
  readonly from: number
  readonly to: number
}

/**
 * The 0-based slides that ranges mean in a deck of so many.
 * @throws LecternError (2) when a range begins after the last slide: somebody expects pages that there will not be.
 */
export function slidesIn(ranges: readonly PageRange[], { slides: { length: count }, file }: Deck): ReadonlySet<number> {
  const beyond = ranges.find(({ from, to }) => from > count || (to > count && to < 999_999))
  if (beyond !== undefined) {
    const message = `Slide ${beyond.from > count ? beyond.from : beyond.to} does not exist: ${file} has ${count}.`
    const hint = `Use numbers up to ${count}, or “5-” for slide 5 to the end.`
    throw new LecternError(
      { severity: 'error', code: 'usage', message, hint, place: { file: '', line: 1, column: 1 } },
      exitCodes.usage,
    )
  }
  const slides = new Set<number>()
  for (const { from, to } of ranges) for (let slide = from; slide <= Math.min(to, count); slide++) slides.add(slide - 1)
  return slides
}

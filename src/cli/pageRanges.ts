import { InvalidArgumentError } from 'commander'
import type { Deck } from '../model/deck.js'
import { exitCodes, LecternError } from '../model/error.js'

/** Slides from one number to another, both 1-based and both meant. `to` may be beyond every deck. */
export interface PageRange {
  readonly from: number
  readonly to: number
}

/** Reads `3-7,12`, also `5-` (to the end) and `-3` (from the beginning). */
export function parsePages(text: string): readonly PageRange[] {
  return text.split(',').map((part) => {
    const [, single, from, to] = /^\s*(?:(\d{1,6})|(\d{0,6})\s*[-–]\s*(\d{0,6}))\s*$/.exec(part) ?? []
    if (single !== undefined) return checked({ from: Number(single), to: Number(single) }, part)
    if (from === undefined || to === undefined || (from === '' && to === ''))
      throw new InvalidArgumentError(`“${part.trim()}” is no page. Write numbers and ranges: 3-7,12.`)
    return checked({ from: from === '' ? 1 : Number(from), to: to === '' ? 999_999 : Number(to) }, part)
  })
}

function checked(range: PageRange, part: string): PageRange {
  if (range.from < 1) throw new InvalidArgumentError('Slides are counted from 1.')
  if (range.from > range.to) throw new InvalidArgumentError(`“${part.trim()}” goes backwards.`)
  return range
}

/**
 * The 0-based slides that ranges mean in a deck of so many.
 * @throws LecternError (2) when a range begins after the last slide: somebody expects pages that there will not be.
 */
export function slidesIn(ranges: readonly PageRange[], { slides: { length: count }, file }: Deck): ReadonlySet<number> {
  const beyond = ranges.find(({ from, to }) => from > count || (to > count && to < 999_999))
  if (beyond !== undefined) {
    const message = `There is no slide ${beyond.from > count ? beyond.from : beyond.to} in ${file}: it has ${count}.`
    const hint = `Use numbers up to ${count}; “5-” means from 5 to the end.`
    throw new LecternError(
      { severity: 'error', code: 'usage', message, hint, place: { file: '', line: 1, column: 1 } },
      exitCodes.usage,
    )
  }
  const slides = new Set<number>()
  for (const { from, to } of ranges) for (let slide = from; slide <= Math.min(to, count); slide++) slides.add(slide - 1)
  return slides
}

/** Planned seconds of each slide, in order; absent when nothing was planned at all. */
export type Plan = readonly number[]

/** What a deck says of its time. */
export interface PlannedTimes {
  /** Seconds of each slide that says so. */
  readonly slides: readonly (number | undefined)[]
  /** Seconds of the whole talk, when the deck says so. */
  readonly total: number | undefined
}

/**
 * Shares a talk's time: slides with a time of their own keep it, the others share what is left of the whole equally. When
 * nothing is left, or no whole was said, they take as long as the others on average.
 */
export function planTalk({ slides, total }: PlannedTimes): Plan | undefined {
  const known = slides.filter((time) => time !== undefined)
  if (total === undefined && known.length === 0) return undefined
  const spent = known.reduce((sum, time) => sum + time, 0)
  const open = slides.length - known.length
  const left = total === undefined ? 0 : total - spent
  const average = known.length === 0 ? 0 : spent / known.length
  const share = open === 0 ? 0 : left > 0 ? left / open : average
  return slides.map((time) => time ?? share)
}

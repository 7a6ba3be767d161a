/** How long a slide took in one run. */
export interface RehearsedSlide {
  readonly title: string
  readonly seconds: number
  /** The same by steps: the first view, then each step. */
  readonly steps: readonly number[]
}

/** One run of a talk. */
export interface Run {
  /** When it began, as ISO 8601 in UTC. */
  readonly date: string
  readonly seconds: number
  readonly slides: readonly RehearsedSlide[]
}

/** What is kept beside a deck. */
export interface Rehearsals {
  readonly version: 1
  readonly runs: readonly Run[]
}

/** A slide in all runs. */
export interface Comparison {
  readonly title: string
  /** Planned seconds; absent where nothing is planned. */
  readonly plan: number | undefined
  /** Seconds in each run; absent where it was not shown. */
  readonly times: readonly (number | undefined)[]
  /** Seconds in the latest run; absent when it was not shown. */
  readonly latest: number | undefined
  /** Average over all runs that showed it; absent when none did. */
  readonly average: number | undefined
}

/**
 * Compares the slides of a deck as it is now with what was recorded of them. A slide is the one of the same title, the
 * nearest of them when there are several.
 */
export function compareRuns(
  slides: readonly { readonly title: string; readonly timeSeconds?: number | undefined }[],
  runs: readonly Run[],
): Comparison[] {
  return slides.map(({ title, timeSeconds }, index) => {
    const times = runs.map((run) => secondsOf(run, title, index))
    const known = times.filter((time) => time !== undefined)
    return {
      title,
      plan: timeSeconds,
      times,
      latest: times.at(-1),
      average: known.length === 0 ? undefined : known.reduce((sum, time) => sum + time, 0) / known.length,
    }
  })
}

function secondsOf({ slides }: Run, title: string, index: number): number | undefined {
  const same = slides.flatMap((slide, at) => (slide.title === title ? [{ slide, off: Math.abs(at - index) }] : []))
  const nearest = same.sort((a, b) => a.off - b.off)[0]?.slide.seconds
  return nearest === undefined || nearest === 0 ? undefined : nearest
}

/** Reads what is kept beside a deck; `undefined` when it is something else, or a single run is: it would be lost. */
export function readRehearsals(value: unknown): Rehearsals | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const { version, runs } = value as Readonly<Record<string, unknown>>
  return version === 1 && Array.isArray(runs) && runs.every(isRun) ? { version, runs } : undefined
}

function isRun(value: unknown): value is Run {
  if (typeof value !== 'object' || value === null) return false
  const { date, seconds, slides } = value as Readonly<Record<string, unknown>>
  return typeof date === 'string' && isTime(seconds) && Array.isArray(slides) && slides.every(isSlide)
}

function isSlide(value: unknown): value is RehearsedSlide {
  if (typeof value !== 'object' || value === null) return false
  const { title, seconds, steps } = value as Readonly<Record<string, unknown>>
  return typeof title === 'string' && isTime(seconds) && Array.isArray(steps) && steps.every(isTime)
}

function isTime(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0
}

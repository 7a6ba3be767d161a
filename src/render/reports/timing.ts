import type { Slide } from '../../model/deck.js'

/** When a slide is shown, in seconds; what is not planned is absent. */
export interface Timing {
  readonly seconds?: number
  /** From the beginning of the talk; absent when a slide before has no planned time. */
  readonly start?: number
}

/** Planned times of all slides, from their `<!-- time: 2m -->`. */
export function timingsOf(slides: readonly Slide[]): Timing[] {
  let start: number | undefined = 0
  return slides.map(({ timeSeconds: seconds }) => {
    const timing = { ...(seconds === undefined ? {} : { seconds }), ...(start === undefined ? {} : { start }) }
    start = start === undefined || seconds === undefined ? undefined : start + seconds
    return timing
  })
}

/** `1:30 from 4:00`; empty when nothing is planned. */
export function timingWords({ seconds, start }: Timing): string {
  if (seconds === undefined) return ''
  return start === undefined ? clock(seconds) : `${clock(seconds)} from ${clock(start)}`
}

/** Minutes and seconds: `12:05`. */
export function clock(seconds: number): string {
  const whole = Math.round(seconds)
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`
}

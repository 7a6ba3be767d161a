import type { Timer } from '../../../model/protocol/show.js'

/** A timer that has not begun. */
export const freshTimer: Timer = { countedMs: 0 }

/** Milliseconds that a timer shows at `now` (milliseconds since 1970). A clock that was set back takes nothing away. */
export function elapsedMs({ startedAt, countedMs }: Timer, now: number): number {
  return countedMs + (startedAt === undefined ? 0 : Math.max(0, now - startedAt))
}

/** Starts a timer that stands still, and stops one that runs. */
export function toggleTimer(timer: Timer, now: number): Timer {
  return timer.startedAt === undefined
    ? { startedAt: now, countedMs: timer.countedMs }
    : { countedMs: elapsedMs(timer, now) }
}

/** `1:05`, or `1:02:05` from an hour on; whole seconds, rounded towards zero. */
export function formatTime(ms: number): string {
  const seconds = Math.floor(Math.abs(ms) / 1000)
  const two = (value: number): string => String(value).padStart(2, '0')
  const minutes = Math.floor(seconds / 60)
  const rest = `:${two(seconds % 60)}`
  return minutes < 60 ? `${minutes}${rest}` : `${Math.floor(minutes / 60)}:${two(minutes % 60)}${rest}`
}

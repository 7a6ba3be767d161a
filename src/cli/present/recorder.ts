import type { Run } from '../../model/rehearsal.js'
import type { ShowState } from '../../model/show.js'

/** Writes down how long each slide and step shows, while the timer runs. */
export interface Recorder {
  /** The talk shows this now; `now` in milliseconds since 1970. */
  note(state: ShowState, now: number): void
  /** Ends the run that is being recorded and gives all of them. */
  runs(now: number): Run[]
}

/** Shortest run that is worth keeping: less is somebody looking whether it works. */
const shortestMs = 5_000

/** A timer that was started before that is a forgotten one. */
const longestMs = 3 * 3600 * 1000

/** Makes a recorder. The timer's way back to zero ends a run and begins the next. `titles` are those of the slides now. */
export function record(titles: () => readonly string[]): Recorder {
  const done: Run[] = []
  let times = new Map<number, number[]>()
  let begun: number | undefined
  let last: { readonly state: ShowState; readonly at: number } | undefined

  const spend = (now: number): void => {
    if (last === undefined || last.state.timer.startedAt === undefined) return
    const { slide, step } = last.state.place
    // The timer may have been started between two moves.
    const ms = now - Math.max(last.at, last.state.timer.startedAt)
    if (ms <= 0) return
    begun ??= now - ms
    const steps = times.get(slide) ?? []
    while (steps.length <= step) steps.push(0)
    steps[step] = (steps[step] ?? 0) + ms
    times.set(slide, steps)
  }
  const finish = (): void => {
    const all = [...times.values()].flat().reduce((sum, ms) => sum + ms, 0)
    if (begun !== undefined && all >= shortestMs) {
      const slides = titles().map((title, index) => {
        const steps = (times.get(index) ?? []).map(seconds)
        return { title, seconds: seconds((times.get(index) ?? []).reduce((sum, ms) => sum + ms, 0)), steps }
      })
      done.push({ date: new Date(begun).toISOString(), seconds: seconds(all), slides })
    }
    times = new Map()
    begun = undefined
  }
  return {
    note: (state, now) => {
      spend(now)
      const isReset = state.timer.startedAt === undefined && state.timer.countedMs === 0
      if (isReset) finish()
      // A timer that ran before anybody told us of it ran on this slide, as far as anybody knows.
      const { startedAt = now } = state.timer
      const isNew = last === undefined && now - startedAt < longestMs
      last = { state, at: isNew ? startedAt : now }
    },
    runs: (now) => {
      spend(now)
      last = undefined
      finish()
      return done
    },
  }
}

/** Milliseconds as seconds, to a tenth. */
function seconds(ms: number): number {
  return Math.round(ms / 100) / 10
}

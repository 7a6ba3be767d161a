import { type KnownSlide, pairSlides } from '../../model/pairSlides.js'
import type { ShowState } from '../../model/protocol/show.js'
import type { Run } from '../../model/talk/rehearsal.js'

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

/**
 * Makes a recorder. The timer's way back to zero ends a run and begins the next. `slides` gives those that are presented now:
 * when a deck changes in the middle of a run, times go with their slides.
 */
export function record(slides: () => readonly KnownSlide[]): Recorder {
  const done: Run[] = []
  let times = new Map<number, number[]>()
  let lostMs = 0
  let begun: number | undefined
  let last: { readonly state: ShowState; readonly at: number } | undefined
  let known = slides()

  const follow = (): void => {
    const now = slides()
    if (now === known) return
    const moved = new Map<number, number[]>()
    for (const [index, old] of pairSlides(known, now).entries()) {
      const steps = old === undefined ? undefined : times.get(old)
      if (old === undefined || steps === undefined) continue
      moved.set(index, steps)
      times.delete(old)
    }
    lostMs += sum([...times.values()].flat())
    times = moved
    known = now
  }
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
    const all = lostMs + sum([...times.values()].flat())
    if (begun !== undefined && all >= shortestMs) {
      const seen = known.map(({ title }, index) => {
        const steps = times.get(index) ?? []
        return { title, seconds: seconds(sum(steps)), steps: steps.map(seconds) }
      })
      done.push({ date: new Date(begun).toISOString(), seconds: seconds(all), slides: seen })
    }
    times = new Map()
    lostMs = 0
    begun = undefined
  }
  return {
    note: (state, now) => {
      spend(now)
      follow()
      const isReset = state.timer.startedAt === undefined && state.timer.countedMs === 0
      if (isReset) finish()
      // A timer that ran before anybody told us of it ran on this slide, as far as anybody knows.
      const { startedAt = now } = state.timer
      const isNew = last === undefined && now - startedAt < longestMs
      last = { state, at: isNew ? startedAt : now }
    },
    runs: (now) => {
      spend(now)
      follow()
      last = undefined
      finish()
      return done
    },
  }
}

function sum(all: readonly number[]): number {
  return all.reduce((total, one) => total + one, 0)
}

/** Milliseconds as seconds, to a tenth. */
function seconds(ms: number): number {
  return Math.round(ms / 100) / 10
}

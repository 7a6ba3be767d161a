import type { Plan } from '../../../model/talk/plan.js'

/** Where a talk is in its plan. */
export interface Pace {
  /** Seconds behind the plan, negative when ahead, 0 while the slide's own time is running. */
  readonly behind: number
  /** `on time`, `1:20 behind` or `0:40 ahead`. */
  readonly words: string
  readonly mood: 'good' | 'ahead' | 'late' | 'very-late'
}

/** Compares the time that has passed with the plan: being anywhere within the slide's own time is on time. */
export function paceOf(plan: Plan, slide: number, elapsedSeconds: number): Pace {
  const begin = plan.slice(0, slide).reduce((sum, time) => sum + time, 0)
  const end = begin + (plan[slide] ?? 0)
  const behind = Math.trunc(elapsedSeconds > end ? elapsedSeconds - end : Math.min(0, elapsedSeconds - begin))
  const whole = plan.reduce((sum, time) => sum + time, 0)
  const mood = behind < 0 ? 'ahead' : behind === 0 ? 'good' : behind > Math.max(60, whole / 20) ? 'very-late' : 'late'
  return { behind, words: wordsOf(behind), mood }
}

function wordsOf(behind: number): string {
  if (behind === 0) return 'on time'
  const seconds = Math.abs(behind)
  const time = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
  return behind > 0 ? `${time} behind` : `${time} ahead`
}

/** Slides that one proposal names at the most. */
const mostSkipped = 3

/**
 * Slides (0-based) that can be left out to be on time again: as few as possible of those to come, never the last. Empty
 * when the lag is shorter than any of them.
 */
export function whatToSkip(plan: Plan, slide: number, behind: number): number[] {
  const coming = plan.map((time, index) => ({ time, index })).slice(slide + 1, -1)
  const chosen: number[] = []
  let left = behind
  while (left > 0 && chosen.length < mostSkipped) {
    const open = coming.filter(({ index, time }) => !chosen.includes(index) && time > 0)
    const enough = open.filter(({ time }) => time >= left).sort((a, b) => a.time - b.time)[0]
    const longest = [...open].sort((a, b) => b.time - a.time)[0]
    const next = enough ?? longest
    // A slide that takes much longer than what is missing is no help: the talk would end early.
    if (next === undefined || (chosen.length === 0 && next.time > left * 2 && behind < 30)) break
    chosen.push(next.index)
    left -= next.time
  }
  return chosen.sort((a, b) => a - b)
}

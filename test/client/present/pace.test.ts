import { describe, expect, test } from 'vitest'
import { paceOf, whatToSkip } from '../../../src/client/present/view/pace.js'
import { elapsedMs, formatTime, freshTimer, toggleTimer } from '../../../src/client/present/view/timer.js'
import { planTalk } from '../../../src/model/talk/plan.js'

describe('the plan of a talk', () => {
  test('shares what is left among slides without a time of their own', () => {
    expect(planTalk({ slides: [60, undefined, undefined, 120], total: 600 })).toEqual([60, 210, 210, 120])
  })

  test('takes the average where no whole is said, or nothing is left of it', () => {
    expect(planTalk({ slides: [60, undefined, 120], total: undefined })).toEqual([60, 90, 120])
    expect(planTalk({ slides: [60, undefined, 120], total: 100 })).toEqual([60, 90, 120])
  })

  test('is none where nothing was planned', () => {
    expect(planTalk({ slides: [undefined, undefined], total: undefined })).toBeUndefined()
    expect(planTalk({ slides: [undefined, undefined], total: 0 })).toEqual([0, 0])
  })
})

describe('the pace', () => {
  const plan = [60, 60, 120]

  test('is on time while a slide has its own time', () => {
    for (const seconds of [60, 90, 120]) expect(paceOf(plan, 1, seconds).words).toBe('on time')
  })

  test('is said in minutes and seconds, and in moods', () => {
    expect(paceOf(plan, 1, 200)).toEqual({ behind: 80, words: '1:20 behind', mood: 'very-late' })
    expect(paceOf(plan, 1, 125.9)).toEqual({ behind: 5, words: '0:05 behind', mood: 'late' })
    expect(paceOf(plan, 2, 80)).toEqual({ behind: -40, words: '0:40 ahead', mood: 'ahead' })
  })
})

describe('what to skip', () => {
  const plan = [60, 60, 100, 30, 200, 60]

  test('is the one slide that fits best, never the last', () => {
    expect(whatToSkip(plan, 0, 55)).toEqual([1])
    expect(whatToSkip(plan, 0, 90)).toEqual([2])
    expect(whatToSkip(plan, 4, 500)).toEqual([])
  })

  test('is more than one when one is not enough, and three at the most', () => {
    expect(whatToSkip(plan, 0, 290)).toEqual([2, 4])
    expect(whatToSkip(Array(20).fill(10), 0, 500)).toHaveLength(3)
  })

  test('is nothing when nothing is late or a slide would be far too much', () => {
    expect(whatToSkip(plan, 0, 0)).toEqual([])
    expect(whatToSkip([60, 600, 60], 0, 10)).toEqual([])
  })
})

describe('the timer', () => {
  test('counts while it runs, stands still in between, and is not turned back by the clock', () => {
    const running = toggleTimer(freshTimer, 1_000)
    expect(elapsedMs(running, 3_500)).toBe(2_500)
    const paused = toggleTimer(running, 4_000)
    expect(elapsedMs(paused, 999_000)).toBe(3_000)
    const again = toggleTimer(paused, 10_000)
    expect(elapsedMs(again, 9_000)).toBe(3_000)
    expect(elapsedMs(again, 12_000)).toBe(5_000)
  })

  test('is written in minutes, and in hours when it takes them', () => {
    expect([0, 999, 65_000, 3_600_000, 3_725_000, -5_000].map(formatTime)).toEqual([
      '0:00',
      '0:00',
      '1:05',
      '1:00:00',
      '1:02:05',
      '0:05',
    ])
  })
})

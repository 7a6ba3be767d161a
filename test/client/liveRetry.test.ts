import { expect, test } from 'vitest'
import { retryAfterMs } from '../../src/client/live/retry.js'

test('fifty windows do not come back at once (jitter): at most a fifth of them within any tenth of a second', () => {
  for (const failures of [0, 1, 2, 5, 20]) {
    const times = Array.from({ length: 50 }, (_, index) => retryAfterMs(failures, index / 50))
    for (const from of times) {
      expect(times.filter((time) => time >= from && time < from + 100).length).toBeLessThanOrEqual(10)
    }
  }
})

test('the first try comes within a second, and none later than nine', () => {
  expect(retryAfterMs(0, 1)).toBeLessThan(1000)
  expect(retryAfterMs(0, 0)).toBeGreaterThan(50)
  expect(retryAfterMs(100, 1)).toBe(9000)
})

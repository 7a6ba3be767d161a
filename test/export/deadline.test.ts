import { getEventListeners, setMaxListeners } from 'node:events'
import { expect, test } from 'vitest'
import { startDeadline } from '../../src/export/deadline.js'

const late = (): Error => new Error('late')
const timers = (): number => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length

test('A deadline passes, or ends with its run, and says why', async () => {
  const passed = startDeadline(1, late)
  await expect.poll(() => passed.signal.reason?.message).toBe('late')
  const run = new AbortController()
  const followed = startDeadline(60_000, late, run.signal)
  run.abort(new Error('stopped'))
  expect(followed.signal.reason?.message).toBe('stopped')
  expect(startDeadline(60_000, late, run.signal).signal.reason?.message).toBe('stopped')
})

test('Deadlines that are over, however they ended, leave neither timers nor listeners behind', () => {
  const before = timers()
  const run = new AbortController()
  setMaxListeners(0, run.signal)
  const done = Array.from({ length: 100 }, () => startDeadline(60_000, late, run.signal))
  expect(timers()).toBe(before + 100)
  for (const { stop } of done) stop()
  expect([timers(), getEventListeners(run.signal, 'abort').length]).toEqual([before, 0])
  expect(done.some(({ signal }) => signal.aborted)).toBe(false)
  for (let count = 0; count < 100; count++) startDeadline(60_000, late, run.signal)
  run.abort()
  startDeadline(60_000, late, run.signal)
  expect([timers(), getEventListeners(run.signal, 'abort').length]).toEqual([before, 0])
})

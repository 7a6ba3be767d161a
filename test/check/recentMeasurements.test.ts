import { expect, test } from 'vitest'
import { recentMeasurements } from '../../src/cli/check/recentMeasurements.js'
import type { SlideMeasurement } from '../../src/model/measurement.js'

const measurement = {} as SlideMeasurement

test('A hundred checks of other slides, and what is known are the measurements that were asked for or measured last', () => {
  const known = recentMeasurements()
  known.set('title', measurement)
  for (let check = 0; check < 100; check++) {
    known.get('title')
    for (let slide = 0; slide < 12; slide++) known.set(`${check}.${slide}`, measurement)
    known.keep(24)
  }
  const keys = ['title', ...Array.from({ length: 1200 }, (_, at) => `${Math.floor(at / 12)}.${at % 12}`)]
  const left = keys.filter((key) => known.get(key) !== undefined)
  expect(left).toEqual(['title', ...keys.slice(-23)])
  known.keep(0)
  expect(keys.filter((key) => known.get(key) !== undefined)).toEqual([])
})

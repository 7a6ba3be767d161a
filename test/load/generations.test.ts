import { expect, it } from 'vitest'
import { generationalMemo } from '../../src/load/cache/generationalMemo.js'

it('gives what is behind it at first, and what was asked for in the last turns', () => {
  const behind = new Map([['seed', 'of before']])
  const memo = generationalMemo({ get: (key) => behind.get(key), set: (key, value) => void behind.set(key, value) })
  expect(memo.get('seed')).toBe('of before')
  memo.set('once', 'x')
  memo.set('always', 'y')
  expect(behind.get('once')).toBe('x')
  for (let turn = 0; turn < 40; turn += 1) {
    memo.turn()
    expect(memo.get('always')).toBe('y')
  }
  expect(memo.get('once')).toBeUndefined()
  expect(memo.get('seed')).toBeUndefined()
})

it('does not grow, however often something new is set', () => {
  const memo = generationalMemo(new Map())
  for (let turn = 0; turn < 1_000; turn += 1) {
    memo.set(`key ${turn}`, 'x')
    memo.turn()
  }
  const kept = Array.from({ length: 1_000 }, (_, turn) => memo.get(`key ${turn}`)).filter(
    (value) => value !== undefined,
  )
  expect(kept.length).toBeLessThan(20)
})

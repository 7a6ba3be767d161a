import { describe, expect, test } from 'vitest'
import { isNewer, readMessage, readState } from '../../src/model/protocol/show.js'

const state = { place: { slide: 1, step: 2 }, blank: '', scheme: '', timer: { countedMs: 0 } }
const stamp = { count: 3, by: 'a' }

describe('messages between windows', () => {
  test('are read as they were written', () => {
    const message = { type: 'state', stamp, state: { ...state, zoom: { x: 1, y: 2 } } }
    expect(readMessage(message)).toEqual(message)
    expect(readMessage({ type: 'laser', at: { x: 1, y: 2 } })).toEqual({ type: 'laser', at: { x: 1, y: 2 } })
    expect(readMessage({ type: 'laser' })).toEqual({ type: 'laser' })
  })

  test('are nothing when they are anything else', () => {
    const slides = [-1, Number.POSITIVE_INFINITY, 1.5, '1', null, {}, 2 ** 53, undefined]
    const bad: unknown[] = [null, [], 'x', 5, {}, { type: '__proto__' }, { type: 'constructor' }, { type: 'state' }]
    for (const one of bad) expect(readMessage(one)).toBeUndefined()
    for (const slide of slides) {
      expect(readMessage({ type: 'state', stamp, state: { ...state, place: { slide, step: 0 } } })).toBeUndefined()
    }
    expect(readMessage({ type: 'state', stamp: { count: 1, by: 'x'.repeat(100) }, state })).toBeUndefined()
  })

  test('values that mean nothing are left out', () => {
    expect(readState({ ...state, blank: '<img>', scheme: 4, zoom: { x: '1' }, extra: 1 })).toEqual(state)
    const ink = [{ kind: 'draw', from: 0, stroke: { id: 'a', slide: 0, colour: 0, width: 5, points: ['x'] } }, 7, null]
    expect(readMessage({ type: 'ink', ink })).toEqual({ type: 'ink', ink: [] })
  })

  test('of two windows at once end the same everywhere', () => {
    expect(isNewer({ count: 4, by: 'a' }, { count: 3, by: 'z' })).toBe(true)
    expect(isNewer({ count: 3, by: 'b' }, { count: 3, by: 'a' })).toBe(true)
    expect(isNewer({ count: 3, by: 'a' }, { count: 3, by: 'a' })).toBe(false)
  })
})

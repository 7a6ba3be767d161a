import { describe, expect, test } from 'vitest'
import { strokesAt } from '../../../src/client/present/ink/strokes.js'
import { changeInk, changesOf, type InkChange, noInk, pathOf } from '../../../src/model/protocol/ink.js'

const draw = (id: string, points: number[], from = 0): InkChange => ({
  kind: 'draw',
  stroke: { id, slide: 0, colour: 0, width: 6, points },
  from,
})

describe('drawings', () => {
  test('grow by what comes, and are the same however often it comes', () => {
    const changes = [draw('a', [0, 0, 10, 0]), draw('a', [20, 0], 4), draw('a', [0, 0, 10, 0]), draw('a', [20, 0], 4)]
    expect(changes.reduce(changeInk, noInk).strokes.get('a')?.points).toEqual([0, 0, 10, 0, 20, 0])
  })

  test('wait for the next full exchange when points were missed', () => {
    const ink = [draw('a', [0, 0]), draw('a', [9, 9], 8)].reduce(changeInk, noInk)
    expect(ink.strokes.get('a')?.points).toEqual([0, 0])
  })

  test('that are erased stay erased, whichever window hears of it first', () => {
    const erase: InkChange = { kind: 'erase', ids: ['a'] }
    for (const order of [
      [draw('a', [0, 0]), erase],
      [erase, draw('a', [0, 0])],
    ]) {
      expect(order.reduce(changeInk, noInk).strokes.size).toBe(0)
    }
    const ink = [draw('a', [0, 0]), draw('b', [1, 1]), erase].reduce(changeInk, noInk)
    expect(changesOf(ink).reduce(changeInk, noInk)).toEqual(ink)
  })

  test('are found under the eraser, between their points, too', () => {
    const ink = changeInk(noInk, draw('a', [0, 0, 100, 0]))
    expect(strokesAt(ink, 0, [50, 10], 14)).toEqual(['a'])
    expect(strokesAt(ink, 0, [50, 30], 14)).toEqual([])
    expect(strokesAt(ink, 1, [50, 0], 14)).toEqual([])
  })

  test('are paths; a dot is one, too', () => {
    expect(pathOf([5, 5])).toBe('M5 5h0')
    expect(pathOf([0, 0, 10, 0, 20, 10])).toBe('M0 0Q10 0 15 5L20 10')
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { replacements } from '../../src/serve/deck/difference.js'

const apply = (from: readonly string[], to: readonly string[]): string[] => {
  const result = [...from]
  for (const { at, remove, insert } of replacements(from, to))
    result.splice(at, remove, ...insert.map((index) => to[index] ?? ''))
  return result
}

const letters = (text: string): string[] => [...text]

describe('the difference between two decks', () => {
  it.each([
    ['nothing', 'abcd', 'abcd', []],
    ['an edit', 'abcd', 'abXd', [{ at: 2, remove: 1, insert: [2] }]],
    ['an insertion', 'abcd', 'abXcd', [{ at: 2, remove: 0, insert: [2] }]],
    ['a removal', 'abcd', 'acd', [{ at: 1, remove: 1, insert: [] }]],
    [
      'a move to the end',
      'abcd',
      'acdb',
      [
        { at: 1, remove: 1, insert: [] },
        { at: 3, remove: 0, insert: [3] },
      ],
    ],
    [
      'a move to the beginning',
      'abcd',
      'dabc',
      [
        { at: 0, remove: 0, insert: [0] },
        { at: 4, remove: 1, insert: [] },
      ],
    ],
    ['a twin', 'aab', 'aaab', [{ at: 2, remove: 0, insert: [2] }]],
    ['another deck', 'ab', 'xyz', [{ at: 0, remove: 2, insert: [0, 1, 2] }]],
    ['the first slide', '', 'a', [{ at: 0, remove: 0, insert: [0] }]],
    ['the last slide', 'a', '', [{ at: 0, remove: 1, insert: [] }]],
  ])('is %s', (_, from, to, expected) => {
    expect(replacements(letters(from), letters(to))).toEqual(expected)
  })

  it('always leads from the one to the other, with twins and all', () => {
    const deck = fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'), { maxLength: 12 })
    fc.assert(
      fc.property(deck, deck, (from, to) => {
        expect(apply(from, to)).toEqual(to)
      }),
      { seed: 4, numRuns: 2000 },
    )
  })

  it('keeps the longest run of slides that goes forward in both', () => {
    const order = fc.uniqueArray(fc.constantFrom(...'abcdefghij'), { minLength: 10, maxLength: 10 })
    fc.assert(
      fc.property(order, order, (from, to) => {
        const removed = replacements(from, to).reduce((sum, { remove }) => sum + remove, 0)
        expect(from.length - removed).toBe(longestCommon(from, to))
      }),
      { seed: 4, numRuns: 200 },
    )
  })
})

function longestCommon(from: readonly string[], to: readonly string[]): number {
  const table = from.map(() => to.map(() => 0))
  const at = (row: number, column: number): number => table[row]?.[column] ?? 0
  for (const [row, one] of from.entries())
    for (const [column, other] of to.entries()) {
      const cells = table[row]
      if (cells === undefined) continue
      cells[column] = one === other ? at(row - 1, column - 1) + 1 : Math.max(at(row - 1, column), at(row, column - 1))
    }
  return at(from.length - 1, to.length - 1)
}

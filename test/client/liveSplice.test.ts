import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Held, spliceSlides } from '../../src/client/live/patch/splice.js'
import { replacements } from '../../src/serve/deck/difference.js'

const hold = (hashes: readonly string[]): Held<string>[] =>
  hashes.map((hash, index) => ({ hash, section: `${hash}${index}` }))
/** Splices as the server makes them. */
const splicesOf = (from: readonly string[], to: readonly string[]) =>
  replacements(from, to).map(({ at, remove, insert }) => ({
    at,
    remove,
    insert: insert.map((index) => {
      const hash = to[index] ?? ''
      return from.includes(hash) ? { hash } : { hash, html: `<${hash}>` }
    }),
  }))
const kinds = (from: string, to: string): unknown =>
  spliceSlides(hold([...from]), splicesOf([...from], [...to]))?.map(({ kind, hash }) => `${kind} ${hash}`)

test('an edit keeps the section of the slide, an insertion makes one', () => {
  expect(kinds('abc', 'axc')).toEqual(['stay a', 'edit x', 'stay c'])
  expect(kinds('abc', 'abxc')).toEqual(['stay a', 'stay b', 'new x', 'stay c'])
  expect(kinds('abc', 'ac')).toEqual(['stay a', 'stay c'])
})

test('a slide that is gone in one place and there in another has moved', () => {
  expect(kinds('abcd', 'acdb')).toEqual(['stay a', 'stay c', 'stay d', 'move b'])
})

test('a second slide of the same content is a copy', () => {
  expect(kinds('ab', 'aba')).toEqual(['stay a', 'stay b', 'copy a'])
})

test('splices that do not fit are refused', () => {
  expect(spliceSlides(hold(['a']), [{ at: 1, remove: 1, insert: [] }])).toBeUndefined()
  expect(spliceSlides(hold(['a']), [{ at: 0, remove: 0, insert: [{ hash: 'x' }] }])).toBeUndefined()
})

test('whatever changes, every slide is there, in order, and no section is used twice', () => {
  const deck = fc.array(fc.constantFrom(...'abcdefgh'), { maxLength: 14 })
  fc.assert(
    fc.property(deck, deck, (from, to) => {
      const wanted = spliceSlides(hold(from), splicesOf(from, to)) ?? []
      expect(wanted.map(({ hash }) => hash)).toEqual(to)
      const used = wanted.flatMap((one) => (one.kind === 'new' || one.kind === 'copy' ? [] : [one.section]))
      expect(new Set(used).size).toBe(used.length)
    }),
    { seed: 4, numRuns: 500 },
  )
})

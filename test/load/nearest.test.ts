import { expect, it } from 'vitest'
import { nearest } from '../../src/model/words/nearest.js'

it.each([
  ['thme', ['theme', 'title'], 'theme'],
  ['hteme', ['theme', 'title'], 'theme'],
  ['_clas', ['_class', '_color'], '_class'],
  ['colum', ['column', 'color'], 'column'],
  ['ATLAS', ['gaia', 'atlas'], 'atlas'],
  ['gai', ['default', 'gaia', 'uncover'], 'gaia'],
  ['backgroundcolour', ['backgroundColor', 'backgroundSize'], 'backgroundColor'],
])('%s is near to a candidate of %j', (word, candidates, wanted) => {
  expect(nearest(word, candidates)).toBe(wanted)
})

it.each([
  ['xyz', ['theme', 'title']],
  ['', ['a']],
  ['a', ['b']],
  ['x'.repeat(1_000_000), ['x'.repeat(64)]],
  ['theme', []],
])('nothing is near to %#', (word, candidates) => {
  expect(nearest(word, candidates)).toBeUndefined()
})

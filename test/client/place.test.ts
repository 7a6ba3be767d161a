import { describe, expect, test } from 'vitest'
import { clampPlace, formatHash, nextPlace, parseHash, previousPlace } from '../../src/client/player/place.js'

const steps = [0, 2, 0]
const at = (slide: number, step = 0) => ({ slide, step })

describe('moving', () => {
  test('goes through the steps of a slide before the next slide', () => {
    expect(nextPlace(at(0), steps)).toEqual(at(1))
    expect(nextPlace(at(1), steps)).toEqual(at(1, 1))
    expect(nextPlace(at(1, 2), steps)).toEqual(at(2))
  })

  test('backwards into a slide shows all of its steps', () => {
    expect(previousPlace(at(2), steps)).toEqual(at(1, 2))
    expect(previousPlace(at(1, 1), steps)).toEqual(at(1))
  })

  test('ends at the ends', () => {
    expect(nextPlace(at(2), steps)).toEqual(at(2))
    expect(previousPlace(at(0), steps)).toEqual(at(0))
  })
})

describe('addresses', () => {
  test.each([
    ['#7', at(6)],
    ['#7.2', at(6, 2)],
    ['#007', at(6)],
    ['#0', at(-1)],
  ])('%s is a place', (hash, place) => {
    expect(parseHash(hash)).toEqual(place)
  })

  test.each(['', '#', '#7.', '#7.x', '#-1', '#1e9', '#7 ', '#heading', '#12345678901', '#__proto__'])(
    '%j is not one',
    (hash) => {
      expect(parseHash(hash)).toBeUndefined()
    },
  )

  test('writing and reading gives the same place', () => {
    for (const place of [at(0), at(6, 2), at(999, 63)]) expect(parseHash(formatHash(place))).toEqual(place)
  })

  test('places that do not exist become the nearest that does', () => {
    expect(clampPlace(at(1, 9), steps)).toEqual(at(1, 2))
    expect(clampPlace(at(99), steps)).toEqual(at(2))
    expect(clampPlace(at(-1, 5), steps)).toEqual(at(0))
    expect(clampPlace(at(99), [0, 3])).toEqual(at(1, 3))
    expect(clampPlace(at(3), [])).toEqual(at(0))
  })
})

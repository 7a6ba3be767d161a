import { describe, expect, test } from 'vitest'
import { readPlace, type Shown, turn, writePlace } from '../../src/client/themePreview/place.js'

const themes: readonly Shown[] = [
  { theme: 'atlas', schemes: ['light', 'dark'], slides: 3 },
  { theme: 'my theme', schemes: ['light'], slides: 2 },
  { theme: 'night', schemes: ['dark', 'light'], slides: 3 },
]

describe('a place in the preview', () => {
  test('is read from an address and written back', () => {
    for (const hash of ['#night/dark', '#night/light/2', '#atlas/dark/3/themes', '#my%20theme/light/1'])
      expect(writePlace(readPlace(hash, themes))).toBe(hash)
  })

  test('is the nearest thing there is, whatever the address says', () => {
    expect(readPlace('', themes)).toEqual({ theme: 'atlas', scheme: 'light', slide: 1, view: 'sheet' })
    expect(readPlace('#nowhere/pink/x/y', themes)).toMatchObject({ theme: 'atlas', scheme: 'light', view: 'sheet' })
    expect(readPlace('#night', themes)).toMatchObject({ theme: 'night', scheme: 'dark' })
    expect(readPlace('#my%20theme/dark/99', themes)).toMatchObject({ scheme: 'light', slide: 2, view: 'slide' })
    expect(readPlace('#%E0%A4%A/light/-1', themes)).toMatchObject({ theme: 'atlas', slide: 1, view: 'sheet' })
    expect(readPlace('#x', [])).toEqual({ theme: '', scheme: 'light', slide: 1, view: 'sheet' })
  })

  test('turns around the themes, and keeps scheme and slide where the theme has them', () => {
    const place = readPlace('#atlas/dark/3', themes)
    expect(writePlace(turn(place, 1, themes))).toBe('#my%20theme/light/2')
    expect(writePlace(turn(place, -1, themes))).toBe('#night/dark/3')
    expect(turn(place, 3, themes)).toEqual(place)
    expect(turn(place, 1, [])).toEqual(place)
  })
})

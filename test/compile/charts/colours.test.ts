import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { areaOf, checkChartColours, likeness } from '../../../src/compile/checks/chartColours.js'
import { inScheme } from '../../../src/compile/checks/contrast.js'
import { readColor } from '../../../src/compile/looks/colour.js'
import type { Theme, Token } from '../../../src/model/theme.js'

const tokensOf = (pack: string): Token[] =>
  JSON.parse(readFileSync(join(import.meta.dirname, '../../../themes', pack, 'theme.json'), 'utf8')).tokens

const colour = (text: string) => {
  const read = readColor(text)
  if (read === undefined) throw new Error(text)
  return read
}

test.each(['atlas', 'lecture', 'lens', 'night', 'paper', 'pebble', 'terminal'])(
  'areas of %s are told apart, also by people who lack one kind of cone',
  (pack) => {
    const tokens = tokensOf(pack)
    for (const scheme of ['light', 'dark'] as const) {
      const of = (name: string) => colour(inScheme(tokens.find((one) => one.name === name)?.default ?? '', scheme))
      const areas = ['c1', 'c2', 'c3', 'c4'].map((name, at) => areaOf(of(name), of('paper'), at))
      const distances = areas.flatMap((one, at) => areas.slice(at + 1).map((other) => likeness(one, other).distance))
      expect(Math.min(...distances)).toBeGreaterThan(0.05)
    }
  },
)

test('a deck whose own colours look alike is warned, once for each that it set', () => {
  const theme = { name: 'x', file: 'x', tokens: tokensOf('atlas') } as unknown as Theme
  const place = { file: 'deck.md', line: 3, column: 7 }
  const judge = (values: Record<string, string>) =>
    checkChartColours(theme, {
      css: '',
      problems: [],
      values: new Map(Object.entries(values)),
      places: new Map(Object.keys(values).map((name) => [name, place])),
    } as never).map(({ message }) => message)
  expect(judge({})).toEqual([])
  expect(judge({ c1: '#1b4a8a', c3: '#1c4b8b' })).toEqual(['The data colours `c1` and `c3` look alike in charts.'])
  expect(judge({ c1: '#8a5a00', c3: '#5a6a00' })).toEqual([
    'The data colours `c1` and `c3` look alike in charts for people with deuteranopia.',
  ])
})

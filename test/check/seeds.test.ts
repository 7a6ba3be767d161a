// Faults that an audience sees, one on each slide, and what is to be found there stands on the slide: `<!-- Expected: overlap. -->`.
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Browser } from '../../src/export/browser/browser.js'
import { checkFile } from './checked.js'
import { launchOurs } from './surveyed.js'

const folder = join(import.meta.dirname, '..', 'decks', 'check', 'seeds')
const decks = (await readdir(folder)).filter((name) => name.endsWith('.md'))

let browser: Browser
beforeAll(async () => {
  browser = await launchOurs()
})
afterAll(() => browser.close())

/** What comes from one cause is told once, with its slides. */
function isNamed(slide: number, message: string): boolean {
  const list = /, on slides ([\d–, and]+)/.exec(message)?.[1] ?? ''
  return list.split(/, | and /).some((range) => {
    const [from = 0, to = from] = range.split('–').map(Number)
    return slide >= from && slide <= to
  })
}

let count = 0
test.each(decks)(
  'Each slide of %s has the fault that it tells of, and no other',
  { timeout: 120_000 },
  async (name) => {
    const { deck, problems } = await checkFile(browser, join(folder, name), { root: join(folder, '..') })
    const wrong = deck.slides.flatMap(({ index, title, notes }) => {
      const expected = /Expected: ([\w-]+)\./.exec(notes.join(' '))?.[1]
      const found = problems.filter(({ slide, message }) => slide === index + 1 || isNamed(index + 1, message))
      if (expected !== undefined) count++
      const isHit = found.some(({ code }) => code === expected)
      const others = found.filter(({ code }) => code !== expected).map(({ code, message }) => `${code} ${message}`)
      return [...(isHit ? [] : [`not ${expected}`]), ...others].map((what) => `${index + 1} ${title}: ${what}`)
    })
    expect(wrong).toEqual([])
  },
)

test('There are more than sixty of them', () => {
  expect(count).toBeGreaterThanOrEqual(60)
})

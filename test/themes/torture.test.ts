// Every layout of every pack with more than anybody should put on a slide, and in scripts that are not Latin.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { TextFloors } from '../../src/check/measure/faults.js'
import type { Browser } from '../../src/export/browser/run/browser.js'
import { launchOurs } from '../check/measured.js'
import { inspect, narrow, wide } from './inspect.js'

const root = join(import.meta.dirname, '..', '..')
const assets = join(root, 'themes', 'brand', 'assets')
const files = {
  'figure.svg': await readFile(join(assets, 'figure.svg')),
  'ground.svg': await readFile(join(assets, 'ground.svg')),
}
const deckOf = (name: string) => readFile(join(root, 'test', 'decks', 'packs', `${name}.md`), 'utf8')

let browser: Browser
beforeAll(async () => {
  browser = await launchOurs()
})
afterAll(() => browser.close())

/** What cannot be read on any slide of a deck in this theme, and what Lectern itself says. */
async function faults(name: string, theme: string, floors: TextFloors, contrast = false): Promise<string[]> {
  const size = floors === wide ? '16:9' : '4:3'
  const text = (await deckOf(name)).replace(/^theme: .*$/m, `theme: ${theme}\nsize: ${size}`)
  const { found, problems } = await inspect(browser, text, files, { floors, contrast })
  return [...problems, ...found]
}

describe.each(['atlas', 'brand', 'lecture', 'lens', 'night', 'paper', 'pebble', 'terminal'])('%s', (theme) => {
  test('keeps long headings, full lists and wide tables on the slide, in both schemes', async () => {
    expect(await faults('torture', theme, wide, true)).toEqual([])
  })

  test('does so at 4:3', async () => {
    expect(await faults('torture', theme, narrow)).toEqual([])
  })

  test('sets ideographs, and mirrors itself for what is written from right to left', async () => {
    expect(await faults('japanese', theme, wide)).toEqual([])
    expect(await faults('arabic', theme, wide)).toEqual([])
  })
})

// Every layout of every pack with more than anybody should put on a slide, and in scripts that are not Latin.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildDeck, printDocument } from '../browser/exported.js'
import { openBrowser, openFile } from '../browser/open.js'
import { type Floors, measureContrast, measureLayout, narrow, wide } from './measure.js'

const root = join(import.meta.dirname, '..', '..')
const assets = join(root, 'themes', 'brand', 'assets')
const files = {
  'figure.svg': await readFile(join(assets, 'figure.svg')),
  'ground.svg': await readFile(join(assets, 'ground.svg')),
}
const deckOf = (name: string) => readFile(join(root, 'test', 'decks', 'packs', `${name}.md`), 'utf8')

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

/** What cannot be read on any slide of a deck in this theme, and what Lectern itself says. */
async function faults(name: string, theme: string, floors: Floors, contrast = false): Promise<string[]> {
  const size = floors === wide ? '16:9' : '4:3'
  const text = (await deckOf(name)).replace(/^theme: .*$/m, `theme: ${theme}\nsize: ${size}`)
  const built = await buildDeck(text, { files })
  const { page } = await openFile(browser, await printDocument(built))
  const found = [...built.deck.problems.map(({ message }) => message), ...(await measureLayout(page, floors))]
  for (const scheme of contrast ? (['light', 'dark'] as const) : [])
    found.push(...(await measureContrast(page, scheme)).map((what) => `${scheme} ${what}`))
  await page.close()
  return found
}

describe.each(['atlas', 'brand', 'lecture', 'night', 'paper', 'terminal'])('%s', (theme) => {
  // The previews measure contrast everywhere; only night puts text on panels of another colour.
  test('keeps long headings, full lists and wide tables on the slide', async () => {
    expect(await faults('torture', theme, wide, theme === 'night')).toEqual([])
  })

  test('does so at 4:3', async () => {
    expect(await faults('torture', theme, narrow)).toEqual([])
  })

  test('sets ideographs, and mirrors itself for what is written from right to left', async () => {
    expect(await faults('japanese', theme, wide)).toEqual([])
    expect(await faults('arabic', theme, wide)).toEqual([])
  })
})

test('a page number stands at the left, and a list begins at the right, where Arabic is written', async () => {
  const built = await buildDeck(await deckOf('arabic'), { files })
  const { page } = await openFile(browser, await printDocument(built))
  const [number, item] = (await page.evaluate(`(() => {
    const section = document.querySelectorAll('.lectern-slide section[id]')[4]
    const number = getComputedStyle(section, '::after')
    const box = section.querySelector('li').getBoundingClientRect()
    return [parseFloat(number.left) + parseFloat(number.width) < 640, box.right > section.getBoundingClientRect().right - 200]
  })()`)) as [boolean, boolean]
  await page.close()
  expect([number, item]).toEqual([true, true])
})

// Decks as people write them, in every pack: what leaves the slide, is cut, lies over or behind something, is broken or too small to be read.
// `PACKS=night DECKS=review,pitch` in the environment looks at some of them only; a failure lists every finding.
import { existsSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser } from 'puppeteer-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser } from '../browser/open.js'
import { lookAt, ordinaryDecks } from './ordinary.js'

const root = join(import.meta.dirname, '..', '..')
const chosen = (name: string, all: readonly string[]): readonly string[] => process.env[name]?.split(',') ?? all
const packs = (await readdir(join(root, 'themes'))).filter((name) =>
  existsSync(join(root, 'themes', name, 'preview.md')),
)

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

test.each(chosen('PACKS', packs))('%s bears what ordinary people write', { timeout: 180_000 }, async (pack) => {
  const left = [...chosen('DECKS', ordinaryDecks)]
  const faults: string[] = []
  const work = async (): Promise<void> => {
    for (let name = left.shift(); name !== undefined; name = left.shift()) {
      const seen = await lookAt(browser, name, pack)
      faults.push(...seen.map(({ slide, kind, text, by }) => `${name} ${slide} ${kind}: “${text}” ${by}`))
    }
  }
  // One compiles while the other is laid out.
  await Promise.all([work(), work()])
  expect(faults).toEqual([])
})

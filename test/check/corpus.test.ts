// Decks with seeded mistakes, and good ones: what is found, and what is not. Each mistake is written where it is, see
// `expectations.ts`.
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Browser } from '../../src/export/browser/run/browser.js'
import { checkFile } from './checked.js'
import { compare, expectationsOf, tell } from './expectations.js'
import { launchOurs } from './measured.js'
import { noise } from './noise.js'

const decks = join(import.meta.dirname, '..', 'decks', 'check')

let browser: Browser
let folder: string
beforeAll(async () => {
  browser = await launchOurs()
  folder = await mkdtemp(join(tmpdir(), 'lectern-corpus-'))
  await cp(decks, folder, { recursive: true })
  await writeFile(join(folder, 'bad', 'files', 'huge.png'), noise(1100))
  await cp(join(folder, 'bad', 'files'), join(folder, 'good', 'files'), { recursive: true })
})
afterAll(async () => {
  await browser.close()
  await rm(folder, { recursive: true, force: true })
})

const names = async (kind: 'bad' | 'good'): Promise<string[]> =>
  (await readdir(join(decks, kind))).filter((name) => name.endsWith('.md'))
const settings = new Map([['spelling', { level: 'warning' }]] as const)
/** A busy machine lays out several of them at a time. */
const timeout = 300_000

test.concurrent.each(await names('bad'))(
  'the mistakes of %s are found at their places, and nothing else',
  {
    timeout,
  },
  async (name) => {
    const path = join(folder, 'bad', name)
    const { deck, problems } = await checkFile(browser, path, { settings })
    expect(compare(expectationsOf(await readFile(path, 'utf8'), deck), problems)).toEqual([])
  },
)

test.concurrent.each(await names('good'))('nothing is found in %s, at any of its steps', { timeout }, async (name) => {
  const { problems } = await checkFile(browser, join(folder, 'good', name), { settings })
  expect(problems.map(tell)).toEqual([])
})

test('there are at least 150 mistakes', async () => {
  const texts = await Promise.all((await names('bad')).map((name) => readFile(join(decks, 'bad', name), 'utf8')))
  expect(texts.join('').match(/(?:<!--|^#) expect: /gm)?.length).toBeGreaterThanOrEqual(150)
})

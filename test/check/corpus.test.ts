// Decks with seeded mistakes, and good ones: what is found, and what is not. Each mistake is written where it is, see
// `expectations.ts`.
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Browser } from '../../src/export/browser/browser.js'
import type { Deck } from '../../src/model/deck.js'
import type { Problem } from '../../src/model/problem.js'
import { checkFile } from './checked.js'
import { compare, expectationsOf, tell } from './expectations.js'
import { noise } from './noise.js'
import { launchOurs } from './surveyed.js'

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

const withSpelling = new Map([['spelling', { level: 'warning' }]] as const)

interface Found {
  readonly name: string
  readonly path: string
  readonly deck: Deck
  readonly problems: readonly Problem[]
}

/** Two at a time: one compiles while the other is laid out. */
async function checkAll(kind: 'bad' | 'good'): Promise<Found[]> {
  const names = (await readdir(join(folder, kind))).filter((name) => name.endsWith('.md'))
  const found: Found[] = []
  const work = async (): Promise<void> => {
    for (let name = names.shift(); name !== undefined; name = names.shift()) {
      const path = join(folder, kind, name)
      found.push({ name, path, ...(await checkFile(browser, path, { settings: withSpelling })) })
    }
  }
  await Promise.all([work(), work()])
  return found
}

test('every seeded mistake is found at its place, and nothing else', { timeout: 300_000 }, async () => {
  let count = 0
  const wrong: string[] = []
  for (const { name, path, deck, problems } of await checkAll('bad')) {
    const expected = expectationsOf(await readFile(path, 'utf8'), deck)
    count += expected.length
    wrong.push(...compare(expected, problems).map((what) => `${name}: ${what}`))
  }
  expect(wrong).toEqual([])
  expect(count).toBeGreaterThanOrEqual(150)
})

test('good decks have nothing in them, at any of their steps', async () => {
  const all = await checkAll('good')
  expect(all.flatMap(({ name, problems }) => problems.map((problem) => `${name}: ${tell(problem)}`))).toEqual([])
})

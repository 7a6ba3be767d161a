// Small decks with one mistake each, and good ones: what is found, and what is not.
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Browser } from '../../src/export/browser.js'
import { checkFile } from './checked.js'
import { noise } from './noise.js'
import { launchOurs } from './surveyed.js'

interface Expected {
  readonly rule: string
  readonly slide?: number
  readonly line?: number
  /** Beginning of the element. */
  readonly element?: string
  /** The moment before the end that it is seen at. */
  readonly step?: number
  /** What the same mistake also is. */
  readonly also?: readonly string[]
}

const decks = join(import.meta.dirname, '..', 'decks', 'check')
const expected = JSON.parse(await readFile(join(decks, 'expected.json'), 'utf8')) as Readonly<Record<string, Expected>>

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

test('every seeded mistake is found at its place, and nothing else', async () => {
  const names = Object.keys(expected)
  expect(names.length).toBeGreaterThanOrEqual(60)
  const wrong: string[] = []
  for (const name of names) {
    const { rule, slide, line, element, step, also = [] } = expected[name] ?? { rule: '' }
    const { problems } = await checkFile(browser, join(folder, 'bad', `${name}.md`))
    const hits = problems.filter(
      ({ code, place, spot, slide: on, step: at }) =>
        code === rule &&
        (slide === undefined || on === slide) &&
        at === step &&
        (line === undefined || place.line === line) &&
        (element === undefined || spot?.element.startsWith(element) === true),
    )
    const others = problems.filter((problem) => !hits.includes(problem) && !also.includes(problem.code))
    if (hits.length === 0) wrong.push(`${name}: ${rule} was not found`)
    for (const { code, place, slide: on, message, spot } of others)
      wrong.push(`${name}: also ${code} ${place.line}:${place.column} slide ${on} ${spot?.element ?? ''} ${message}`)
  }
  expect(wrong).toEqual([])
})

test('good decks have nothing in them, at any of their steps', async () => {
  const names = (await readdir(join(folder, 'good'))).filter((name) => name.endsWith('.md'))
  const found: string[] = []
  for (const name of names) {
    const { problems } = await checkFile(browser, join(folder, 'good', name))
    found.push(...problems.map(({ code, place, message }) => `${name}:${place.line} ${code} ${message}`))
  }
  expect(found).toEqual([])
})

// Small decks with one mistake each, and good ones: what is found, and what is not.
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Browser } from '../../src/export/browser/browser.js'
import type { Problem } from '../../src/model/problem.js'
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

const withSpelling = new Map([['spelling', { level: 'warning' }]] as const)

/** Two at a time: one compiles while the other is laid out. */
async function checkAll(kind: 'bad' | 'good', names: readonly string[]): Promise<Map<string, readonly Problem[]>> {
  const found = new Map<string, readonly Problem[]>()
  const left = [...names]
  const work = async (): Promise<void> => {
    for (let name = left.shift(); name !== undefined; name = left.shift())
      found.set(name, (await checkFile(browser, join(folder, kind, `${name}.md`), { settings: withSpelling })).problems)
  }
  await Promise.all([work(), work()])
  return found
}

function isHit({ rule, slide, line, element, step }: Expected, { code, place, spot, ...problem }: Problem): boolean {
  return (
    code === rule &&
    (slide === undefined || problem.slide === slide) &&
    problem.step === step &&
    (line === undefined || place.line === line) &&
    (element === undefined || spot?.element.startsWith(element) === true)
  )
}

const tell = ({ code, place, slide, message, spot }: Problem): string =>
  `${code} ${place.line}:${place.column} slide ${slide} ${spot?.element ?? ''} ${message}`

test('every seeded mistake is found at its place, and nothing else', { timeout: 300_000 }, async () => {
  const all = await checkAll('bad', Object.keys(expected))
  const missed = Object.entries(expected).filter(
    ([name, one]) => !all.get(name)?.some((problem) => isHit(one, problem)),
  )
  const wrong = Object.entries(expected).flatMap(([name, one]) =>
    (all.get(name) ?? [])
      .filter((problem) => !isHit(one, problem) && one.also?.includes(problem.code) !== true)
      .map((problem) => `${name}: also ${tell(problem)}`),
  )
  expect([...missed.map(([name, { rule }]) => `${name}: ${rule} was not found`), ...wrong]).toEqual([])
  const count = Object.keys(expected).length
  const twice = Object.values(expected).filter(({ also = [] }) => also.length > 0).length
  const recall = Math.round(((count - missed.length) / count) * 100)
  const precision = Math.round((count / (count + wrong.length)) * 100)
  const page = await readFile(join(import.meta.dirname, '..', '..', 'src', 'check', 'README.md'), 'utf8')
  expect(page).toContain(`has ${count} small decks with one seeded mistake each`)
  expect(page).toContain(`(recall ${recall} %, precision ${precision} %). In ${twice} of them`)
})

test('good decks have nothing in them, at any of their steps', async () => {
  const names = (await readdir(join(folder, 'good'))).filter((name) => name.endsWith('.md'))
  const all = await checkAll(
    'good',
    names.map((name) => name.slice(0, -3)),
  )
  expect([...all].flatMap(([name, problems]) => problems.map((problem) => `${name}: ${tell(problem)}`))).toEqual([])
})

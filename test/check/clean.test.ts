// Decks that nobody has to be ashamed of: no rule may find anything in them.
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { rules } from '../../src/check/rules.js'
import type { Browser } from '../../src/export/browser/run/browser.js'
import { checkFile } from './checked.js'
import { launchOurs } from './measured.js'
import { noise } from './noise.js'

const root = join(import.meta.dirname, '..', '..')
const packs = (await readdir(join(root, 'themes'), { withFileTypes: true }))
  .filter((entry) => entry.isDirectory() && entry.name !== 'base')
  .map(({ name }) => name)

let browser: Browser
let folder: string
beforeAll(async () => {
  browser = await launchOurs()
  folder = await mkdtemp(join(tmpdir(), 'lectern-clean-'))
  await cp(join(root, 'test', 'decks', 'check', 'bad', 'files'), folder, { recursive: true })
  await writeFile(join(folder, 'huge.png'), noise(1100))
})
afterAll(async () => {
  await browser.close()
  await rm(folder, { recursive: true, force: true })
})

async function findings(path: string): Promise<string[]> {
  const { problems } = await checkFile(browser, path)
  return problems.map(({ code, slide, message }) => `${code} on slide ${slide}: ${message}`)
}

describe.each(packs)('The pack %s', (pack) => {
  test('has a preview in which nothing is found', async () => {
    expect(await findings(join(root, 'themes', pack, 'preview.md'))).toEqual([])
  })

  test('carries the talk, and nothing is found', async () => {
    const talk = await readFile(join(root, 'slides', 'the-rise-of-python', 'deck.md'), 'utf8')
    const path = join(folder, `talk-${pack}.md`)
    await writeFile(path, talk.replace(/^theme: .*$/m, `theme: ${pack}`))
    expect(await findings(path)).toEqual([])
  })
})

/** A deck of a rule's documentation, in a theme. */
async function written(name: string, markdown: string, theme: string): Promise<string> {
  const head = markdown.startsWith('---\n') ? markdown.slice(4) : `lang: en\n---\n\n${markdown}`
  const lang =
    /^lang:/m.test(head.slice(0, head.indexOf('---'))) || name.startsWith('language-missing') ? '' : 'lang: en\n'
  const path = join(folder, name)
  await mkdir(folder, { recursive: true })
  await writeFile(path, `---\ntheme: ${theme}\n${lang}${head}\n`)
  return path
}

test.each(rules.map((rule, index) => ({ ...rule, theme: packs[index % packs.length] ?? 'atlas' })))(
  'The good example of $id is clean in $theme, and the bad one is not',
  async ({ id, good, bad, theme }) => {
    expect(await findings(await written(`${id}-good.md`, good, theme))).toEqual([])
    const on = new Map([[id, { level: 'error' as const }]])
    const { problems } = await checkFile(browser, await written(`${id}-bad.md`, bad, 'atlas'), { settings: on })
    expect(problems.map(({ code }) => code)).toContain(id)
  },
)

// Decks that want to break a check: there are findings, or a clear problem, within the deadline, and never a hang.
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Browser } from '../../src/export/browser/run/browser.js'
import { folderWith, lectern } from '../cli/lectern.js'
import { checkFile } from './checked.js'
import { launchOurs } from './measured.js'

let browser: Browser
let folder: string
beforeAll(async () => {
  browser = await launchOurs()
  folder = await mkdtemp(join(tmpdir(), 'lectern-hostile-'))
})
afterAll(async () => {
  await browser.close()
  await rm(folder, { recursive: true, force: true })
})

async function codes(body: string): Promise<string[]> {
  const path = join(folder, 'deck.md')
  await writeFile(path, `---\nlang: en\n---\n\n${body}\n`)
  const { problems } = await checkFile(browser, path)
  return [...new Set(problems.map(({ code }) => code))]
}

describe('A hostile deck is told about', () => {
  test.each([
    ['hides everything', '<style>* { display: none !important }</style>\n\n# Here', ['empty-slide']],
    ['has letters of no size', '<style>* { font-size: 0 !important }</style>\n\n# Here', ['empty-slide']],
    ['is invisible', '<style>section * { visibility: hidden !important }</style>\n\n# Here', ['empty-slide']],
    ['throws its text away', '<style>h1 { position: fixed; left: 99999px }</style>\n\n# Here', ['overflow']],
    ['is as large as a house', '<style>section { font-size: 9000px !important }</style>\n\nHere', ['overflow']],
    [
      'has a broken font',
      '<style>@font-face { font-family: X; src: url(x.woff2) } h1 { font-family: X }</style>\n\n# Here',
      ['font-missing'],
    ],
    [
      'hides names of the page',
      '<img name="querySelectorAll" alt="x"><a id="documentElement">a</a>\n\n<style>h1 { color: #fefefe }</style>\n\n# Here',
      ['contrast'],
    ],
    [
      'turns for ever',
      '<style>@keyframes t { to { rotate: 1turn } } h1 { animation: t 1s infinite }</style>\n\n# Here',
      ['motion'],
    ],
    [
      'points nowhere',
      '<style>* { pointer-events: none !important } h1 { color: #fefefe }</style>\n\n# Here',
      ['contrast'],
    ],
  ])('when it %s', async (_, body, wanted) => {
    expect(await codes(body)).toEqual(expect.arrayContaining(wanted))
  })

  test('when three hundred steps move everything', async () => {
    const css =
      '<style>[data-lectern-later] { display: none } section:has([data-lectern-later]) li { font-size: 19px }</style>'
    const list = Array.from({ length: 300 }, (_, index) => `* Step ${index}`).join('\n')
    expect(await codes(`${css}\n\n# Many\n\n${list}`)).toEqual(
      expect.arrayContaining(['too-many-steps', 'text-too-small', 'overflow']),
    )
  })

  test('when one slide has twenty thousand words', async () => {
    expect(await codes(`# Long\n\n${'word '.repeat(20_000)}`)).toEqual(
      expect.arrayContaining(['too-much-text', 'overflow']),
    )
  })
})

test('a script that never ends meets the deadline, and the command goes on', async () => {
  const cwd = await folderWith({ 'loop.md': '# Loop\n\n<script>for (;;);</script>\n' })
  const { code, err } = await lectern(['check', 'loop.md', '--unsafe-html', '--timeout', '3'], { cwd })
  expect(code).toBe(4)
  expect(err).toMatch(/^loop\.md error Checking loop\.md took longer than 3 s\. deadline-passed$/m)
})

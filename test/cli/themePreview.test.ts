// The command, and the page that it makes in a real browser: all themes in the real talk are measured elsewhere; here two.
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import axe from 'axe-core'
import { PNG } from 'pngjs'
import type { Browser, Page } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { expectOutput } from '../api/schemas.js'
import { openBrowser, openFile } from '../browser/open.js'
import { folderWith, lectern, type Outcome } from './lectern.js'

const deck = `---
title: Two & three <b>
theme: paper
---

<!-- _class: title -->

# The first

---

## The "second"

- one
- two

---

# The third
`

let folder: string
let made: Outcome
let browser: Browser
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lectern-preview-'))
  await writeFile(join(folder, 'talk.md'), deck)
  browser = await openBrowser()
  made = await lectern(['theme', 'preview', 'talk.md', '--theme', 'paper, night'], { cwd: folder })
})
afterAll(async () => {
  await browser.close()
  await rm(folder, { recursive: true })
})

const out = (name: string) => join(folder, 'dist/theme-preview', name)
const open = async (hash = '') => (await openFile(browser, pathToFileURL(out('index.html')).href + hash)).page

/** Everything that shows: pictures by what they say, and where the page says it is. */
const seen = async (page: Page) =>
  (await page.evaluate(`({
    hash: location.hash,
    pictures: [...document.images].filter((image) => image.getClientRects().length > 0).map(({ alt }) => alt),
    said: document.querySelector('[role=status]').textContent,
  })`)) as { hash: string; pictures: string[]; said: string }

const press = async (page: Page, key: Parameters<Page['keyboard']['press']>[0]) => {
  await page.keyboard.press(key)
  return seen(page)
}

describe('lectern theme preview', () => {
  test('makes one page and a contact sheet of each theme and scheme', async () => {
    expect([made.code, made.out]).toEqual([0, ''])
    expect(made.err).toMatch(/✓ dist\/theme-preview\/index.html \(.* MB, 2 themes\)/)
    expect((await readdir(out(''))).sort()).toEqual([
      'index.html',
      'night-dark.png',
      'night-light.png',
      'paper-dark.png',
      'paper-light.png',
    ])
    const html = await readFile(out('index.html'), 'utf8')
    expect(html).toContain('<title>Two &amp; three &lt;b&gt; in 2 themes</title>')
    expect(html.match(/src="data:image\/webp;base64,UklGR/g)).toHaveLength(12)
    expect(html.match(/(?:src|href)="(?!#|data:).{9}/g)).toBeNull()
    const { width, height, data } = PNG.sync.read(await readFile(out('night-dark.png')))
    expect([width, height > 300]).toEqual([1600, true])
    // The first slide's upper left corner, on night's near-black.
    const at = (90 * width + 60) * 4
    expect(Math.max(...data.subarray(at, at + 3))).toBeLessThan(60)
  })

  test('shows all slides of the deck’s own theme first, and is clicked through by keyboard', async () => {
    const page = await open()
    expect(await seen(page)).toMatchObject({
      hash: '',
      pictures: ['1. The first, in Paper, light', '2. The "second", in Paper, light', '3. The third, in Paper, light'],
      said: 'Paper, light, all slides',
    })
    expect((await press(page, 'ArrowRight')).said).toBe('Night, light, all slides')
    expect((await press(page, 'd')).said).toBe('Night, dark, all slides')
    await page.click('.theme:not([hidden]) .scheme:not([hidden]) a[data-slide="2"]')
    expect(await seen(page)).toMatchObject({ hash: '#night/dark/2', pictures: ['2. The "second", in Night, dark'] })
    expect((await press(page, 'ArrowRight')).pictures).toEqual(['3. The third, in Night, dark'])
    expect((await press(page, 'ArrowRight')).hash).toBe('#night/dark/3')
    expect((await press(page, 'ArrowDown')).pictures).toEqual(['3. The third, in Paper, dark'])
    expect((await press(page, 'a')).pictures).toEqual(['3. The third, in Paper, dark', '3. The third, in Night, dark'])
    expect((await press(page, 'ArrowLeft')).pictures[1]).toBe('2. The "second", in Night, dark')
    const back = await press(page, 'Escape')
    expect([back.hash, back.pictures.length]).toEqual(['#paper/dark', 3])
    expect(await page.evaluate('document.activeElement.dataset.slide')).toBe('2')
    await page.goBack()
    await page.waitForFunction("document.querySelector('[role=status]').textContent.endsWith('all themes')")
    expect((await seen(page)).hash).toBe('#paper/dark/2/themes')
    await page.close()
  })

  test('has buttons and links for all of it, which axe has nothing against in either scheme', async () => {
    for (const hash of ['', '#night/dark/2', '#night/dark/2/themes']) {
      for (const scheme of ['light', 'dark'] as const) {
        const { page, complaints } = await openFile(browser, pathToFileURL(out('index.html')).href + hash, { scheme })
        await page.evaluate(axe.source)
        const found = await page.evaluate(
          `axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => violations.map(({ id, nodes }) => id + ' ' + nodes[0].html.slice(0, 90)))`,
        )
        expect([hash, scheme, found, complaints]).toEqual([hash, scheme, [], []])
        await page.close()
      }
    }
    const page = await open('#night/dark/2')
    await page.click('button[data-scheme=light]')
    await page.click('nav a[data-theme=paper]')
    await page.click('[aria-label="Next slide"]')
    expect((await seen(page)).hash).toBe('#paper/light/3')
    await page.click('button[data-view=sheet]')
    expect((await seen(page)).hash).toBe('#paper/light')
    await page.close()
  })

  test('shows everything without JavaScript, too', async () => {
    const { page } = await openFile(browser, pathToFileURL(out('index.html')).href, { javascript: false })
    expect((await page.$$('.sheet img')).length).toBe(12)
    expect(await page.$eval('[data-part=controls]', (element) => element.getClientRects().length)).toBe(0)
    await page.close()
  })

  test('shows the previews of packs when no deck is named, and samples where a theme has none', async () => {
    const css = '/* @theme plain */\nsection { width: 1280px; height: 720px; font: 30px sans-serif }\n'
    const cwd = await folderWith({ 'plain.css': css })
    const { code, out: json } = await lectern(['theme', 'preview', '--theme', './plain.css', '-o', 'shown', '--json'], {
      cwd,
    })
    expectOutput('theme-preview', json)
    const { artefacts, problems } = JSON.parse(json)
    expect([code, problems, artefacts.map(({ path }: { path: string }) => path)]).toEqual([
      0,
      [],
      [join(cwd, 'shown/index.html'), join(cwd, 'shown/plain-light.png')],
    ])
  })

  test('shows the other themes when one cannot show the deck, and says why', async () => {
    const lying = `${deck}\n\n---\n\n<!-- _class: chart -->\n\n| a | b |\n|---|---|\n| x | y |\n`
    const files = { 'talk.md': lying, 'bare.css': '/* @theme bare */\nsection { width: 1280px; height: 720px }\n' }
    const cwd = await folderWith(files)
    const { code, err } = await lectern(['theme', 'preview', 'talk.md', '--theme', './bare.css,paper'], { cwd })
    expect([code, err]).toEqual([1, expect.stringContaining('chart-unreadable')])
    const html = await readFile(join(cwd, 'dist/theme-preview/index.html'), 'utf8')
    expect(html).toContain('has an error')
    expect(html.match(/src="data:image/g)).toHaveLength(4)
  })

  test('refuses what it does not understand', async () => {
    const refused = async (...args: string[]) => {
      const { code, err } = await lectern(['theme', 'preview', ...args], { cwd: folder })
      return `${code} ${err}`
    }
    expect(await refused('talk.md', '--theme', 'paper,nigt')).toMatch(
      /^2 [^\n]*“nigt” does not exist.*\n.*Did you mean `night`/,
    )
    expect(await refused('talk.md', '-o', 'x.html')).toMatch(/^2 [^\n]*“x.html” is not a folder/)
    expect(await refused('gone.md')).toMatch(/^2 [^\n]*`gone.md` does not exist/)
  })
})

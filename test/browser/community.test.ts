// Decks in themes of the community, as pictures: ours beside plain Marp Core's, in the same browser with the same fonts.
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { PNG } from 'pngjs'
import type { Browser, Page } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { communityFolder, plainMarp } from '../compile/community.js'
import { type Built, buildDeck, printDocument } from './exported.js'
import { openBrowser, openFile } from './open.js'

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

/** Our deck, with the theme's plain CSS file in the project's `themes/`. */
async function ours(name: string): Promise<Built> {
  const read = (file: string) => readFile(join(communityFolder, name, file))
  return buildDeck((await read('deck.md')).toString(), { files: { [`themes/${name}.css`]: await read('theme.css') } })
}

/** Plain Marp's own page, with its script for fitting, next to our document. */
async function openPlain(name: string, folder: string): Promise<Page> {
  const { html, css: remote } = plainMarp(name, true)
  // The fonts of formulas come from a CDN there; without the network, from the same package.
  const katex = new URL('fonts/', import.meta.resolve('katex')).href
  const css = remote.replace(/https:\/\/cdn\.jsdelivr\.net\/npm\/katex@[\d.]+\/dist\/fonts\//g, katex)
  const path = join(folder, 'plain.html')
  await writeFile(
    path,
    `<!doctype html><meta charset="utf-8"><style>body{margin:0}svg[data-marpit-svg]{display:block}\n${css}</style><div class="marpit">${html.join('')}</div>`,
  )
  const page = await browser.newPage()
  await page.setViewport({ width: 1280, height: 800 })
  await page.goto(pathToFileURL(path).href)
  await page.evaluate('document.fonts.ready')
  return page
}

/** Pictures of all slides, all of one size. */
async function pictures(page: Page, selector: string): Promise<PNG[]> {
  const found: PNG[] = []
  for (const slide of await page.$$(selector)) {
    await slide.evaluate((element) => {
      const { style } = element as unknown as { style: Record<string, string> }
      Object.assign(style, { width: '640px', height: 'auto', display: 'block' })
    })
    found.push(PNG.sync.read(Buffer.from(await slide.screenshot())))
  }
  return found
}

/** Share of the pixels that differ visibly. */
function difference(one: PNG, other: PNG): number {
  if (one.width !== other.width || one.height !== other.height) return 1
  let different = 0
  for (let at = 0; at < one.data.length; at += 4)
    if ([0, 1, 2].some((part) => Math.abs((one.data[at + part] ?? 0) - (other.data[at + part] ?? 0)) > 24)) different++
  return different / (one.width * one.height)
}

describe('a theme of the community looks as in Marp', () => {
  test.each(['beamer', 'classroom', 'columns', 'corporate', 'quiet'])('%s', async (name) => {
    const built = await ours(name)
    const { page } = await openFile(browser, await printDocument(built, 'every'))
    const plain = await openPlain(name, built.folder)
    const [here, there] = [await pictures(page, 'svg[data-marpit-svg]'), await pictures(plain, 'svg[data-marpit-svg]')]
    await page.close()
    await plain.close()
    expect(here.length).toBe(built.deck.slides.length)
    expect(
      here.map((picture, index) => difference(picture, there[index] ?? picture)).filter((share) => share > 0.002),
    ).toEqual([])
    expect(there.length).toBe(here.length)
  })
})

test('rules for .hljs give code their colours', async () => {
  const { page } = await openFile(browser, await printDocument(await ours('retro-code')))
  const colours = await page.evaluate(`['comment', 'keyword', 'number', 'string', 'deletion', 'addition'].map((name) =>
    getComputedStyle(document.querySelector('.hljs-' + name)).color)`)
  // Marp Core 4 put the class nowhere, so a rule for it alone changes nothing.
  const holders = await page.evaluate(`document.querySelectorAll('.hljs').length`)
  await page.close()
  expect(colours).toEqual([
    'rgb(88, 110, 117)',
    'rgb(133, 153, 0)',
    'rgb(211, 54, 130)',
    'rgb(42, 161, 152)',
    'rgb(220, 50, 47)',
    'rgb(133, 153, 0)',
  ])
  expect(holders).toBe(0)
})

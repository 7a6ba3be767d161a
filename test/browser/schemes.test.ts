// What a pack draws itself follows the colour scheme, and the side that a language begins at.
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildDeck, printDocument } from './exported.js'
import { openBrowser, openFile } from './open.js'

const root = join(import.meta.dirname, '..', '..')
const packs = (await readdir(join(root, 'themes'), { withFileTypes: true }))
  .filter((entry) => entry.isDirectory() && entry.name !== 'base')
  .map(({ name }) => name)

const drawn = `
<!-- _class: code -->
\`\`\`js
const a = 1
\`\`\`

---

\`\`\`mermaid
graph LR
  a --> b
\`\`\`

---

<!-- _class: chart -->
| a | b |
|---|---|
| 1 | 2 |
`

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

describe.each(packs)('%s', (pack) => {
  test('gives code, diagrams and charts the colours of the scheme', async () => {
    const { page } = await openFile(browser, await printDocument(await buildDeck(`---\ntheme: ${pack}\n---\n${drawn}`)))
    const coloursIn = (scheme: string) =>
      page.evaluate(`(() => {
        document.documentElement.style.colorScheme = '${scheme}'
        const colour = (selector, name, pseudo) => getComputedStyle(document.querySelector(selector), pseudo)[name]
        return [
          colour('section.code .line span', 'color'),
          colour('section.code .shiki', 'backgroundColor'),
          colour('svg[data-marp-mermaid] text', 'fill'),
          colour('svg[data-marp-mermaid] rect', 'stroke'),
          colour('section.chart .lc-up', 'fill'),
        ]
      })()`) as Promise<string[]>
    const light = await coloursIn('light')
    const dark = await coloursIn('dark')
    await page.close()
    expect(light.filter((colour, index) => colour === dark[index])).toEqual([])
  })

  test('puts page numbers to the left and lists to the right where Arabic is written', async () => {
    const text = await readFile(join(root, 'test', 'decks', 'packs', 'arabic.md'), 'utf8')
    const assets = join(root, 'themes', 'brand', 'assets')
    const files = { 'ground.svg': await readFile(join(assets, 'ground.svg')) }
    const deck = await buildDeck(text.replace('theme: atlas', `theme: ${pack}`), { files })
    const { page } = await openFile(browser, await printDocument(deck))
    const sides = await page.evaluate(`(() => {
      const section = document.querySelectorAll('.lectern-slide section[id]')[4]
      const number = getComputedStyle(section, '::after')
      const fromRight = section.getBoundingClientRect().right - section.querySelector('li').getBoundingClientRect().right
      return [parseFloat(number.left) + parseFloat(number.width) < 640, fromRight < 200]
    })()`)
    await page.close()
    expect(sides).toEqual([true, true])
  })
})

test('a deck with `colorScheme: auto` follows the system until Shift+D, and paper stays light', async () => {
  const { url } = await buildDeck('---\ntheme: atlas\ncolorScheme: auto\n---\n# One')
  const { page } = await openFile(browser, url, { scheme: 'dark' })
  const ground = () => page.evaluate("getComputedStyle(document.querySelector('section[id]')).backgroundColor")
  const prefer = (value: string) => page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value }])
  const dark = await ground()
  await prefer('light')
  const light = await ground()
  expect(light).not.toBe(dark)
  await prefer('dark')
  expect(await ground()).toBe(dark)
  await page.keyboard.down('Shift')
  await page.keyboard.press('KeyD')
  expect(await ground()).toBe(light)
  await page.keyboard.press('KeyD')
  expect(await ground()).toBe(dark)
  await page.emulateMediaType('print')
  expect(await ground()).toBe(light)
  await page.close()
})

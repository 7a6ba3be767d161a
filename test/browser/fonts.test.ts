import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Built, buildDeck, printDocument } from './exported.js'
import { openBrowser, openFile } from './open.js'

// The rules by which fonts are left out are ours; which fonts a page needs is the browser's to say. A deck is opened with
// all of its fonts, and what the browser loaded must be in the deck that has only the used ones.

const golden = join(import.meta.dirname, '../decks/golden')
const everyTheme = ['default', 'gaia', 'uncover', 'atlas']
const prose = `
# Žluťoučký **kůň** *běží*

Привет, λόγος — “quotes” and \`code\` with $\\mathbf{x} + \\mathcal{Q} \\in \\mathbb{R}$ and $\\text{\\textit{words}}$

| a | b |
|---|---|
| **1** | *2* |

---

<!-- _class: lead invert title quote -->
> A quote, <strong>bold <em>and slanted</em></strong>

$$\\sum_{i=0}^n \\sqrt{\\frac{1}{\\boldsymbol{i}}} \\mathscr{L} \\mathfrak{g} \\mathsf{s} \\mathtt{t} \\left( \\Bigg[ \\int \\right)$$
`

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

/** Faces that the browser loads for the print document, or all that the document has. */
async function facesOf(built: Built, which: 'loaded' | 'all', fonts: 'every' | 'used'): Promise<string[]> {
  const { page } = await openFile(browser, await printDocument(built, fonts))
  const faces = await page.evaluate(`[...document.fonts]
    .filter((face) => ${which === 'all'} || face.status === 'loaded')
    .map(({ family, weight, style, unicodeRange }) => [family, weight, style, unicodeRange].join(' '))`)
  await page.close()
  return faces as string[]
}

describe('no font that the browser loads is left out', () => {
  test.each(everyTheme)('%s, with many scripts, slopes, weights and formulas', async (theme) => {
    const built = await buildDeck(`---\ntheme: ${theme}\n---\n${prose}`)
    const needed = await facesOf(built, 'loaded', 'every')
    const kept = await facesOf(built, 'all', 'used')
    expect(needed.length).toBeGreaterThan(5)
    expect(kept).toEqual(expect.arrayContaining(needed))
    expect(kept.length).toBeLessThan((await facesOf(built, 'all', 'every')).length)
  })

  test.each(readdirSync(golden))('the golden deck %s', async (name) => {
    const built = await buildDeck(readFileSync(join(golden, name, 'deck.md'), 'utf8'))
    const needed = await facesOf(built, 'loaded', 'every')
    expect(await facesOf(built, 'all', 'used')).toEqual(expect.arrayContaining(needed))
  })
})

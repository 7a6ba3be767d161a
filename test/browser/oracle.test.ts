// Oracle X of the acceptance list, in a browser that can reach a listening port: once without the policy, so that the
// sanitizer has to hold alone, and once without the sanitizer, so that the policy has to.

import { readFile, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { Marp } from '@marp-team/marp-core'
import type { Browser } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Deck } from '../../src/model/deck.js'
import { hostileDecks } from '../compile/hostileDecks.js'
import { type Canary, startCanary } from './canary.js'
import { buildDeck } from './exported.js'
import { openBrowser } from './open.js'

let browser: Browser
let canary: Canary

beforeAll(async () => {
  canary = await startCanary()
  browser = await openBrowser({ network: true })
})
afterAll(async () => {
  await browser.close()
  canary.close()
})

/** All decks of a case as slides of one, reporting to our port. */
function deckOf(decks: readonly string[]): string {
  const slides = decks.map((text) => text.replaceAll('127.0.0.1:9', canary.address))
  return ['# First', ...slides, '# Last'].join('\n\n---\n\n')
}

/** Runs in the page: hovers, focuses and clicks, except what would only lead to another page. */
const touchEverything = `for (const element of document.querySelectorAll('[data-current] *')) {
  for (const type of ['mouseover', 'focus', 'pointerenter']) element.dispatchEvent(new Event(type, { bubbles: true }))
  const href = element.getAttribute('href') ?? element.getAttribute('xlink:href')
  const leads = href !== null && ['http:', 'https:', 'file:', 'mailto:', 'tel:'].includes(new URL(href, location.href).protocol)
  if (!leads && typeof element.click === 'function') element.click()
}`

/** Opens the file, touches everything in it, and gives what happened. */
async function provoke(url: string): Promise<{ pwned: string; dialogs: string[]; hash: string }> {
  const page = await browser.newPage()
  const dialogs: string[] = []
  page.on('dialog', (dialog) => {
    dialogs.push(dialog.message())
    void dialog.dismiss()
  })
  await page.goto(url)
  await page.waitForSelector('html[data-lectern=ready]')
  const count = await page.$$eval('.lectern-slide', (all) => all.length)
  for (let index = 1; index < count; index++) {
    await page.evaluate(touchEverything)
    await page.keyboard.press('ArrowRight')
  }
  await page.keyboard.press('o')
  await page.keyboard.press('Escape')
  await page.keyboard.press('End')
  const pwned = String(await page.evaluate('typeof window.__pwn'))
  const hash = String(await page.evaluate('location.hash'))
  await page.close()
  return { pwned, dialogs, hash: hash === `#${count}` ? 'last' : hash }
}

describe.each(Object.entries(hostileDecks))('%s', (_, decks) => {
  test('the sanitizer holds alone', async () => {
    canary.hits.length = 0
    const { url } = await buildDeck(deckOf(decks))
    const path = fileURLToPath(url)
    const html = await readFile(path, 'utf8')
    const open = html.replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/i, '')
    expect(open.length).toBeLessThan(html.length)
    await writeFile(path, open)
    expect(await provoke(url)).toEqual({ pwned: 'undefined', dialogs: [], hash: 'last' })
    expect(canary.hits).toEqual([])
  })

  test('the policy holds alone', async () => {
    canary.hits.length = 0
    // No policy can stop a page from being sent elsewhere by its own markup; that is the sanitizer's.
    const text = deckOf(decks.filter((deck) => !/http-equiv|base href/.test(deck)))
    const raw = new Marp({ script: false, html: true }).render(text, { htmlAsArray: true }).html
    const tamper = (deck: Deck): Deck => ({
      ...deck,
      slides: deck.slides.map((slide, index) => ({ ...slide, html: raw[index] ?? slide.html })),
    })
    const { url } = await buildDeck(text, { tamper })
    const { pwned, dialogs } = await provoke(url)
    expect({ pwned, dialogs }).toEqual({ pwned: 'undefined', dialogs: [] })
    expect(canary.hits).toEqual([])
  })
})

test('the oracle can see: without both, the same decks run and call', async () => {
  canary.hits.length = 0
  const text = deckOf(hostileDecks['scripts and handlers in every spelling'] ?? [])
  const raw = new Marp({ script: false, html: true }).render(text, { htmlAsArray: true }).html
  const tamper = (deck: Deck): Deck => ({
    ...deck,
    slides: deck.slides.map((slide, index) => ({ ...slide, html: raw[index] ?? slide.html })),
  })
  const { url } = await buildDeck(text, { tamper })
  const path = fileURLToPath(url)
  await writeFile(path, (await readFile(path, 'utf8')).replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/i, ''))
  expect((await provoke(url)).pwned).toBe('number')
  expect(canary.hits.length).toBeGreaterThan(0)
})

// The talk that comes with Lectern, as it is built for real: every slide is measured at its true size, in both schemes.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import axe from 'axe-core'
import type { Browser, Page } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findDecks } from '../../src/load/deck/decks.js'
import type { Deck } from '../../src/model/deck.js'
import { type Built, buildDeck } from './exported.js'
import { openBrowser, openFile } from './open.js'

const root = join(import.meta.dirname, '..', '..')

/** Runs in the page: what of the current slide is cut off, and its smallest text, in CSS pixels of the slide. */
const measure = `(() => {
  const section = document.querySelector('[data-current] section[id]')
  const box = section.getBoundingClientRect()
  const scale = box.width / section.offsetWidth
  const outside = []
  let smallest = Infinity
  const walker = document.createTreeWalker(section, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node.data.trim() === '') continue
    const style = getComputedStyle(node.parentElement)
    if (style.visibility === 'hidden' || style.display === 'none' || style.fontSize === '0px') continue
    const range = document.createRange()
    range.selectNodeContents(node)
    for (const rect of range.getClientRects()) {
      if (rect.width === 0 || rect.height === 0) continue
      smallest = Math.min(smallest, parseFloat(style.fontSize))
      const over = Math.max(box.left - rect.left, rect.right - box.right, box.top - rect.top, rect.bottom - box.bottom) / scale
      if (over > 1) outside.push(node.data.trim().slice(0, 30) + ' by ' + Math.round(over) + ' px')
    }
  }
  if (section.scrollHeight > section.clientHeight + 1 || section.scrollWidth > section.clientWidth + 1) outside.push('the slide scrolls')
  return { outside, smallest }
})()`

/** The layer for pen and laser lies over the slide, and axe gives up on what lies under something: it goes while axe looks. */
const contrast = `(async () => {
  const cover = [...document.body.children].filter((part) => part.id !== 'lectern-deck')
  cover.push(...document.querySelectorAll('[data-current] > :not(.marpit)'))
  for (const part of cover) part.style.display = 'none'
  const { violations } = await axe.run('[data-current]', { runOnly: ['color-contrast'] })
  for (const part of cover) part.style.display = ''
  return violations.flatMap(({ nodes }) => nodes.map(({ html }) => html.slice(0, 60)))
})()`

/** Walks through the deck and gives what an audience could not read. */
async function inspect(page: Page, deck: Deck): Promise<string[]> {
  const found: string[] = []
  for (const slide of deck.slides) {
    const number = slide.index + 1
    const { outside, smallest } = (await page.evaluate(measure)) as { outside: string[]; smallest: number }
    for (const what of outside) found.push(`${number}: ${what}`)
    if (smallest < 24) found.push(`${number}: text of ${smallest} px`)
    for (const html of (await page.evaluate(contrast)) as string[]) found.push(`${number}: contrast of ${html}`)
    await page.keyboard.press('ArrowRight')
    for (let step = 0; step < slide.steps; step++) await page.keyboard.press('ArrowRight')
  }
  return found
}

let browser: Browser
let talk: Built
beforeAll(async () => {
  browser = await openBrowser()
  const [path = ''] = await findDecks([join(root, 'slides', 'the-rise-of-python')], { cwd: root })
  talk = await buildDeck(await readFile(path, 'utf8'))
})
afterAll(() => browser.close())

test('the talk has 31 slides, notes for each, and nothing to complain about', () => {
  expect(talk.deck.slides).toHaveLength(31)
  expect(talk.deck.slides.filter(({ notes }) => notes.join('').trim() === '').map(({ index }) => index + 1)).toEqual([])
  expect(talk.deck.problems).toEqual([])
})

describe.each(['light', 'dark'] as const)('in %s', (scheme) => {
  let page: Page
  beforeAll(async () => {
    const opened = await openFile(browser, talk.url)
    page = opened.page
    await page.evaluate(`document.documentElement.style.colorScheme = '${scheme}'`)
    await page.evaluate(axe.source)
  })
  afterAll(() => page.close())

  test('nothing is cut off, no text is smaller than 24 px, and all of it can be read', async () => {
    const found = await inspect(page, talk.deck)
    expect(found).toEqual([])
    expect(await page.evaluate('location.hash')).toMatch(/^#31/)
  })
})

test('the ruler sees what is cut off, too small or too pale', async () => {
  const styles = [
    'p { font-size: 9px }',
    'p { position: absolute; left: 1200px; white-space: nowrap; font-size: 40px }',
    'p { color: #ddd; background: #fff }',
  ]
  const slides = styles.map((css) => `<style scoped>${css}</style>\n\nA sentence that somebody should read`)
  const { deck, url } = await buildDeck(slides.join('\n\n---\n\n'))
  const { page } = await openFile(browser, url)
  await page.evaluate(axe.source)
  const found = await inspect(page, deck)
  expect(found[0]).toBe('1: text of 9 px')
  expect(found[1]).toMatch(/^2: A sentence that somebody shoul by \d+ px$/)
  expect(found.at(-1)).toMatch(/^3: contrast of <p>/)
  await page.close()
})

import type { Browser, Page } from 'puppeteer-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Built, buildDeck } from './exported.js'
import { openBrowser, openFile } from './open.js'

let browser: Browser
let built: Built
beforeAll(async () => {
  browser = await openBrowser()
  const slides = Array.from({ length: 20 }, (_, index) => `## Slide ${index + 1}\n\n* a\n* b [link](#1)`)
  built = await buildDeck(slides.join('\n\n---\n\n'))
})
afterAll(() => browser.close())

const open = async (hash = ''): Promise<Page> => (await openFile(browser, built.url + hash)).page
const isOpen = async (page: Page): Promise<boolean> => (await page.$('html[data-view=overview]')) !== null
const hashOf = async (page: Page): Promise<string> => String(await page.evaluate('location.hash'))
const focused = (page: Page): Promise<string> => page.$eval(':focus', (one) => one.textContent)

test('O shows all slides with all steps, the current one marked and focused', async () => {
  const page = await open('#7.1')
  await page.keyboard.press('o')
  expect(await focused(page)).toBe('7 Slide 7')
  expect(await page.$$eval('[aria-current=true]', (all) => all.length)).toBe(1)
  const hidden = await page.$$eval('[data-marpit-fragment]', (all) =>
    all.filter((one) => !one.checkVisibility({ visibilityProperty: true })).map((one) => one.textContent),
  )
  expect(hidden).toEqual([])
  await page.keyboard.press('o')
  expect(await isOpen(page)).toBe(false)
  expect(await hashOf(page)).toBe('#7.1')
  await page.close()
})

test('arrows walk the grid as it is laid out, Enter goes there', async () => {
  const page = await open('#1')
  await page.keyboard.press('o')
  await page.keyboard.press('ArrowRight')
  expect(await focused(page)).toBe('2 Slide 2')
  await page.keyboard.press('ArrowDown')
  const tops = await page.$$eval('.lectern-thumb', (all) => all.map((one) => one.getBoundingClientRect().top))
  const columns = tops.filter((top) => top === tops[0]).length
  expect(await focused(page)).toBe(`${2 + columns} Slide ${2 + columns}`)
  await page.keyboard.press('End')
  await page.keyboard.press('ArrowDown')
  expect(await focused(page)).toBe('20 Slide 20')
  await page.keyboard.press('Enter')
  expect(await isOpen(page)).toBe(false)
  expect(await hashOf(page)).toBe('#20')
  await page.close()
})

test('a click goes there, also over a link in the slide', async () => {
  const page = await open('#2')
  await page.keyboard.press('o')
  await page.click('.lectern-slide:nth-child(5) .lectern-thumb')
  expect(await hashOf(page)).toBe('#5')
  expect(await isOpen(page)).toBe(false)
  await page.close()
})

test('Esc closes it and keeps the place', async () => {
  const page = await open('#4.1')
  await page.keyboard.press('o')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Escape')
  expect(await isOpen(page)).toBe(false)
  expect(await hashOf(page)).toBe('#4.1')
  const reachable = await page.$$eval('.lectern-slide > .marpit', (all) => all.filter((one) => !one.inert).length)
  expect(reachable).toBe(1)
  await page.close()
})

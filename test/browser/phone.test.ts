import type { Browser } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Built, buildDeck } from './exported.js'
import { type Opened, openBrowser, openFile } from './open.js'

let browser: Browser
let built: Built
beforeAll(async () => {
  browser = await openBrowser()
  built = await buildDeck('# One\n\n---\n\n# Two\n\n[three](#3)\n\n* a\n* b\n\n---\n\n# Three')
})
afterAll(() => browser.close())

const phone = { width: 390, height: 844, touch: true }
const hashOf = async ({ page }: Opened): Promise<string> => String(await page.evaluate('location.hash'))

describe('on a phone', () => {
  test('the slide fits the width and nothing scrolls', async () => {
    const { page } = await openFile(browser, built.url, phone)
    const slide = await page.$eval('[data-current] section', (one) => one.getBoundingClientRect().toJSON())
    expect(Math.round(slide.width)).toBe(390)
    expect(Math.round(slide.height)).toBe(219)
    expect(Math.abs((slide.top + slide.bottom) / 2 - 422)).toBeLessThan(1)
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390)
    await page.close()
  })

  test('every control is on the screen, shown, and large enough for a finger', async () => {
    const { page } = await openFile(browser, built.url, phone)
    const buttons = await page.$$eval('#lectern-controls button', (all) =>
      all
        .filter((one) => one.checkVisibility())
        .map((one) => ({ ...one.getBoundingClientRect().toJSON(), name: one.getAttribute('aria-label') })),
    )
    expect(buttons.map((one) => one.name)).toEqual([
      'Previous',
      '1 / 3, go to a slide',
      'Next',
      'Overview',
      'Reading view',
      'Full screen',
      'Keys and help',
    ])
    for (const { left, right, bottom, width, height } of buttons) {
      expect(Math.min(width, height)).toBeGreaterThanOrEqual(44)
      expect(left).toBeGreaterThanOrEqual(0)
      expect(right).toBeLessThanOrEqual(390)
      expect(bottom).toBeLessThanOrEqual(844)
    }
    await page.close()
  })

  test('a tap on the right goes on, on the left back, on a link where it leads', async () => {
    const opened = await openFile(browser, built.url, phone)
    const { page } = opened
    await page.touchscreen.tap(300, 600)
    await expect.poll(() => hashOf(opened)).toBe('#2')
    await page.touchscreen.tap(300, 600)
    await expect.poll(() => hashOf(opened)).toBe('#2.1')
    await page.touchscreen.tap(60, 200)
    await expect.poll(() => hashOf(opened)).toBe('#2')
    await page.tap('[data-current] a')
    await page.waitForSelector('[data-current][data-title=Three]')
    await expect.poll(() => hashOf(opened)).toBe('#3')
    await page.close()
  })

  test('on its side the controls do not cover the slide, and a tap below brings them', async () => {
    const opened = await openFile(browser, `${built.url}#2`, { width: 844, height: 390, touch: true })
    const { page } = opened
    await page.waitForSelector('html:not([data-awake])')
    await page.waitForFunction('document.getAnimations().length === 0')
    const shown = (): Promise<boolean> =>
      page.$eval('#lectern-controls', (one) => one.checkVisibility({ opacityProperty: true }))
    expect(await shown()).toBe(false)
    await page.touchscreen.tap(600, 370)
    await expect.poll(() => hashOf(opened)).toBe('#2')
    await page.tap('[data-command=next]')
    await expect.poll(() => hashOf(opened)).toBe('#2.1')
    await page.close()
  })

  test('a swipe moves once, an upward one does not', async () => {
    const opened = await openFile(browser, built.url, phone)
    const swipe = async (fromX: number, fromY: number, toX: number, toY: number): Promise<void> => {
      const touch = await opened.page.touchscreen.touchStart(fromX, fromY)
      await touch.move((fromX + toX) / 2, (fromY + toY) / 2)
      await touch.move(toX, toY)
      await touch.end()
    }
    await swipe(300, 400, 120, 410)
    await expect.poll(() => hashOf(opened)).toBe('#2')
    await swipe(100, 400, 300, 410)
    await expect.poll(() => hashOf(opened)).toBe('#1')
    await swipe(200, 600, 180, 300)
    expect(await hashOf(opened)).toBe('#1')
    await opened.page.close()
  })

  test('the overview has two columns and a tap chooses', async () => {
    const opened = await openFile(browser, built.url, phone)
    const { page } = opened
    await page.tap('[data-command=overview]')
    const tops = await page.$$eval('.lectern-thumb', (all) => all.map((one) => one.getBoundingClientRect().top))
    expect(tops[0]).toBe(tops[1])
    expect(tops[2]).toBeGreaterThan(tops[1] ?? 0)
    await page.tap('.lectern-slide:nth-child(3) .lectern-thumb')
    await expect.poll(() => hashOf(opened)).toBe('#3')
    await page.close()
  })
})

describe.each([
  [1920, 1080],
  [1024, 768],
  [500, 1200],
  [2400, 600],
])('in a window of %i × %i', (width, height) => {
  test('the slide is as large as it can be, whole, and in the middle', async () => {
    const { page } = await openFile(browser, built.url, { width, height })
    const slide = await page.$eval('[data-current] section', (one) => one.getBoundingClientRect().toJSON())
    const scale = Math.min(width / 1280, height / 720)
    expect(slide.width).toBeCloseTo(1280 * scale, 0)
    expect(slide.height).toBeCloseTo(720 * scale, 0)
    expect(slide.left).toBeCloseTo((width - slide.width) / 2, 0)
    expect(slide.top).toBeCloseTo((height - slide.height) / 2, 0)
    await page.close()
  })
})

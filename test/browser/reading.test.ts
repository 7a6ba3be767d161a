// The reading view: on a phone that is held upright, slides one below the other.
import axe from 'axe-core'
import type { Browser, Page } from 'puppeteer-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Built, buildDeck } from './exported.js'
import { openBrowser, openFile } from './open.js'

let browser: Browser
let built: Built
beforeAll(async () => {
  browser = await openBrowser()
  const slides = Array.from(
    { length: 9 },
    (_, at) => `# Slide ${at + 1}\n\n[two](#2)\n\n* a\n* b\n\n<!-- A secret note -->`,
  )
  const code = '# Code\n\n```js {1|2}\na()\nb()\n```'
  built = await buildDeck([...slides, code].join('\n\n---\n\n'), { notes: true })
})
afterAll(() => browser.close())

const phone = { width: 390, height: 844, touch: true }
const at = async (page: Page, hash: string): Promise<void> => {
  await page.waitForFunction(`location.hash === '${hash}'`, { polling: 20 })
}
const topOf = (page: Page, slide: number): Promise<unknown> =>
  page.evaluate(`Math.round(document.querySelectorAll('.lectern-slide')[${slide - 1}].getBoundingClientRect().top)`)

test('its button shows all slides at full width and complete, never the notes, and goes back to one', async () => {
  const { page, complaints } = await openFile(browser, `${built.url}#3`, phone)
  await page.tap('[data-command=reading]')
  expect(await topOf(page, 3)).toBe(8)
  expect(
    await page.evaluate(`[...document.querySelectorAll('.lectern-slide')].every((one) => one.offsetWidth === 374)`),
  ).toBe(true)
  expect(
    await page.evaluate(`document.querySelectorAll('.lectern-slide :is([aria-hidden=true], [inert])').length`),
  ).toBe(0)
  expect(
    await page.evaluate(
      `[...document.querySelectorAll('li')].every((one) => one.checkVisibility({ visibilityProperty: true }))`,
    ),
  ).toBe(true)
  expect(await page.evaluate('document.body.innerText')).not.toContain('secret')
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390)
  await page.evaluate(axe.source)
  expect(await page.evaluate(`axe.run().then(({ violations }) => violations.map(({ id }) => id))`)).toEqual([])
  await page.tap('[data-command=reading]')
  expect(await page.evaluate(`document.querySelectorAll('.lectern-slide [aria-hidden=true]').length`)).toBe(2)
  expect(await page.evaluate(`document.querySelectorAll('.lectern-slide > [inert]').length`)).toBe(9)
  await at(page, '#3')
  expect(complaints).toEqual([])
  await page.close()
})

test('scrolling, swipes, links and the overview move the talk, a tap does not', async () => {
  const { page } = await openFile(browser, built.url, phone)
  await page.keyboard.press('r')
  await page.evaluate('scrollTo(0, document.documentElement.scrollHeight)')
  await at(page, '#10')
  await page.evaluate('scrollTo(0, 0)')
  await at(page, '#1')
  const touch = await page.touchscreen.touchStart(300, 300)
  await touch.move(200, 305)
  await touch.move(120, 310)
  await touch.end()
  await at(page, '#2')
  expect(await topOf(page, 2)).toBe(8)
  await page.touchscreen.tap(300, 150)
  await page.keyboard.press('ArrowRight')
  await at(page, '#3')
  await page.tap('.lectern-slide:nth-child(3) a')
  // The address has changed at once; the talk has moved when its slide is the current one.
  await page.waitForSelector('.lectern-slide:nth-child(2)[data-current]')
  // The browser follows a link before anybody is asked, without the margin.
  expect([0, 8]).toContain(await topOf(page, 2))
  await page.keyboard.press('o')
  await page.tap('.lectern-slide:nth-child(7) .lectern-thumb')
  await at(page, '#7')
  expect(await page.evaluate('document.documentElement.dataset.view')).toBe('reading')
  expect(await topOf(page, 7)).toBe(8)
  await page.close()
})

test('it is remembered for windows that are higher than wide', async () => {
  const view = (page: Page): Promise<unknown> => page.evaluate('document.documentElement.dataset.view')
  const first = await openFile(browser, built.url, phone)
  await first.page.keyboard.press('Escape')
  if ((await view(first.page)) === undefined) await first.page.keyboard.press('r')
  await first.page.close()
  const again = await openFile(browser, `${built.url}#4`, phone)
  expect(await view(again.page)).toBe('reading')
  expect([0, 8]).toContain(await topOf(again.page, 4))
  await at(again.page, '#4')
  const wide = await openFile(browser, built.url, { width: 1280, height: 720 })
  expect(await view(wide.page)).toBeUndefined()
  await again.page.keyboard.press('b')
  expect(await view(again.page)).toBeUndefined()
  await Promise.all([again.page.close(), wide.page.close()])
})

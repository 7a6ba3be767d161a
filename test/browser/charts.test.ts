// Charts as they are shown: step by step, growing for whoever has not asked for less motion, and whole on paper.
import type { Browser } from 'puppeteer-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildDeck } from './exported.js'
import { openBrowser, openFile } from './open.js'

const deck = `---
theme: atlas
---

# One

---

## Growth

<!-- chart: column, steps: points -->

| Year | Share |
|---|--:|
| 2016 | 24.9 |
| 2017 | 32.0 |
| 2018 | 38.8 |
`

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

const seen = `[...document.querySelectorAll('.lectern-chart .lc-up')].map((one) => getComputedStyle(one).visibility === 'visible' ? 1 : 0).join('')`
const growing = `document.getAnimations().filter(({ animationName }) => /^lectern-chart/.test(animationName ?? '')).length`

test('columns come one by one while the axis stays, and grow unless less motion is asked for', async () => {
  const { url } = await buildDeck(deck)
  const { page, complaints } = await openFile(browser, `${url}#2`)
  const views: unknown[] = [await page.evaluate(seen)]
  for (const key of ['ArrowRight', 'ArrowRight', 'ArrowRight', 'ArrowLeft'] as const) {
    await page.keyboard.press(key)
    views.push(await page.evaluate(seen))
  }
  expect(views).toEqual(['000', '100', '110', '111', '110'])
  expect(await page.evaluate(`getComputedStyle(document.querySelector('.lectern-chart .lc-base')).visibility`)).toBe(
    'visible',
  )
  await page.emulateMediaFeatures([{ name: 'prefers-reduced-motion', value: 'no-preference' }])
  await page.keyboard.press('Home')
  await page.keyboard.press('End')
  await page.waitForFunction(`${growing} > 0`)
  await page.emulateMediaFeatures([{ name: 'prefers-reduced-motion', value: 'reduce' }])
  expect(await page.evaluate(growing)).toBe(0)
  expect(complaints).toEqual([])
  await page.close()
})

import type { Browser } from 'puppeteer-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildDeck } from './exported.js'
import { openBrowser, openFile } from './open.js'

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

const markdown = `# One

<input id="field"> <video controls></video>

<script>document.documentElement.dataset.ran = 'yes'; fetch('https://example.com/').catch(() => {})</script>

---

# Two
`

test('scripts of a deck run only with --unsafe-html, and even then reach no network', async () => {
  const safe = await openFile(browser, (await buildDeck(markdown)).url)
  expect(await safe.page.$('html[data-ran]')).toBeNull()
  const unsafe = await openFile(browser, (await buildDeck(markdown, { unsafeHtml: true })).url)
  expect(await unsafe.page.$('html[data-ran=yes]')).not.toBeNull()
  expect([...safe.requests, ...unsafe.requests]).toEqual([])
  expect(unsafe.complaints.join()).toMatch(/Content Security Policy|connect/)
  await Promise.all([safe.page.close(), unsafe.page.close()])
})

test('keys in a text field and on a film belong to them', async () => {
  const { page } = await openFile(browser, (await buildDeck(markdown, { unsafeHtml: true })).url)
  await page.focus('#field')
  await page.keyboard.type('go next')
  await page.keyboard.press('ArrowLeft')
  await page.keyboard.press('Enter')
  expect(await page.$eval('#field', (field) => 'value' in field && field.value)).toBe('go next')
  await page.focus('video')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press(' ')
  expect(String(await page.evaluate('location.hash'))).toBe('#1')
  await page.close()
})

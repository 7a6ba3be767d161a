import type { Browser, Frame } from 'puppeteer-core'
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

test('frames, objects, scripts and style sheets beside the page work when it is trusted', async () => {
  const markdown = `# One

<link rel="stylesheet" href="s.css">
<script src="s.js"></script>
<script>document.documentElement.dataset.computed = new Function('return 1 + 1')()</script>
<iframe src="frame.html"></iframe> <iframe srcdoc="<b>written</b>"></iframe>
<object data="object.html"></object> <embed src="embed.html">
`
  const files = {
    's.css': 'h1 { outline: 3px solid rgb(1, 2, 3) }',
    's.js': "document.documentElement.dataset.beside = 'yes'",
    ...Object.fromEntries(['frame', 'object', 'embed'].map((name) => [`${name}.html`, `<b>${name}</b>`])),
  }
  const { page, complaints } = await openFile(browser, (await buildDeck(markdown, { unsafeHtml: true, files })).url)
  const wordsOf = (frame: Frame): Promise<unknown> => frame.evaluate('document.body.innerText')
  const words = async (): Promise<string> => (await Promise.all(page.frames().slice(1).map(wordsOf))).sort().join()
  await expect.poll(words).toBe('embed,frame,object,written')
  expect(await page.$('html[data-beside=yes][data-computed="2"]')).not.toBeNull()
  expect(await page.evaluate("getComputedStyle(document.querySelector('h1')).outlineColor")).toBe('rgb(1, 2, 3)')
  expect(complaints).toEqual([])
  await page.close()
  const safe = await openFile(browser, (await buildDeck(markdown, { files })).url)
  expect([safe.requests, safe.page.frames().length]).toEqual([[], 1])
  await safe.page.close()
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

// Marp's fitting elements in our player: they stand where Marp puts them, and leave the browser alone.
import type { Browser } from 'puppeteer-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildDeck } from './exported.js'
import { openBrowser, openFile } from './open.js'
import { openTwo } from './windows.js'

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

const deck = [
  '# Start <!-- fit -->',
  '<style scoped>h1 { text-align: center }</style>\n\n# Middle <!-- fit -->',
  '<style scoped>h1 { text-align: right }</style>\n\n# End <!-- fit -->',
  '<style scoped>section { direction: rtl }</style>\n\n# Hebrew <!-- fit -->',
  '<style scoped>h1 { --preserve-aspect-ratio: xMidYMin meet }</style>\n\n# Theme <!-- fit -->',
  '```js\nconst wide = 1\n```',
].join('\n\n---\n\n')

test('fitted words stand where lines of text begin, or where the theme says', async () => {
  const { url } = await buildDeck(deck)
  const { page } = await openFile(browser, url)
  await page.waitForSelector('html[data-printable]')
  const found = await page.evaluate(`[...document.querySelectorAll('h1, marp-h1')].map((one) => one.shadowRoot
    .querySelector('marp-auto-scaling').shadowRoot.querySelector('svg').getAttribute('preserveAspectRatio'))`)
  expect(found).toEqual(['xMinYMid meet', 'xMidYMid meet', 'xMaxYMid meet', 'xMaxYMid meet', 'xMidYMin meet'])
  await page.close()
})

test('a talk that nobody moves asks for no frames, in neither window', async () => {
  const { url } = await buildDeck(deck)
  const { audience, presenter } = await openTwo(browser, url)
  const count = `(async () => {
    const frame = window.requestAnimationFrame
    let asked = 0
    window.requestAnimationFrame = (back) => (asked++, frame.call(window, back))
    for (let frames = 0; frames < 20; frames++) await new Promise((done) => frame.call(window, done))
    window.requestAnimationFrame = frame
    return asked
  })()`
  // Windows that have just opened may still be arranging themselves; a talk that never comes to rest is the fault.
  for (const page of [audience, presenter])
    await expect.poll(() => page.evaluate(count), { timeout: 20_000, interval: 100 }).toBe(0)
  await Promise.all([audience.close(), presenter.close()])
})

// Addresses of headings in letters of any script: followed as links, opened as addresses, typed as people write them.
import type { Browser } from 'puppeteer-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Built, buildDeck } from './exported.js'
import { openBrowser, openFile } from './open.js'

const links = ['#lemon-soufflé', '#中文', '#done-🎉', '#2024', '#%D0%BF%D0%BB%D0%B0%D0%BD', '#50%-more'] as const
const titles = ['Lemon Soufflé', '中文', 'Done 🎉', '2024', 'план', 'Letters']

let browser: Browser
let built: Built
beforeAll(async () => {
  browser = await openBrowser()
  const headings = titles.slice(0, -1).map((title) => `## ${title}`)
  const own = '## Letters\n\n<span id="50%-more">more</span>'
  const list = links.map((link) => `[go](${link})`).join(' ')
  built = await buildDeck([`# Links\n\n${list}`, ...headings, own].join('\n\n---\n\n'), { unsafeHtml: true })
})
afterAll(() => browser.close())

test('a link to a heading in letters of any script goes there', async () => {
  const { page, complaints } = await openFile(browser, built.url)
  for (const [at, title] of titles.entries()) {
    await page.evaluate(`location.hash = '#1'`)
    await page.waitForSelector('[data-current][data-title=Links]')
    await page.evaluate(`document.querySelectorAll('[data-current] a')[${at}].click()`)
    await page.waitForSelector(`[data-current][data-title="${title}"]`)
  }
  expect(complaints).toEqual([])
  await page.close()
})

test.each([...links.map((link, at) => [link, at + 2] as const), ['#%E4%B8%AD%E6%96%87', 3] as const])(
  '%s opens at slide %i',
  async (hash, slide) => {
    const { page } = await openFile(browser, built.url + hash)
    expect(await page.evaluate('location.hash')).toBe(`#${slide}`)
    await page.close()
  },
)

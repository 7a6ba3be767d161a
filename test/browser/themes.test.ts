// Pictures and theme CSS that want to run or to call, through the real export, in a browser
// that could reach the port that they name.
import type { Browser } from 'puppeteer-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Canary, startCanary } from './canary.js'
import { buildDeck } from './exported.js'
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

/** Looks at every slide and gives what ran, and how many scripts the page has. */
async function visit(url: string): Promise<{ pwned: string; scripts: number }> {
  const page = await browser.newPage()
  await page.goto(url)
  await page.waitForSelector('html[data-lectern=ready]')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('o')
  const pwned = String(await page.evaluate('typeof window.__pwn'))
  const scripts = Number(await page.evaluate('document.scripts.length'))
  await page.close()
  return { pwned, scripts }
}

const harmless = { pwned: 'undefined', scripts: 1 }

test('a picture that is a program stays a picture, wherever it is used', async () => {
  canary.hits.length = 0
  const evil = `<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9" onload="window.__pwn=1"><script>window.__pwn=1</script><image href="http://${canary.address}/svg"/><foreignObject><iframe xmlns="http://www.w3.org/1999/xhtml" src="http://${canary.address}/frame"/></foreignObject></svg>`
  const text = '![](evil.svg)\n\n<style>h1 { background: url(evil.svg) }</style>\n\n---\n\n![bg](evil.svg)\n\n# x'
  const { url, html } = await buildDeck(text, { files: { 'evil.svg': evil } })
  expect(html).toContain('data:image/svg+xml')
  expect(await visit(url)).toEqual(harmless)
  expect(canary.hits).toEqual([])
})

/** Every way in which CSS fetches. */
const beacons = (host: string): string => `
/* @theme spy */
@import url("http://${host}/a");
@import "//${host}/b";
@font-face { font-family: spy; src: url(http://${host}/c) }
@namespace url(http://${host}/d);
section { width: 1280px; height: 720px; font-family: spy; background: url(http://${host}/e); cursor: url(http://${host}/f), auto;
  background-image: image-set("http://${host}/g" 1x); mask: url(http://${host}/h); filter: url(http://${host}/i#f);
  --x: url(http://${host}/j); list-style: -webkit-image-set(url(http://${host}/k) 1x); border-image: u\\72l(http://${host}/l) }
section::before { content: url("//${host}/m") }
/*# ${'source'}MappingURL=http://${host}/n */
`

test('a theme calls nobody, and each call that it wanted to make is told', async () => {
  canary.hits.length = 0
  const { url, html, deck } = await buildDeck('---\ntheme: spy\n---\n# x\n\n---\n\n# y', {
    files: {
      'themes/spy/theme.css': beacons(canary.address),
      'themes/spy/theme.json': JSON.stringify({
        name: 'spy',
        title: 'Spy',
        description: 'x',
        version: '1.0.0',
        license: 'MIT',
        css: 'theme.css',
      }),
    },
  })
  expect(deck.theme).toBe('spy')
  expect(html).not.toContain(canary.address)
  expect(await visit(url)).toEqual(harmless)
  expect(canary.hits).toEqual([])
  const told = deck.problems
    .filter(({ code }) => code === 'remote-asset' || code === 'style-invalid')
    .map(({ place, message }) => `${place.line} ${message}`)
  for (const letter of ['a', 'b', 'c', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l', 'm']) {
    expect(
      told.some((line) => line.includes(`${canary.address}/${letter}`)),
      letter,
    ).toBe(true)
  }
})

const breakout = '</style><script>window.__pwn=1</script>'

test('no corner of a theme ends the style element', async () => {
  const corners = [
    `section[title="${breakout}"] { color: red }`,
    `@media ${breakout} { section { color: red } }`,
    `/* ${breakout} */`,
    `section::after { content: "${breakout}" }`,
    `section { --x: ${breakout} }`,
    `section { --x: "${breakout}" }`,
    `/*# ${'source'}MappingURL=${breakout} */`,
  ]
  for (const corner of corners) {
    const css = `/* @theme odd */ section { width: 1280px; height: 720px } ${corner}`
    const { url } = await buildDeck('---\ntheme: odd\n---\n# x\n\n---\n\n# y', {
      files: {
        'themes/odd/theme.css': css,
        'themes/odd/theme.json': JSON.stringify({
          name: 'odd',
          title: 'Odd',
          description: 'x',
          version: '1.0.0',
          license: 'MIT',
          css: 'theme.css',
        }),
      },
    })
    expect(await visit(url), corner).toEqual(harmless)
  }
})

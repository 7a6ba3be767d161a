// Steps of every kind as they are shown, heard, printed and seen without JavaScript; and transitions between slides.
import type { Browser, Page } from 'puppeteer-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { transitions } from '../../src/compile/editing/catalogue.js'
import { type Built, buildDeck } from './exported.js'
import { openBrowser, openFile } from './open.js'

const code = '# Code\n\n```js {1|2-3|all}\nfirst()\nsecond()\nthird()\n```'
const column = '# Columns\n\nleft\n\n<!-- step -->\n<!-- column -->\n\nright'

let browser: Browser
let built: Built
beforeAll(async () => {
  browser = await openBrowser()
  built = await buildDeck(`${code}\n\n---\n\n${column}\n\n---\n\n# End`)
})
afterAll(() => browser.close())

const pointed = `[...document.querySelectorAll('.line')].map((line) => line.classList.contains('highlighted') ? 1 : 0).join('')`
const status = `document.querySelector('#lectern-status').textContent`
const isSeen = (selector: string): string =>
  `getComputedStyle(document.querySelector('${selector}')).visibility === 'visible'`

test('code goes through its lines, says so, and comes back', async () => {
  const { page } = await openFile(browser, built.url)
  const seen: unknown[] = [await page.evaluate(`[${pointed}, ${status}]`)]
  for (const key of ['ArrowRight', 'ArrowRight', 'ArrowLeft'] as const) {
    await page.keyboard.press(key)
    seen.push(await page.evaluate(`[${pointed}, ${status}]`))
  }
  expect(seen).toEqual([
    ['100', 'Slide 1 of 3: Code, line 1'],
    ['011', 'Slide 1 of 3: Code, step 1 of 2, lines 2 to 3'],
    ['000', 'Slide 1 of 3: Code, step 2 of 2, all lines of the code'],
    ['011', 'Slide 1 of 3: Code, step 1 of 2, lines 2 to 3'],
  ])
  expect(await page.evaluate(`getComputedStyle(document.querySelector('.line')).opacity`)).toBe('0.4')
  await page.close()
})

test('a column comes as a whole, and overview, paper and a page without JavaScript show everything', async () => {
  const { page } = await openFile(browser, `${built.url}#2`)
  expect(await page.evaluate(isSeen('.column + .column'))).toBe(false)
  await page.keyboard.press('o')
  expect(await page.evaluate(isSeen('.column + .column'))).toBe(true)
  expect(await page.evaluate(pointed)).toBe('000')
  await page.keyboard.press('Escape')
  await page.keyboard.press('ArrowRight')
  expect(await page.evaluate(isSeen('.column + .column'))).toBe(true)
  await page.evaluate(`location.hash = '#1'`)
  await page.waitForFunction(`${pointed} === '100'`)
  await page.evaluate(`dispatchEvent(new Event('beforeprint'))`)
  expect(await page.evaluate(pointed)).toBe('000')
  await page.evaluate(`dispatchEvent(new Event('afterprint'))`)
  expect(await page.evaluate(pointed)).toBe('100')
  await page.close()
  const plain = await openFile(browser, built.url, { javascript: false })
  expect(await plain.page.evaluate(`[${pointed}, ${isSeen('.column + .column')}]`)).toEqual(['000', true])
  await plain.page.close()
})

/** Waits for the animations of a transition and gives their keyframes, old slide first, with what plays in reverse. */
async function playing(page: Page): Promise<string[]> {
  const handle = await page.waitForFunction(`(() => {
    const found = document.getAnimations().filter(({ effect }) => effect.pseudoElement?.includes('lectern-deck'))
    return found.length > 0 && found.map(({ animationName, effect }) =>
      animationName + (effect.getTiming().direction === 'reverse' ? ' reversed' : '')).sort()
  })()`)
  const names = (await handle.jsonValue()) as string[]
  await page.evaluate(`document.getAnimations().forEach((animation) => animation.finish())`)
  await page.waitForFunction(`document.documentElement.dataset.transition === undefined`)
  return names
}

test('every transition plays forwards, and backwards in reverse', async () => {
  const names = transitions.filter((name) => name !== 'none')
  const { url } = await buildDeck(names.map((name) => `<!-- _transition: ${name} -->\n# ${name}`).join('\n\n---\n\n'))
  const { page, complaints } = await openFile(browser, url, { width: 320, height: 180 })
  for (const name of names.slice(0, -1)) {
    await page.keyboard.press('ArrowRight')
    expect(
      (await playing(page)).every((one) => /^lectern-(in|out)-/.test(one) && one.endsWith(name)),
      name,
    ).toBe(true)
  }
  await page.keyboard.press('ArrowLeft')
  expect(await playing(page)).toEqual(['lectern-in-wiper reversed'])
  expect(complaints).toEqual([])
  await page.close()
})

test('a transition of the deck’s own, none, and less motion', async () => {
  const css =
    '<style>@keyframes marp-transition-sink { from { --marp-transition-duration: 3s } to { opacity: 0 } }</style>'
  const { url, deck } = await buildDeck(
    `${css}\n<!-- transition: sink -->\n# a\n\n---\n\n<!-- _transition: none -->\n# b\n\n---\n\n# c`,
  )
  expect(deck.problems).toEqual([])
  const { page } = await openFile(browser, url)
  await page.keyboard.press('ArrowRight')
  expect(await page.evaluate(`document.documentElement.style.getPropertyValue('--lectern-duration')`)).toBe('3s')
  expect(await playing(page)).toEqual(['marp-transition-sink', 'marp-transition-sink reversed'])
  await page.keyboard.press('ArrowRight')
  expect(await page.evaluate(`[document.documentElement.dataset.transition, location.hash]`)).toEqual([null, '#3'])
  await page.emulateMediaFeatures([{ name: 'prefers-reduced-motion', value: 'reduce' }])
  await page.evaluate(`location.hash = '#1'`)
  await page.waitForFunction(`document.querySelector('[data-current]').dataset.title === 'a'`)
  await page.keyboard.press('ArrowRight')
  expect(await page.evaluate(`document.querySelector('[data-current]').dataset.title`)).toBe('b')
  await page.close()
})

test('keys that come faster than transitions end where they should', async () => {
  const { url } = await buildDeck(`---\ntransition: cube 2s\n---\n${'# x\n\n---\n\n'.repeat(8)}# last`)
  const { page } = await openFile(browser, url)
  for (let press = 0; press < 5; press++) await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowLeft')
  await page.waitForFunction(
    `[...document.querySelectorAll('main > section')].findIndex((one) => 'current' in one.dataset) === 4`,
  )
  expect(await page.evaluate(`[location.hash, document.querySelectorAll('[data-current]').length]`)).toEqual(['#5', 1])
  await page.close()
})

import type { Browser, Page } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Built, buildDeck } from './exported.js'
import { openBrowser, openFile } from './open.js'

const markdown = `---
title: Rivers
---

# Rivers

---

## Steps

* one
* two
* three

---

## Links

[by number](#5) [by name](#the-delta) [to a step](#third-bank) [away](https://example.com/)

<details><summary>More</summary>Text</details>

---

## The source

---

## The delta

* first bank
* ### Third bank

---

## The sea
`

let browser: Browser
let built: Built
beforeAll(async () => {
  browser = await openBrowser()
  built = await buildDeck(markdown)
})
afterAll(() => browser.close())

const open = async (hash = ''): Promise<Page> => (await openFile(browser, built.url + hash)).page
const hashOf = async (page: Page): Promise<string> => String(await page.evaluate('location.hash'))
const status = (page: Page): Promise<string> => page.$eval('#lectern-status', (one) => one.textContent)
const press = async (page: Page, ...keys: string[]): Promise<void> => {
  for (const key of keys) {
    const shift = key.startsWith('Shift+')
    if (shift) await page.keyboard.down('Shift')
    await page.keyboard.press(key.replace('Shift+', '') as 'Enter')
    if (shift) await page.keyboard.up('Shift')
  }
}
/** Texts of the step elements that can be seen now. */
const seen = (page: Page): Promise<string[]> =>
  page.$$eval('[data-current] [data-marpit-fragment]', (parts) =>
    parts.filter((part) => part.checkVisibility({ visibilityProperty: true })).map((part) => part.textContent.trim()),
  )

describe('moving', () => {
  test('next goes step by step, and the address keeps slide and step', async () => {
    const page = await open()
    const visited: string[] = []
    for (const key of ['ArrowRight', ' ', 'PageDown', 'n', 'Enter']) {
      await press(page, key)
      visited.push(await hashOf(page))
    }
    expect(visited).toEqual(['#2', '#2.1', '#2.2', '#2.3', '#3'])
    await page.close()
  })

  test('steps that have not come keep their place but are hidden from everybody', async () => {
    const page = await open('#2.1')
    expect(await seen(page)).toEqual(['one'])
    expect(await page.$$eval('[data-current] [aria-hidden=true]', (parts) => parts.length)).toBe(2)
    const height = (): Promise<number> => page.$eval('[data-current] ul', (list) => list.getBoundingClientRect().height)
    const before = await height()
    await press(page, 'ArrowRight', 'ArrowRight')
    expect(await seen(page)).toEqual(['one', 'two', 'three'])
    expect(await height()).toBe(before)
    await page.close()
  })

  test('going back into a slide shows its last step', async () => {
    const page = await open('#3')
    await press(page, 'ArrowLeft')
    expect(await hashOf(page)).toBe('#2.3')
    expect(await seen(page)).toEqual(['one', 'two', 'three'])
    await press(page, 'Backspace', 'PageUp', 'Shift+ ')
    expect(await hashOf(page)).toBe('#2')
    await page.close()
  })

  test('Shift with arrows skips steps, Home and End go to the ends', async () => {
    const page = await open('#2.1')
    await press(page, 'Shift+ArrowRight')
    expect(await hashOf(page)).toBe('#3')
    await press(page, 'Shift+ArrowLeft')
    expect(await hashOf(page)).toBe('#2')
    await press(page, 'End')
    expect(await hashOf(page)).toBe('#6')
    await press(page, 'ArrowRight')
    expect(await hashOf(page)).toBe('#6')
    await press(page, 'Home')
    expect(await hashOf(page)).toBe('#1')
    await page.close()
  })

  test('digits and Enter go to a slide, the back key returns and comes back', async () => {
    const page = await open('#2.1')
    await press(page, '5', 'Enter')
    expect(await hashOf(page)).toBe('#5')
    await press(page, '`')
    expect(await hashOf(page)).toBe('#2.1')
    await press(page, '`')
    expect(await hashOf(page)).toBe('#5')
    await press(page, '9', '9', 'Enter')
    expect(await hashOf(page)).toBe('#6')
    await page.close()
  })

  test('a number that is not finished goes away with Esc and is not Enter’s any more', async () => {
    const page = await open('#2')
    await press(page, '5', 'Escape', 'Enter')
    expect(await hashOf(page)).toBe('#2.1')
    await page.close()
  })

  test('keys with Ctrl, Alt or Meta are the browser’s', async () => {
    const page = await open()
    for (const key of ['Control', 'Alt', 'Meta'] as const) {
      await page.keyboard.down(key)
      await page.keyboard.press('ArrowRight')
      await page.keyboard.up(key)
    }
    expect(await hashOf(page)).toBe('#1')
    await page.close()
  })

  test('a focused link or summary keeps Enter and Space, and the talk stays', async () => {
    const page = await open('#3')
    await page.focus('[data-current] summary')
    await press(page, 'Enter')
    expect(await page.$eval('[data-current] details', (one) => one.open)).toBe(true)
    await press(page, ' ')
    expect(await page.$eval('[data-current] details', (one) => one.open)).toBe(false)
    expect(await hashOf(page)).toBe('#3')
    await press(page, 'ArrowRight')
    expect(await hashOf(page)).toBe('#4')
    await page.close()
  })

  test('the mouse wheel and clicks on the slide do not move the talk', async () => {
    const page = await open('#4')
    await page.mouse.move(900, 300)
    await page.mouse.wheel({ deltaY: 500 })
    await page.mouse.click(1100, 300)
    expect(await hashOf(page)).toBe('#4')
    expect(await page.evaluate('scrollY + document.body.scrollTop')).toBe(0)
    await page.close()
  })

  test('a click on a control does not take the space bar away from the talk', async () => {
    const page = await open('#4')
    await page.mouse.move(600, 400)
    await page.click('[data-command=previous]')
    expect(await hashOf(page)).toBe('#3')
    await press(page, ' ')
    expect(await hashOf(page)).toBe('#4')
    await page.close()
  })
})

describe('the address', () => {
  test.each([
    ['#4', '#4', 'The source'],
    ['#2.2', '#2.2', 'Steps'],
    ['#2.99', '#2.3', 'Steps'],
    ['#0', '#1', 'Rivers'],
    ['#999', '#6', 'The sea'],
    ['#the-delta', '#5', 'The delta'],
    ['#third-bank', '#5.2', 'The delta'],
    ['#nobody', '#1', 'Rivers'],
    ['#%E0%A4%A', '#1', 'Rivers'],
  ])('%s opens at %s', async (hash, expected, title) => {
    const page = await open(hash)
    expect(await hashOf(page)).toBe(expected)
    expect(await page.$eval('[data-current]', (one) => one.getAttribute('data-title'))).toBe(title)
    await page.close()
  })

  test('loading again keeps the place', async () => {
    const page = await open('#2.2')
    await press(page, 'ArrowRight')
    await page.reload()
    await page.waitForSelector('html[data-lectern=ready]')
    expect(await hashOf(page)).toBe('#2.3')
    expect(await seen(page)).toHaveLength(3)
    await page.close()
  })

  test('editing it goes there, and nonsense is put right', async () => {
    const page = await open()
    await page.evaluate('location.hash = "#5"')
    await page.waitForSelector('[data-current][data-title="The delta"]')
    await page.evaluate('location.hash = "#77.x"')
    await page.waitForFunction('location.hash === "#5"')
    await page.close()
  })

  test('links inside the deck go to the slide, and Back returns', async () => {
    const page = await open('#3')
    await page.click('[data-current] a[href$="#the-delta"]')
    await page.waitForSelector('[data-current][data-title="The delta"]')
    expect(await hashOf(page)).toBe('#5')
    await page.goBack()
    await page.waitForSelector('[data-current][data-title="Links"]')
    await page.close()
  })

  test('moving adds nothing to the history, so Back leaves the talk', async () => {
    const page = await open()
    const before = await page.evaluate('history.length')
    await press(page, 'ArrowRight', 'ArrowRight', 'End', 'Home')
    expect(await page.evaluate('history.length')).toBe(before)
    await page.close()
  })
})

describe('what the player says', () => {
  test('the live region, the title of the window and the counter follow', async () => {
    const page = await open()
    expect(await status(page)).toBe('Slide 1 of 6: Rivers')
    expect(await page.title()).toBe('Rivers')
    await press(page, 'ArrowRight', 'ArrowRight')
    expect(await status(page)).toBe('Slide 2 of 6: Steps, step 1 of 3')
    expect(await page.title()).toBe('Steps – Rivers')
    expect(await page.$eval('.lectern-counter', (one) => one.textContent)).toBe('2 / 6')
    await page.close()
  })

  test('a slide without a heading is called by its first words', async () => {
    const { url } = await buildDeck(
      '> Readability counts, and it counts for more than anything else that could count here\n\n---\n\n<!-- nothing -->',
    )
    const { page } = await openFile(browser, url)
    expect(await status(page)).toBe('Slide 1 of 2: Readability counts, and it counts for more than anything…')
    await press(page, 'End')
    expect(await status(page)).toBe('Slide 2 of 2')
    await page.close()
  })

  test('only the current slide can be reached', async () => {
    const page = await open('#3')
    const reachable = await page.$$eval('.lectern-slide > .marpit', (all) => all.filter((one) => !one.inert).length)
    const shown = await page.$$eval('.lectern-slide', (all) => all.filter((one) => one.checkVisibility()).length)
    expect([reachable, shown]).toEqual([1, 1])
    await page.close()
  })
})

describe('what can be opened', () => {
  const blank = (page: Page): Promise<string | undefined> =>
    page.$eval('#lectern-blank', (one) => (one.hidden ? 'none' : one.dataset.colour))

  test('black and white come and go, and moving takes them away', async () => {
    const page = await open('#4')
    await press(page, '.')
    expect(await blank(page)).toBe('black')
    expect(await status(page)).toBe('The screen is black')
    await press(page, ',')
    expect(await blank(page)).toBe('white')
    await press(page, 'w')
    expect(await blank(page)).toBe('none')
    await press(page, 'b', 'ArrowRight')
    expect(await blank(page)).toBe('none')
    expect(await hashOf(page)).toBe('#5')
    await press(page, 'b', 'Escape')
    expect(await blank(page)).toBe('none')
    await page.close()
  })

  test('Esc opens nothing and moves nothing, however often', async () => {
    const page = await open('#2.2')
    await press(page, 'Escape', 'Escape', 'Escape')
    expect(await hashOf(page)).toBe('#2.2')
    expect(await page.$('dialog[open], html[data-view]')).toBeNull()
    await page.close()
  })

  test('Shift+D changes the colours, also where storage is switched off', async () => {
    const page = await open()
    const scheme = (): Promise<string> => page.$eval('html', (one) => one.style.colorScheme)
    await page.evaluate(`Storage.prototype.setItem = () => { throw new DOMException('off', 'SecurityError') }`)
    await press(page, 'Shift+D')
    expect(await scheme()).toBe('dark')
    await press(page, 'Shift+D')
    expect(await scheme()).toBe('light')
    await page.close()
  })

  test('the help lists the keys, keeps the talk still, and closes on Esc and on ?', async () => {
    const page = await open('#4')
    await press(page, '?')
    expect(await page.$eval('#lectern-help', (one) => one.open)).toBe(true)
    expect(await page.$eval('#lectern-help', (one) => one.textContent)).toContain('Overview')
    await press(page, 'ArrowRight')
    await press(page, 'Escape')
    await page.waitForSelector('#lectern-help:not([open])')
    await press(page, '?', '?')
    expect(await page.$eval('#lectern-help', (one) => one.open)).toBe(false)
    expect(await hashOf(page)).toBe('#4')
    await page.close()
  })

  test('go to finds a slide by words, by number, and with the arrows', async () => {
    const page = await open()
    await press(page, 'g')
    await page.keyboard.type('the')
    expect(await page.$$eval('#lectern-found [role=option]', (all) => all.map((one) => one.textContent))).toEqual([
      '4The source',
      '5The delta',
      '6The sea',
    ])
    await press(page, 'ArrowDown')
    const active = await page.$eval('#lectern-query', (one) => one.getAttribute('aria-activedescendant'))
    expect(await page.$eval(`#${active}`, (one) => one.getAttribute('aria-selected'))).toBe('true')
    await press(page, 'Enter')
    expect(await hashOf(page)).toBe('#5')
    await press(page, 'g')
    await page.keyboard.type('2')
    await press(page, 'Enter')
    expect(await hashOf(page)).toBe('#2')
    await press(page, 'g')
    await page.keyboard.type('zzz')
    await press(page, 'Enter', 'Escape', 'o')
    expect(await page.$('html[data-view=overview]')).not.toBeNull()
    await page.close()
  })
})

describe('full screen', () => {
  test('F goes there and back, and F5 meanwhile does not load the page again', async () => {
    const page = await open('#4')
    await page.$eval('html', (one) => Object.assign(one, { kept: true }))
    await press(page, 'f')
    await page.waitForSelector('html:fullscreen')
    await press(page, 'F5', 'ArrowRight')
    expect(await hashOf(page)).toBe('#5')
    expect(await page.$eval('html', (one) => 'kept' in one)).toBe(true)
    await press(page, 'f')
    await page.waitForSelector('html:not(:fullscreen)')
    await page.close()
  })
})

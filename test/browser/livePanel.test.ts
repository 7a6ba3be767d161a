// What stands over the slides while a deck is written: errors, the list of problems, the connection, the way to the source.
import axe from 'axe-core'
import type { Browser, Page } from 'puppeteer-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type LiveDeck, serveDeck } from './liveDeck.js'
import { type OpenOptions, openBrowser, openFile } from './open.js'

const good = `---
title: Rivers
---

# Rivers

---

## Steps

* one
* two

---

## The sea

A [link](#1)
`
const broken = good.replace('title: Rivers', 'title: "Rivers')
const doubtful = good.replace('## The sea', '<!-- _clas: lead -->\n\n## The sea\n\n![](missing.png)')

let browser: Browser
let deck: LiveDeck
let page: Page
let complaints: readonly string[]
beforeAll(async () => {
  browser = await openBrowser({ network: true })
  deck = await serveDeck(good)
})
afterAll(async () => {
  await browser.close()
  await deck.close()
})

const save = (markdown: string): Promise<void> => deck.save('talk.md', markdown)
const connected = (on: Page = page): Promise<unknown> => on.waitForSelector('#lectern-badge[data-connection=on]')
const hashOf = async (): Promise<string> => String(await page.evaluate('location.hash'))
const badge = (text: string): Promise<unknown> =>
  page.waitForFunction(`document.querySelector('#lectern-badge').textContent === ${JSON.stringify(text)}`)
const open = async (hash = '', options: OpenOptions = {}): Promise<void> => {
  const opened = await openFile(browser, deck.url + hash, options)
  page = opened.page
  complaints = opened.complaints
  await connected()
}
const violations = async (): Promise<unknown> => {
  await page.waitForFunction('document.getAnimations().length === 0')
  await page.evaluate(axe.source)
  return page.evaluate(`axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) =>
    violations.map(({ id, nodes }) => id + ' ' + nodes.map((node) => node.target.join(' ')).join(', ')))`)
}

beforeEach(async () => {
  await save(good)
  await expect.poll(deck.compiled).toBe(good)
})
afterEach(() => page.close())

describe('the card', () => {
  test('comes over the last good slide and goes when all is well, with the same slide and step', async () => {
    await open('#2.1')
    await save(broken)
    await page.waitForSelector('#lectern-card:not([hidden])')
    expect(await page.$eval('#lectern-card', (one) => one.role)).toBe('alert')
    const text = await page.$eval('#lectern-card', (one) => one.textContent)
    expect(text).toContain('1 error')
    expect(text).toMatch(/talk\.md:\d+:\d+/)
    expect(text).toContain('front-matter-invalid')
    expect(await page.$eval('#lectern-card .lectern-frame', (one) => one.textContent)).toMatch(/\d+ │ .*\n.*\^/)
    expect(await page.$eval('[data-current]', (one) => one.getAttribute('data-title'))).toBe('Steps')
    await badge('1 error')
    await save(good)
    await page.waitForSelector('#lectern-card[hidden]')
    await badge('Live')
    expect(await hashOf()).toBe('#2.1')
    expect(complaints).toEqual([])
  })

  test('is put away by Esc, which closes one thing at a time, and comes back with another error', async () => {
    await open('#2')
    await save(broken)
    await page.waitForSelector('#lectern-card:not([hidden])')
    await page.keyboard.press('o')
    await page.keyboard.press('Escape')
    expect(await page.$('html[data-view]')).toBeNull()
    expect(await page.$('#lectern-card:not([hidden])')).not.toBeNull()
    await page.keyboard.press('Escape')
    expect(await page.$('#lectern-card:not([hidden])')).toBeNull()
    await save(broken.replace('title: "', 'titel: "'))
    await page.waitForSelector('#lectern-card:not([hidden])')
    expect(await hashOf()).toBe('#2')
  })

  test('is there when the page is opened on a deck that never was right, and the deck comes when it is', async () => {
    const other = await serveDeck(broken)
    const opened = await openFile(browser, other.url)
    page = opened.page
    await page.waitForSelector('#lectern-card:not([hidden])')
    await other.save('talk.md', good)
    await page.waitForSelector('[data-current][data-title="Rivers"]')
    await page.waitForSelector('#lectern-card[hidden]')
    await other.close()
  })
})

describe('the list', () => {
  test('has every problem by slide, goes to the slide and opens the source', async () => {
    await open('#1')
    await save(doubtful)
    await badge('2 warnings')
    await page.keyboard.press('m')
    expect(await page.$eval(':focus', (one) => one.getAttribute('aria-label'))).toBe('Close')
    expect(await page.$$eval('#lectern-drawer h3', (all) => all.map((one) => one.textContent))).toEqual([
      'Slide 3: The sea',
    ])
    expect(await page.$$eval('#lectern-drawer li code', (all) => all.map((one) => one.textContent))).toContain(
      'image-missing',
    )
    await page.keyboard.press('ArrowRight')
    expect(await hashOf()).toBe('#3')
    await page.keyboard.press('Home')
    await page.click('#lectern-drawer button.lectern-go')
    expect(await hashOf()).toBe('#3')
    await page.click('#lectern-drawer button.lectern-place')
    await page.waitForFunction(`document.querySelector('#lectern-told').textContent.startsWith('Opened talk.md:')`)
    expect(deck.opened.at(-1)).toMatchObject({ line: 16 })
    await page.keyboard.press('Escape')
    expect(await page.$('#lectern-drawer[open]')).toBeNull()
  })

  test('says which layout was chosen for the slide that shows, and why', async () => {
    const other = await serveDeck('---\ntheme: paper\n---\n\n# Rivers\n\nAda\n\n---\n\n## A list\n\n- One\n- Two\n')
    page = (await openFile(browser, other.url)).page
    await page.keyboard.press('m')
    const note = () => page.$eval('#lectern-drawer .lectern-layout', (one) => one.textContent)
    expect(await note()).toMatch(/^Layout: title, because it is the first slide.*<!-- _class: title -->/)
    await page.keyboard.press('Escape')
    await page.keyboard.press('ArrowRight')
    await page.waitForSelector('#lectern-drawer .lectern-layout[hidden]')
    await other.close()
  })

  test('gives the focus back to the sign that opened it', async () => {
    await open('#1')
    await save(doubtful)
    await badge('2 warnings')
    await page.focus('#lectern-badge')
    await page.keyboard.press('Enter')
    expect(await page.$eval('#lectern-badge', (one) => one.ariaExpanded)).toBe('true')
    await page.keyboard.press('m')
    expect(await page.$eval(':focus', (one) => one.id)).toBe('lectern-badge')
    expect(await page.$eval('#lectern-badge', (one) => one.ariaExpanded)).toBe('false')
  })
})

describe.each(['light', 'dark'] as const)('in %s', (scheme) => {
  test.each([
    ['the card', `${broken}`, []],
    ['the list', doubtful, ['m']],
    ['the empty list', good, ['m']],
  ] as const)('%s has nothing that axe objects to', async (_, markdown, keys) => {
    await open('#3', { scheme })
    await save(markdown)
    await page.waitForFunction(
      `document.querySelector('#lectern-badge').textContent !== 'Live' || ${markdown === good}`,
    )
    for (const key of keys) await page.keyboard.press(key)
    expect(await violations()).toEqual([])
  })
})

describe('the source', () => {
  test('opens by Alt-click on a slide, with a frame around it while Alt is held, and by Alt+Enter', async () => {
    await open('#3')
    const { x, y } = await page.$eval('[data-current] a', (one) => {
      const box = one.getBoundingClientRect()
      return { x: box.left + box.width / 2, y: box.top + box.height / 2 }
    })
    await page.mouse.move(x, y)
    await page.keyboard.down('Alt')
    expect(await page.$eval('#lectern-aim', (one) => [one.hidden, one.textContent.startsWith('talk.md:')])).toEqual([
      false,
      true,
    ])
    await page.mouse.click(x, y)
    await page.keyboard.up('Alt')
    await page.waitForSelector('#lectern-told:not([hidden])')
    expect(await page.$eval('#lectern-aim', (one) => one.hidden)).toBe(true)
    // The link under the pointer was not followed.
    expect(await hashOf()).toBe('#3')
    const before = deck.opened.length
    await page.keyboard.down('Alt')
    await page.keyboard.press('Enter')
    await page.keyboard.up('Alt')
    await page.waitForFunction(
      `document.querySelector('#lectern-told').textContent === 'Opened talk.md:${await page.$eval('[data-current]', (one) => one.getAttribute('data-line'))} in the editor'`,
    )
    expect(deck.opened.length).toBeGreaterThanOrEqual(before)
  })
})

describe('the connection', () => {
  test('is looked for after a crash, and another server brings the page up to date without loading it', async () => {
    await open('#2.1')
    await page.evaluate(`window.mark = 'same'`)
    await deck.stop()
    await badge('Disconnected, reconnecting')
    await save(good.replace('## The sea', '## The ocean'))
    await deck.start()
    await page.waitForSelector('[data-title="The ocean"]')
    await badge('Live')
    expect(await page.evaluate('window.mark')).toBe('same')
    expect(await hashOf()).toBe('#2.1')
    await save(good)
    await page.waitForSelector('[data-title="The sea"]')
  })

  test('is found again by a page with more slides than one message can name', async () => {
    const many = Array.from({ length: 1100 }, (_, index) => `# ${index + 1}`).join('\n\n---\n\n')
    const other = await serveDeck(many)
    page = (await openFile(browser, other.url)).page
    await connected()
    await page.evaluate(`document.querySelector('.lectern-slide:last-of-type').mark = 'same'`)
    await other.stop()
    await other.save('talk.md', many.replace('# 7\n', '# Seven\n'))
    await other.start()
    await page.waitForSelector('[data-title=Seven]')
    expect(await page.evaluate(`document.querySelector('.lectern-slide:last-of-type').mark`)).toBe('same')
    await other.close()
  })

  test('loads the page anew when the client is another one, at the same place', async () => {
    await open('#2.1')
    await page.evaluate(`window.mark = 'same'`)
    await deck.stop()
    await deck.start('two')
    await page.waitForFunction('window.mark === undefined')
    await page.waitForSelector('html[data-lectern=ready]')
    expect(await hashOf()).toBe('#2.1')
  })

  test('brings a page that was asleep up to date when it wakes', async () => {
    await open('#2')
    const session = await page.createCDPSession()
    await session.send('Page.setWebLifecycleState', { state: 'frozen' })
    await save(good.replace('* two', '* two\n* three'))
    await save(good.replace('* two', '* two\n* three\n* four'))
    await session.send('Page.setWebLifecycleState', { state: 'active' })
    await page.waitForFunction(`document.querySelectorAll('[data-title=Steps] li').length === 4`)
    expect(await hashOf()).toBe('#2')
  })

  test('is asked for by a window that wakes, and answers', async () => {
    await open('#2')
    const welcomed = page.evaluate(`new Promise((done) => {
      const real = WebSocket.prototype.send
      WebSocket.prototype.send = function (text) {
        this.addEventListener('message', ({ data }) => done(JSON.parse(data).type), { once: true })
        real.call(this, text)
      }
      setInterval(() => document.dispatchEvent(new Event('visibilitychange')), 100)
    })`)
    expect(await welcomed).toBe('welcome')
    await badge('Live')
  })

  test('shows a save in every window', async () => {
    await open('#1')
    const second = (await openFile(browser, `${deck.url}#3`)).page
    await connected(second)
    await save(good.replace('* one', '* first'))
    for (const one of [page, second]) {
      await one.waitForFunction(`document.querySelector('[data-title=Steps] li').textContent === 'first'`)
      await one.waitForFunction(`location.hash === '#2.2'`)
    }
    await second.close()
  })
})

test('works where storage is switched off', async () => {
  const opened = await openFile(browser, 'about:blank', { javascript: false })
  page = opened.page
  await page.setJavaScriptEnabled(true)
  await page.evaluateOnNewDocument(`for (const name of ['localStorage', 'sessionStorage'])
    Object.defineProperty(window, name, { get() { throw new DOMException('off', 'SecurityError') } })`)
  await page.goto(deck.url)
  await connected()
  await page.keyboard.press('m')
  await page.click('#lectern-drawer [role=switch]')
  await page.keyboard.press('Escape')
  await save(good.replace('## The sea', '## The ocean'))
  await page.waitForSelector('[data-title="The ocean"]')
  expect(await hashOf()).toBe('#1')
})

test('a theme that hides everything cannot reach the card', async () => {
  await open()
  await save(
    `${broken}\n\n<style>*{display:none!important} body::before{content:"";position:fixed;inset:0;z-index:2147483647} :root{visibility:hidden}</style>`,
  )
  await page.waitForSelector('#lectern-card:not([hidden])')
  const isHit = await page.$eval('#lectern-card .lectern-close', (one) => {
    const { left, top } = one.getBoundingClientRect()
    return one.contains(one.ownerDocument.elementFromPoint(left + 20, top + 20))
  })
  expect(isHit).toBe(true)
})

test('headings that are called like functions of the page stand in nobody’s way', async () => {
  const names = ['fetch', 'location', 'history', 'performance', 'name', 'top', 'self', 'mark']
  const clobbering = `${good}\n\n${names.map((name) => `### ${name}`).join('\n\n')}\n`
  await save(clobbering)
  await open('#3')
  await save(clobbering.replace('## The sea', '## The ocean'))
  await page.waitForSelector('[data-title="The ocean"] #fetch')
  const before = deck.opened.length
  await page.keyboard.down('Alt')
  await page.keyboard.press('Enter')
  await page.keyboard.up('Alt')
  await expect.poll(() => deck.opened.length).toBe(before + 1)
  await save(broken)
  await page.waitForSelector('#lectern-card:not([hidden])')
  expect(complaints).toEqual([])
})

// Laser, pen, eraser, undo and enlarging, from one window to the other; and what other pages may say to a talk.
import type { Browser, Page } from 'puppeteer-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Built, buildDeck } from './exported.js'
import { openBrowser, openFile } from './open.js'
import { openTwo, until } from './windows.js'

let browser: Browser
let built: Built
beforeAll(async () => {
  browser = await openBrowser()
  built = await buildDeck('# One\n\n---\n\n# Two\n\n* a\n\n---\n\n# Three', { notes: true })
})
afterAll(() => browser.close())

/** A point of the window over a point of the slide, given in parts of its width and height. */
async function over(page: Page, selector: string, x: number, y: number): Promise<[number, number]> {
  return (await page.evaluate(`(() => {
    const svg = document.querySelector('${selector}')
    const { a, d, e, f } = svg.getScreenCTM()
    return [e + a * ${x} * 1280, f + d * ${y} * 720]
  })()`)) as [number, number]
}

async function drag(page: Page, selector: string, from: [number, number], to: [number, number]): Promise<void> {
  await page.mouse.move(...(await over(page, selector, ...from)))
  await page.mouse.down()
  await page.mouse.move(...(await over(page, selector, ...to)), { steps: 8 })
  await page.mouse.up()
}

const now = '.lectern-now > .lectern-ink'
const stage = '#lectern-ui > .lectern-ink'
const strokes = (layer: string): string => `document.querySelectorAll('${layer} g > g').length`

test('a drawing appears on the same spot in both windows, belongs to its slide, is erased, and comes back', async () => {
  const { audience, presenter, complaints } = await openTwo(browser, built.url)
  await presenter.keyboard.press('d')
  await drag(presenter, now, [0.25, 0.5], [0.75, 0.5])
  await until(audience, `(document.querySelector('${stage} g > g')?.getBBox().width ?? 0) > 635`)
  const box = (await audience.evaluate(`(() => {
    const { x, y, width, height } = document.querySelector('${stage} g > g').getBBox()
    return [x, y, x + width, y + height].map(Math.round)
  })()`)) as number[]
  expect(box.map((value, index) => Math.abs(value - ([320, 360, 960, 360][index] ?? 0)) < 6)).toEqual([
    true,
    true,
    true,
    true,
  ])
  // Another slide has none of it, and the first one still does.
  await presenter.keyboard.press('ArrowRight')
  await until(audience, `${strokes(stage)} === 0 && location.hash === '#2'`)
  await presenter.keyboard.press('ArrowLeft')
  await until(audience, `${strokes(stage)} === 1`)
  // The audience's window draws, too.
  await audience.keyboard.press('d')
  await drag(audience, stage, [0.5, 0.2], [0.5, 0.3])
  await until(presenter, `${strokes(now)} === 2`)
  await presenter.keyboard.press('e')
  await drag(presenter, now, [0.6, 0.4], [0.6, 0.6])
  await until(audience, `${strokes(stage)} === 1`)
  await presenter.keyboard.down('Control')
  await presenter.keyboard.press('z')
  await until(audience, `${strokes(stage)} === 2`)
  await presenter.keyboard.press('z')
  await until(audience, `${strokes(stage)} === 1`)
  await presenter.keyboard.up('Control')
  // Reloaded windows still have it, and so has one that is opened anew.
  await audience.reload()
  await audience.waitForSelector('html[data-lectern=ready]')
  await until(audience, `${strokes(stage)} === 1`)
  await presenter.evaluate(`document.querySelector('#lectern-presenter .lectern-tools button:last-child').click()`)
  await until(audience, `${strokes(stage)} === 0`)
  await presenter.keyboard.press('Escape')
  expect(await presenter.evaluate(`document.documentElement.dataset.tool ?? ''`)).toBe('')
  expect(complaints).toEqual([])
  await Promise.all([presenter.close(), audience.close()])
})

test('the laser pointer shows where the speaker points, and goes out', async () => {
  const { audience, presenter } = await openTwo(browser, built.url)
  await presenter.keyboard.press('l')
  await presenter.mouse.move(...(await over(presenter, now, 0.25, 0.75)))
  await until(audience, `!document.querySelector('${stage} .lectern-laser').hasAttribute('hidden')`)
  expect(
    await audience.evaluate(`document.querySelector('${stage} .lectern-laser').getAttribute('transform')`),
  ).toMatch(/^translate\((319|32[01])(\.\d+)? (539|54[01])(\.\d+)?\)$/)
  await presenter.keyboard.press('l')
  await until(audience, `document.querySelector('${stage} .lectern-laser').hasAttribute('hidden')`)
  await Promise.all([presenter.close(), audience.close()])
})

test('Z enlarges where the pointer is, in both windows, until Z or the next slide', async () => {
  const { audience, presenter } = await openTwo(browser, built.url)
  const box = (selector: string): string => `document.querySelector('${selector} > div > svg').getAttribute('viewBox')`
  const whole = '0 0 1280 720'
  await presenter.mouse.move(...(await over(presenter, now, 1, 1)))
  await presenter.mouse.move(...(await over(presenter, now, 0.99, 0.99)))
  await presenter.keyboard.press('z')
  await until(audience, `${box('[data-current]')} !== '${whole}'`)
  const [x, y, width, height] = String(await audience.evaluate(box('[data-current]')))
    .split(' ')
    .map(Number)
  expect([Math.round((x ?? 0) / 10), Math.round((y ?? 0) / 10), width, height]).toEqual([76, 43, 512, 288])
  expect(await presenter.evaluate(box('.lectern-preview'))).toBe(await audience.evaluate(box('[data-current]')))
  await audience.keyboard.press('z')
  await until(presenter, `${box('.lectern-preview')} === '${whole}'`)
  await audience.keyboard.press('z')
  await audience.keyboard.press('ArrowRight')
  await until(
    audience,
    `[...document.querySelectorAll('main svg[data-marpit-svg]')].every((svg) => svg.getAttribute('viewBox') === '${whole}')`,
  )
  await Promise.all([presenter.close(), audience.close()])
})

test('what other windows and frames say is ignored', async () => {
  const { audience, presenter } = await openTwo(browser, built.url)
  const token = String(await audience.evaluate('window.name')).slice(-32)
  expect(token).toMatch(/^[0-9a-f]{32}$/)
  const { page: foreign } = await openFile(browser, `${built.url}#2`)
  await foreign.evaluate(`globalThis.other = null`)
  const bad = [
    { namespace: 'reveal-notes', type: 'connect', url: 'javascript:PWN' },
    { method: 'registerPlugin' },
    {
      lectern: 'x',
      message: {
        type: 'state',
        stamp: { count: 1e9, by: 'z' },
        state: { place: { slide: 2, step: 0 }, blank: 'black', scheme: '', timer: { countedMs: 0 } },
      },
    },
    { lectern: token, message: { type: 'state', stamp: { count: 1e9, by: 'z' }, state: { place: { slide: '2' } } } },
  ]
  // A frame of another origin inside the page, and the page itself, are no windows of the talk.
  await audience.evaluate(`(async () => {
    for (const message of ${JSON.stringify(bad)}) window.postMessage(message, '*')
    window.postMessage('x'.repeat(10_000_000), '*')
    window.postMessage({ lectern: '${token}', message: ${JSON.stringify(bad[2]?.message)} }, '*')
    await new Promise((done) => setTimeout(done, 0))
  })()`)
  await presenter.keyboard.press('ArrowRight')
  await until(audience, `location.hash === '#2'`)
  expect(await audience.evaluate(`document.querySelector('#lectern-blank').hidden`)).toBe(true)
  await Promise.all([presenter.close(), audience.close(), foreign.close()])
})

test.each([
  [
    'garbage in the storage',
    `for (const s of [sessionStorage, localStorage]) for (const k of ['show','notes size','split side']) s.setItem('lectern:' + location.pathname + ':' + k, k === 'show' ? '{"state":{"place":{"slide":"<img src=x onerror=PWN>"}},"ink":[1],"stamp":[]}' : '"<img>"')`,
  ],
  [
    'broken JSON in the storage',
    `for (const s of [sessionStorage, localStorage]) for (const k of ['show','notes size']) s.setItem('lectern:' + location.pathname + ':' + k, '{')`,
  ],
  [
    'a storage that is full',
    `Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') }`,
  ],
  [
    'no storage at all',
    `for (const s of ['sessionStorage', 'localStorage']) Object.defineProperty(window, s, { get() { throw new DOMException('denied', 'SecurityError') } })`,
  ],
])('%s hinders nobody', async (_, code) => {
  const page = await browser.newPage()
  await page.evaluateOnNewDocument(code)
  await page.close()
  const { page: audience } = await openFile(browser, built.url)
  await audience.evaluateOnNewDocument(code)
  await audience.reload()
  await audience.waitForSelector('html[data-lectern=ready]')
  await audience.keyboard.press('ArrowRight')
  const opened = new Promise<Page>((resolve) => audience.once('popup', (popup) => popup && resolve(popup)))
  await audience.keyboard.press('p')
  const presenter = await opened
  await presenter.waitForSelector('.lectern-where')
  await until(presenter, `document.querySelector('.lectern-where').textContent === '2 / 3'`)
  await presenter.keyboard.press('ArrowRight')
  await until(audience, `location.hash === '#2.1'`)
  await Promise.all([presenter.close(), audience.close()])
})

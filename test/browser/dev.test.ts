import { createServer } from 'node:http'
import type { Browser, Page } from 'puppeteer-core'
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest'
import { type Served, serve, tokens } from '../serve/served.js'
import { openBrowser } from './open.js'

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser({ network: true, hosts: 'MAP rebind.test 127.0.0.1' })
})
afterAll(() => browser.close())

const deck = { 'talk.md': '# One\n\n---\n\n# Two\n\n<!-- NOTE-SECRET-88 -->\n' }

async function visit(url: string): Promise<{ page: Page; complaints: string[] }> {
  const page = await browser.newPage()
  onTestFinished(() => page.close())
  const complaints: string[] = []
  page.on('console', (message) => {
    if (['error', 'warn'].includes(message.type())) complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(String(error)))
  await page.goto(url)
  return { page, complaints }
}

it('shows the slide that was edited, a moment after it was saved, and goes there', async () => {
  const served = await serve(deck, { debug: true })
  const { page, complaints } = await visit(`${served.origin}/talk/?token=${tokens.speaker}`)
  await page.waitForSelector('html[data-lectern=ready]')
  expect(page.url()).not.toContain('token')
  await served.write('talk.md', '# One\n\n---\n\n# Two times\n')
  await page.waitForFunction("document.querySelector('[data-current] h1')?.textContent === 'Two times'")
  await expect.poll(() => served.painted.length).toBe(1)
  expect(complaints).toEqual([])
  expect(served.failures).toEqual([])
})

it('shows the slides without JavaScript, too', async () => {
  const served = await serve(deck)
  const page = await browser.newPage()
  onTestFinished(() => page.close())
  await page.setJavaScriptEnabled(false)
  await page.goto(`${served.origin}/talk/`)
  const heights = await page.$$eval('section.lectern-slide', (slides) =>
    slides.map((slide) => slide.getBoundingClientRect().height),
  )
  expect(heights.length).toBe(2)
  for (const height of heights) expect(height).toBeGreaterThan(300)
})

it('is nothing to a name that somebody made lead here (DNS rebinding)', async () => {
  const { port } = await serve(deck)
  const page = await browser.newPage()
  onTestFinished(() => page.close())
  expect((await page.goto(`http://rebind.test:${port}/talk/`))?.status()).toBe(403)
  // A page of that name at its own port tries to reach ours by it.
  await page.goto((await site('<!doctype html>')).replace('127.0.0.1', 'rebind.test'))
  const tried = await page.evaluate(`Promise.all([
    fetch('http://rebind.test:${port}/talk/').then((answer) => answer.status, () => 'failed'),
    new Promise((done) => {
      const socket = new WebSocket('ws://rebind.test:${port}/__lectern/live?deck=talk')
      socket.onopen = () => done('open')
      socket.onerror = () => done('failed')
    }),
  ])`)
  expect(tried).toEqual(['failed', 'failed'])
})

it('lets no page of another site read, run, embed or watch anything (CORS, CORP, framing)', async () => {
  const served = await serve(deck)
  const evil = await site('<!doctype html><title>evil</title>')
  // The speaker is at home in this browser, so that their cookie goes along where a browser lets it.
  await visit(`${served.origin}/talk/?token=${tokens.speaker}`)
  const { page } = await visit(evil)
  const read = await page.evaluate(attack(served))
  expect(read).toEqual({
    cors: 'failed',
    opaque: 'failed',
    image: 'failed',
    script: 'failed',
    style: 'failed',
    socket: 'failed',
    events: 'failed',
    frame: 'unreadable',
    window: 'unreadable',
  })
  const frames = await Promise.all(
    page.frames().map((frame) => frame.evaluate('document.body?.textContent ?? ""').catch(() => '')),
  )
  expect(frames.join()).not.toMatch(/One|SECRET/)
})

function attack({ origin }: Served): string {
  const element = (name: string, attribute: string, path: string): string =>
    `new Promise((done) => { const it = document.createElement('${name}'); it.onload = () => done('loaded'); it.onerror = () => done('failed'); if ('${name}' === 'link') it.rel = 'stylesheet'; it.${attribute} = '${origin}${path}'; document.head.append(it) })`
  return `(async () => {
    const failed = () => 'failed'
    const frame = document.createElement('iframe')
    const loaded = new Promise((done) => { frame.onload = done })
    frame.src = '${origin}/talk/'
    document.body.append(frame)
    await loaded
    const opened = window.open('${origin}/talk/')
    await new Promise((done) => setTimeout(done, 500))
    const unreadable = (read) => { try { return read()?.body?.textContent.includes('One') ? 'read' : 'unreadable' } catch { return 'unreadable' } }
    return {
      cors: await fetch('${origin}/talk/').then(() => 'loaded', failed),
      opaque: await fetch('${origin}/talk/', { mode: 'no-cors' }).then(() => 'loaded', failed),
      image: await ${element('img', 'src', '/__lectern/files/talk/x/y')},
      script: await ${element('script', 'src', '/talk/')},
      style: await ${element('link', 'href', '/talk/')},
      socket: await new Promise((done) => { const it = new WebSocket('${origin.replace('http', 'ws')}/__lectern/live?deck=talk'); it.onopen = () => done('open'); it.onerror = () => done('failed') }),
      events: await new Promise((done) => { const it = new EventSource('${origin}/__lectern/live'); it.onopen = () => done('open'); it.onerror = () => done('failed') }),
      frame: unreadable(() => frame.contentDocument),
      window: unreadable(() => opened.document),
    }
  })()`
}

/** A page of somebody else, at another port. */
async function site(html: string): Promise<string> {
  const server = createServer((_, response) => response.setHeader('content-type', 'text/html').end(html))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const address = server.address()
  return `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}/`
}

// Two screens and the wake lock, in a browser that has been given both: real windows on screens that only look real.
import type { Browser, CDPSession, Page, Protocol } from 'puppeteer-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Built, buildDeck } from './exported.js'
import { openBrowser, openFile } from './open.js'
import { popupOf, until } from './windows.js'

let browser: Browser
let built: Built
/** What was allowed is forgotten with the session that said so. */
let user: CDPSession
beforeAll(async () => {
  browser = await openBrowser({ screens: '{1280x720}{1920x1080 label=Projector}' })
  user = await browser.target().createCDPSession()
  built = await buildDeck('# One\n\n<!-- hello -->\n\n---\n\n# Two')
})
afterAll(() => browser.close())

/** Says what the user has allowed, and forgets everything else. */
async function allow(...permissions: Protocol.Browser.PermissionType[]): Promise<void> {
  await user.send('Browser.resetPermissions')
  await user.send('Browser.grantPermissions', { permissions })
}

const role = (page: Page) => page.evaluate('document.documentElement.dataset.role')
const left = (page: Page) => page.evaluate('screenX') as Promise<number>
const projector = 1280

test('with two screens, P keeps the speaker’s view here and sends the slides to the other one', async () => {
  await allow('windowManagement')
  const { page: speaker } = await openFile(browser, built.url)
  const slides = await popupOf(speaker, () => speaker.keyboard.press('p'))
  expect([await role(speaker), await role(slides)]).toEqual(['presenter', 'audience'])
  expect(await left(speaker)).toBeLessThan(projector)
  expect(await slides.evaluate('[screenX, screenY, outerWidth, outerHeight]')).toEqual([projector, 0, 1920, 1080])
  await speaker.waitForFunction(`document.querySelector('.lectern-alarm').hidden`)
  await speaker.keyboard.press('ArrowRight')
  await until(slides, `location.hash === '#2'`)
  // The slides are closed by accident: they come back where they were. So does the speaker's view, on the other side.
  await slides.close()
  await until(speaker, `!document.querySelector('.lectern-alarm').hidden`)
  const again = await popupOf(speaker, () => speaker.click('.lectern-alarm'))
  expect([await role(again), await left(again)]).toEqual(['audience', projector])
  await speaker.close()
  await until(again, `!document.documentElement.hasAttribute('data-linked')`)
  const view = await popupOf(again, () => again.keyboard.press('p'))
  expect(await role(view)).toBe('presenter')
  expect(await left(view)).toBeLessThan(projector)
  // Swapping changes what the windows show, so the screens need not be found again.
  await view.waitForFunction(`document.querySelector('.lectern-alarm').hidden`)
  await view.keyboard.press('x')
  await until(again, `document.documentElement.dataset.role === 'presenter'`)
  expect([await role(view), await left(again)]).toEqual(['audience', projector])
  await Promise.all([again.close(), view.close()])
})

test('as long as nobody has allowed it, P opens the speaker’s view beside the slides', async () => {
  await allow()
  const { page: slides, complaints } = await openFile(browser, built.url)
  const view = await popupOf(slides, () => slides.keyboard.press('p'))
  expect([await role(slides), await role(view)]).toEqual(['audience', 'presenter'])
  expect(await left(view)).toBeLessThan(projector)
  expect(complaints).toEqual([])
  await Promise.all([slides.close(), view.close()])
})

/** Keeps what the browser itself answers to requests for a lock. */
const watchLocks = `globalThis.locks = []; {
  const request = WakeLock.prototype.request
  WakeLock.prototype.request = function (...all) {
    const asked = request.apply(this, all)
    asked.then((lock) => locks.push(lock), (refusal) => locks.push(refusal.name))
    return asked
  }
}`

/** Locks that are held now, and how often there was an answer. */
const held = `JSON.stringify([locks.filter((lock) => lock.released === false).length, locks.length])`

async function minimise(page: Page, windowState: 'minimized' | 'normal'): Promise<void> {
  const session = await page.createCDPSession()
  const { windowId } = await session.send('Browser.getWindowForTarget')
  await session.send('Browser.setWindowBounds', { windowId, bounds: { windowState } })
  await session.detach()
}

test('the screen is kept awake while a talk is given: again after the window was hidden, and not by a mere reader', async () => {
  await allow('wakeLockScreen')
  const { page: slides } = await openFile(browser, built.url)
  await slides.evaluate(watchLocks)
  await slides.keyboard.press('ArrowRight')
  expect(await slides.evaluate(held)).toBe('[0,0]')
  const view = await popupOf(slides, () => slides.keyboard.press('p'))
  await until(slides, `${held} === '[1,1]'`)
  await minimise(slides, 'minimized')
  await until(slides, `${held}.startsWith('[0,')`)
  await minimise(slides, 'normal')
  await until(slides, `${held}.startsWith('[1,')`)
  await Promise.all([slides.close(), view.close()])
})

test('a browser that keeps no screen awake hinders nobody', async () => {
  await allow()
  for (const none of ['', `Object.defineProperty(navigator, 'wakeLock', { value: undefined })`]) {
    const { page: slides, complaints } = await openFile(browser, built.url)
    await slides.evaluate(`${watchLocks};${none}`)
    const view = await popupOf(slides, () => slides.keyboard.press('p'))
    await view.waitForFunction(`document.querySelector('.lectern-alarm')?.hidden === true`)
    if (none === '') await until(slides, `locks.includes('NotAllowedError')`)
    await view.keyboard.press('ArrowRight')
    await until(slides, `location.hash === '#2'`)
    expect(complaints).toEqual([])
    await Promise.all([slides.close(), view.close()])
  }
})

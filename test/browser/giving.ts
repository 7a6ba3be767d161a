// A talk that `lectern present` serves, opened as its people do.
import type { Browser, Page } from 'puppeteer-core'
import type { Presented } from '../serve/presented.js'
import { popupOf, textOf, until } from './windows.js'

/** A window of a person of their own. */
export async function visit(browser: Browser, url: string, size = { width: 1000, height: 640 }): Promise<Page> {
  const context = await browser.createBrowserContext()
  const page = await context.newPage()
  await page.setViewport(size)
  await page.goto(url)
  await page.waitForSelector('html[data-lectern=ready]')
  return page
}

const phone = { width: 390, height: 844, hasTouch: true, isMobile: true }

/** The windows of a talk: the speaker's, the room's, and a phone. */
export interface Given {
  readonly speaker: Page
  readonly room: Page
  readonly remote: Page
}

/** Opens the speaker's window and the room's, and lets a phone in by its code. */
export async function giveTalk(browser: Browser, talk: Presented): Promise<Given> {
  const speaker = await visit(browser, talk.link)
  const room = await popupOf(speaker, () => speaker.keyboard.press('p'))
  await speaker.evaluate(`[...document.querySelectorAll('button')].find((one) => one.textContent === 'Phone').click()`)
  await until(speaker, `document.querySelector('#lectern-pairing code').textContent !== ''`)
  const code = (await textOf(speaker, '#lectern-pairing code')).replace(/\/\/[^:]+:/, '//localhost:')
  await speaker.keyboard.press('Escape')
  const remote = await visit(browser, code, phone)
  await until(remote, `document.querySelector('.lectern-offline').hidden`)
  return { speaker, room, remote }
}

// A talk in two windows: the audience's and the speaker's.
import type { Browser, Page } from 'puppeteer-core'
import { type OpenOptions, openFile } from './open.js'

/** Both windows, and what they complained about. */
export interface TwoWindows {
  readonly audience: Page
  readonly presenter: Page
  readonly complaints: string[]
}

/** Opens a deck, and from it the presenter view. */
export async function openTwo(browser: Browser, url: string, options: OpenOptions = {}): Promise<TwoWindows> {
  const { page: audience, complaints } = await openFile(browser, url, options)
  const presenter = await popupOf(audience, () => audience.keyboard.press('p'))
  const all = complaints as string[]
  presenter.on('pageerror', (error) => all.push(String(error)))
  presenter.on('console', (message) => {
    if (['error', 'warn'].includes(message.type())) all.push(message.text())
  })
  await presenter.waitForFunction(`document.querySelector('.lectern-alarm')?.hidden === true`)
  return { audience, presenter, complaints: all }
}

/** The window that something opens, when its player is ready. */
export async function popupOf(page: Page, act: () => Promise<unknown>): Promise<Page> {
  const opened = new Promise<Page>((resolve) => page.once('popup', (popup) => popup && resolve(popup)))
  await act()
  const popup = await opened
  await popup.setViewport({ width: 1280, height: 800 })
  await popup.waitForSelector('html[data-lectern=ready]')
  return popup
}

/** Waits until an expression is true in the page. */
export async function until(page: Page, expression: string): Promise<void> {
  await page.waitForFunction(expression, { polling: 20, timeout: 25_000 })
}

/** The text of an element. */
export async function textOf(page: Page, selector: string): Promise<string> {
  return String(await page.evaluate(`document.querySelector(${JSON.stringify(selector)})?.textContent ?? ''`))
}

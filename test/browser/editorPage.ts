import { readFile } from 'node:fs/promises'
import type { Browser, Frame, KeyInput, Page } from 'puppeteer-core'
import { expect, onTestFinished } from 'vitest'
import { type Editing, startEditing } from '../serve/editing.js'

/** An editor in a real browser, on a deck of its own. */
export interface EditorPage {
  readonly editing: Editing
  readonly page: Page
  /** Errors and warnings of the console, and uncaught errors. */
  readonly complaints: readonly string[]
  /** What the editor holds. */
  text(): Promise<string>
  /** What is on disk. */
  disk(): Promise<string>
  /** Waits until the status says this. */
  status(text: string | RegExp): Promise<void>
  /** The frame with the slides. */
  slides(): Promise<Frame>
  /** Types at the end of the text. */
  typeAtEnd(text: string): Promise<void>
}

/** Serves `talk.md` with this text and opens it. */
export async function editDeck(
  browser: Browser,
  text: string,
  files: Readonly<Record<string, string | Uint8Array>> = {},
): Promise<EditorPage> {
  const editing = await startEditing({ 'talk.md': text, ...files })
  onTestFinished(() => editing.close())
  return openEditor(browser, editing)
}

/** Opens another window on the same deck. */
export async function openEditor(browser: Browser, editing: Editing): Promise<EditorPage> {
  const page = await browser.newPage()
  onTestFinished(async () => {
    if (!page.isClosed()) await page.close()
  })
  const complaints: string[] = []
  page.on('console', (message) => {
    // Said of every frame that may run scripts of its own origin; see `client/editor/layout.ts`.
    if (['error', 'warn'].includes(message.type()) && !message.text().includes('escape its sandboxing')) {
      complaints.push(message.text())
    }
  })
  page.on('pageerror', (error) => complaints.push(String(error)))
  await page.setViewport({ width: 1280, height: 800 })
  await page.goto(editing.url)
  return { ...watch(page, editing), complaints }
}

function watch(page: Page, editing: Editing): Omit<EditorPage, 'complaints'> {
  return {
    editing,
    page,
    text: () => textOf(page),
    disk: () => readFile(editing.path, 'utf8'),
    status: async (text) => {
      await expect.poll(() => page.$eval('#status', (one) => one.textContent), waiting).toMatch(text)
    },
    slides: async () => {
      await page.waitForSelector('html[data-lectern=ready]')
      const element = await page.waitForSelector('#slides')
      const frame = await element?.contentFrame()
      if (!frame) throw new Error('There is no frame.')
      await frame.waitForSelector('html[data-lectern=ready]')
      return frame
    },
    typeAtEnd: async (text) => {
      await page.waitForSelector('html[data-lectern=ready]')
      await page.focus('#text .cm-content')
      await page.keyboard.down('Control')
      await page.keyboard.press('End')
      await page.keyboard.up('Control')
      await page.keyboard.type(text)
    },
  }
}

/** The lines as they are drawn: the decks of these tests are short enough to be in sight. */
async function textOf(page: Page): Promise<string> {
  await page.waitForSelector('html[data-lectern=ready]')
  return (await page.$$eval('#text .cm-line', (lines) => lines.map((line) => line.textContent ?? ''))).join('\n')
}

/** Presses a key, with those before it held. */
export async function pressKeys(page: Page, ...keys: readonly KeyInput[]): Promise<void> {
  for (const key of keys.slice(0, -1)) await page.keyboard.down(key)
  const [last] = keys.slice(-1)
  if (last !== undefined) await page.keyboard.press(last)
  for (const key of keys.slice(0, -1).reverse()) await page.keyboard.up(key)
}

/** How long a condition may take until it holds. */
export const waiting = { timeout: 20_000, interval: 25 }

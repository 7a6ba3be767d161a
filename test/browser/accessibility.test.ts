import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import axe from 'axe-core'
import type { Browser, Page } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { renderRehearsal } from '../../src/render/reports/rehearsalPage.js'
import { type Built, buildDeck } from './exported.js'
import { openBrowser, openFile } from './open.js'
import { openTwo } from './windows.js'

let browser: Browser
let built: Built
beforeAll(async () => {
  browser = await openBrowser()
  built = await buildDeck('# One\n\nText and a [link](#2)\n\n---\n\n# Two\n\n* a\n* b\n\n---\n\n# Three')
})
afterAll(() => browser.close())

/** What axe finds wrong with the page as it is now: rule and elements. */
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe.source)
  const found = await page.evaluate(`axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) =>
    violations.map(({ id, nodes }) => id + ' ' + nodes.map((node) => node.target.join(' ')).join(', ')))`)
  return found as string[]
}

describe.each([
  ['the player', []],
  ['a slide with steps', ['ArrowRight', 'ArrowRight']],
  ['the help', ['?']],
  ['the go-to box', ['g']],
  ['the go-to box that finds nothing', ['g', 'z', 'z']],
  ['the overview', ['o']],
  ['the black screen', ['b']],
  ['a typed number', ['1', '2']],
] as const)('%s', (_, keys) => {
  test.each(['light', 'dark'] as const)('has nothing that axe objects to, in %s', async (scheme) => {
    for (const size of [{}, { width: 390, height: 844, touch: true }]) {
      const { page } = await openFile(browser, built.url, { ...size, scheme })
      await page.mouse.move(200, 200)
      for (const key of keys) await page.keyboard.press(key)
      await page.waitForFunction('document.getAnimations().length === 0')
      expect(await violations(page)).toEqual([])
      await page.close()
    }
  })
})

describe.each([
  ['the presenter view', []],
  ['its drawing tools', ['d']],
  ['its help', ['?']],
  ['its overview', ['o']],
  ['its black screen', ['ArrowRight', 'b']],
] as const)('%s', (_, keys) => {
  test('has nothing that axe objects to', async () => {
    const { audience, presenter } = await openTwo(browser, built.url)
    for (const key of keys) await presenter.keyboard.press(key)
    await presenter.waitForFunction('document.getAnimations().length === 0')
    expect(await violations(presenter)).toEqual([])
    expect(await violations(audience)).toEqual([])
    await Promise.all([presenter.close(), audience.close()])
  })
})

test('the chart of a rehearsal has nothing that axe objects to, and fits a phone', async () => {
  const slides = ['One', 'Two', 'Three'].map((title, index) => ({
    title,
    plan: 60,
    times: [50, 90 + index],
    latest: 90 + index,
    average: 70,
  }))
  const runs = [50, 90].map((seconds) => ({ label: `${seconds}`, seconds: seconds * 3 }))
  const { html } = renderRehearsal({ title: 'Talk', lang: 'en', slides, plan: [60, 60, 60], runs })
  const path = join(built.folder, 'talk.rehearsal.html')
  await writeFile(path, html)
  for (const scheme of ['light', 'dark'] as const) {
    const page = await browser.newPage()
    await page.setViewport({ width: scheme === 'light' ? 1000 : 390, height: 844 })
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }])
    await page.goto(pathToFileURL(path).href)
    expect(await violations(page)).toEqual([])
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true)
    await page.close()
  }
})

test('Tab goes through all of the presenter view, and nothing of a copied slide has the focus', async () => {
  const { audience, presenter } = await openTwo(browser, built.url)
  const visited: string[] = []
  for (let tabs = 0; tabs < 40; tabs++) {
    await presenter.keyboard.press('Tab')
    visited.push(
      String(
        await presenter.evaluate(
          `document.activeElement.getAttribute('aria-label') ?? document.activeElement.textContent.trim().slice(0, 20)`,
        ),
      ),
    )
  }
  for (const label of ['Width of the slide', 'Notes', 'Next', 'Draw', 'Swap screens']) expect(visited).toContain(label)
  expect(visited.some((label) => label.startsWith('Timer 0:0'))).toBe(true)
  expect(visited).not.toContain('link')
  await Promise.all([presenter.close(), audience.close()])
})

test('Tab reaches the controls, which then show, with a visible focus', async () => {
  const { page } = await openFile(browser, built.url)
  for (let tabs = 0; tabs < 3; tabs++) await page.keyboard.press('Tab')
  await page.waitForFunction('document.getAnimations().length === 0')
  const [inControls, opacity, outline] = (await page.evaluate(`[
    document.activeElement.closest('#lectern-controls') !== null,
    getComputedStyle(document.querySelector('#lectern-controls')).opacity,
    getComputedStyle(document.activeElement).outlineStyle,
  ]`)) as [boolean, string, string]
  expect([inControls, opacity, outline]).toEqual([true, '1', 'solid'])
  await page.close()
})

test('people who want less motion get none', async () => {
  const { page } = await openFile(browser, built.url)
  await page.emulateMediaFeatures([{ name: 'prefers-reduced-motion', value: 'reduce' }])
  await page.mouse.move(300, 300)
  await page.keyboard.press('ArrowRight')
  expect(await page.evaluate('document.getAnimations().length')).toBe(0)
  await page.close()
})

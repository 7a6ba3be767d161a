import axe from 'axe-core'
import type { Browser, Page } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { editDeck, pressKeys, waiting } from './editorPage.js'
import { openBrowser } from './open.js'

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser({ network: true })
})
afterAll(() => browser.close())

const deck = '# One\n\n<!-- _clas: lead -->\n\ntext\n\n---\n\n# Two\n\nmore\n'

/** What axe finds wrong with the page, without the slides: those have tests of their own. */
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe.source)
  const found =
    await page.evaluate(`axe.run({ exclude: [['#slides']] }, { resultTypes: ['violations'] }).then(({ violations }) =>
    violations.map(({ id, nodes }) => id + ' ' + nodes.map((node) => node.target.join(' ') + ' ' + (node.any[0]?.message ?? '')).join(', ')))`)
  return found as string[]
}

const focused = (page: Page): Promise<string> =>
  page.evaluate(`document.activeElement.id || document.activeElement.className`) as Promise<string>

describe.each(['light', 'dark'] as const)('in %s, nothing that axe objects to', (scheme) => {
  test('in the page, its completion, its search and its problems', async () => {
    const { page, status, typeAtEnd } = await editDeck(browser, deck)
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }])
    await status('Saved')
    await page.waitForSelector('.cm-lintRange')
    expect(await violations(page)).toEqual([])
    await typeAtEnd('\n<!-- cl')
    await page.waitForSelector('.cm-tooltip-autocomplete')
    expect(await violations(page)).toEqual([])
    await pressKeys(page, 'Escape')
    await pressKeys(page, 'Control', 'f')
    await page.waitForSelector('.cm-search')
    expect(await violations(page)).toEqual([])
    await pressKeys(page, 'Escape')
    await page.click('#problems')
    await page.waitForSelector('#list .problem')
    expect(await violations(page)).toEqual([])
  })

  test('in two versions side by side', async () => {
    const { page, editing, status } = await editDeck(browser, deck)
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }])
    await status('Saved')
    await page.setOfflineMode(true)
    await page.keyboard.type('mine ')
    await editing.write('talk.md', `theirs ${deck}`)
    await page.setOfflineMode(false)
    await pressKeys(page, 'Control', 's')
    await page.waitForSelector('#versions[open]')
    expect(await violations(page)).toEqual([])
  })
})

describe('without a mouse', () => {
  test('Esc and then Tab leaves the text, and everything else is reached', async () => {
    const { page, text, status } = await editDeck(browser, deck)
    await status('Saved')
    await pressKeys(page, 'Tab')
    expect(await text()).not.toBe(deck.trimEnd())
    await pressKeys(page, 'Control', 'z')
    await pressKeys(page, 'Escape')
    await pressKeys(page, 'Tab')
    expect(await focused(page)).toBe('splitter')
    await pressKeys(page, 'Tab')
    expect(await focused(page)).toBe('slides')
    await page.focus('#problems')
    const reached: string[] = []
    for (let times = 0; times < 4; times++) {
      reached.push(await focused(page))
      await pressKeys(page, 'Tab')
    }
    expect(reached).toEqual(['problems', 'follow', 'save', 'show'])
  })

  test('the splitter is moved by keys, says where it is, and is remembered', async () => {
    const { page, status } = await editDeck(browser, deck)
    await status('Saved')
    const bar = () =>
      page.$eval('#splitter', (one) => [one.getAttribute('aria-valuenow'), one.getAttribute('aria-orientation')])
    const width = () => page.$eval('#text', (one) => one.getBoundingClientRect().width)
    await page.evaluate(`localStorage.removeItem('lectern-split')`)
    await page.reload()
    await status('Saved')
    const before = await width()
    await page.focus('#splitter')
    await pressKeys(page, 'ArrowRight')
    expect(await bar()).toEqual(['52', 'vertical'])
    expect(await width()).toBeGreaterThan(before)
    await pressKeys(page, 'Home')
    expect((await bar())[0]).toBe('15')
    await pressKeys(page, 'Shift', 'ArrowRight')
    await page.reload()
    await status('Saved')
    expect((await bar())[0]).toBe('25')
    await page.setViewport({ width: 700, height: 900 })
    await expect.poll(async () => (await bar())[1], waiting).toBe('horizontal')
  })

  test('the splitter follows the pointer over the slides', async () => {
    const { page, status } = await editDeck(browser, deck)
    await status('Saved')
    const box = await (await page.$('#splitter'))?.boundingBox()
    if (!box) throw new Error('There is no splitter.')
    await page.mouse.move(box.x + 4, 400)
    await page.mouse.down()
    await page.mouse.move(1000, 400, { steps: 4 })
    await page.mouse.up()
    await expect.poll(async () => (await (await page.$('#splitter'))?.boundingBox())?.x, waiting).toBeGreaterThan(900)
  })

  test('the list of problems is opened, walked and left by keys, and mends', async () => {
    const { page, text, status } = await editDeck(browser, deck)
    await status('Saved')
    await pressKeys(page, 'Control', 'Shift', 'm')
    expect(await focused(page)).toBe('problem')
    expect(await page.$eval('#list', (one) => one.textContent)).toMatch(/warning.*_clas.*Did you mean.*talk\.md:3/)
    await pressKeys(page, 'Escape')
    expect(await focused(page)).toContain('cm-content')
    await pressKeys(page, 'Control', 'Shift', 'm')
    await pressKeys(page, 'Tab')
    await pressKeys(page, 'Enter')
    expect(await text()).toContain('<!-- _class: lead -->')
    await page.waitForFunction(`document.querySelector('#problems').textContent === 'No problems'`)
  })

  test('following is switched off and on', async () => {
    const { page, slides, status } = await editDeck(browser, deck)
    await status('Saved')
    const frame = await slides()
    await page.focus('#follow')
    await pressKeys(page, 'Enter')
    expect(await page.$eval('#follow', (one) => one.getAttribute('aria-pressed'))).toBe('false')
    await page.focus('#text .cm-content')
    await pressKeys(page, 'Control', 'End')
    await page.focus('#follow')
    expect(await frame.evaluate('location.hash')).toBe('#1')
    await pressKeys(page, 'Enter')
    await expect.poll(() => frame.evaluate('location.hash'), waiting).toBe('#2')
  })
})

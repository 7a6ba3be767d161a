import { chmod, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser, Page } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { startEditing } from '../serve/editing.js'
import { editDeck, openEditor, pressKeys, waiting } from './editorPage.js'
import { openBrowser } from './open.js'

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser({ network: true })
})
afterAll(() => browser.close())

const deck = '# One\n\nfirst\n\n---\n\n# Two\n\nsecond\n\n---\n\n# Three\n\nthird\n'

/** Labels of the completions that are offered. */
async function offered(page: Page): Promise<string[]> {
  await page.waitForSelector('.cm-tooltip-autocomplete')
  return page.$$eval('.cm-completionLabel', (labels) => labels.map((label) => label.textContent ?? ''))
}

/** Takes the first completion; keys are not listened to in the first moment of the list. */
async function take(page: Page): Promise<void> {
  await page.locator('.cm-tooltip-autocomplete li[aria-selected]').click()
}

const clickButton = (page: Page, label: string): Promise<void> =>
  page.locator(`::-p-aria([name="${label}"][role="button"])`).click()

describe('writing', () => {
  test('saves after a pause, and the slide has changed', async () => {
    const { disk, status, slides, typeAtEnd, complaints } = await editDeck(browser, deck)
    await status('Saved')
    const frame = await slides()
    await typeAtEnd('\nA new line')
    await status('Saved')
    await expect.poll(disk, waiting).toBe(`${deck}\nA new line`)
    await frame.waitForFunction(
      `document.querySelector('.lectern-slide:nth-of-type(3)').textContent.includes('A new line')`,
    )
    expect(complaints).toEqual([])
  })

  test('saves at once with Ctrl+S', async () => {
    const { page, disk, typeAtEnd } = await editDeck(browser, deck)
    await typeAtEnd('!')
    await pressKeys(page, 'Control', 's')
    await expect.poll(disk, waiting).toBe(`${deck}!`)
  })

  test('continues lists, indents with Tab, undoes, and toggles comments', async () => {
    const { page, text, typeAtEnd } = await editDeck(browser, '')
    await typeAtEnd('* one\ntwo\n')
    await pressKeys(page, 'Tab')
    await page.keyboard.type('three')
    expect(await text()).toBe('* one\n* two\n  * three')
    await pressKeys(page, 'Control', '/')
    expect(await text()).toBe('* one\n* two\n  <!-- * three -->')
    await pressKeys(page, 'Control', '/')
    await pressKeys(page, 'Shift', 'Tab')
    expect(await text()).toBe('* one\n* two\n* three')
    for (let times = 0; times < 9; times++) await pressKeys(page, 'Control', 'z')
    expect(await text()).toBe('')
  })

  test('ends a comment where it begins, and only once', async () => {
    const { page, text, typeAtEnd } = await editDeck(browser, '')
    await typeAtEnd('<!-- a note -->')
    expect(await text()).toBe('<!-- a note -->')
    await page.keyboard.type('\n<!--')
    expect(await text()).toBe('<!-- a note -->\n<!--  -->')
  })

  test('keeps Windows line ends', async () => {
    const { disk, typeAtEnd } = await editDeck(browser, '# One\r\n\r\ntext\r\n')
    await typeAtEnd('more')
    await expect.poll(disk, waiting).toBe('# One\r\n\r\ntext\r\nmore')
  })
})

describe('completion', () => {
  const talk = '---\ntheme: atlas\nlayout: none\n---\n\n# One\n'

  test('shows the layouts of the theme behind class, with what they are for', async () => {
    const { page, text, typeAtEnd } = await editDeck(browser, talk)
    await typeAtEnd('\n<!-- _cl')
    expect(await offered(page)).toEqual(['_class'])
    await take(page)
    await page.waitForFunction(`document.querySelectorAll('.cm-completionLabel').length > 5`)
    expect(await offered(page)).toEqual(expect.arrayContaining(['title', 'section', 'quote', 'lead', 'invert']))
    await page.waitForSelector('.cm-completionInfo')
    expect(await page.$eval('.cm-completionInfo', (info) => info.textContent)).toMatch(/first slide|title/i)
    await page.keyboard.type('quo')
    await expect.poll(() => offered(page), waiting).toEqual(['quote'])
    await take(page)
    expect(await text()).toContain('\n<!-- _class: quote -->')
  })

  test.each([
    ['keys of the front matter', '---\ntheme: atlas\ncolorSch', 'colorScheme'],
    ['names of themes', '---\ntheme: at', 'atlas'],
    ['tokens of the theme', '---\ntheme: atlas\ntokens:\n  sig', 'signal'],
    ["Lectern's own words", '# One\n\n<!-- st', 'step'],
    ['words of pictures', '# One\n\n![bg gray', 'grayscale'],
    ['files of the folder', '# One\n\n![](pic', 'img/picture one.png'],
    ['callouts', '# One\n\n> [!ca', 'CAUTION'],
    ['sizes', '---\ntheme: atlas\nsize: ', '4:3'],
    ['transitions', '---\ntheme: atlas\ntransition: ', 'fade'],
  ])('offers %s', async (_, typed, expected) => {
    const at = typed.lastIndexOf('\n') + 1
    const rest = typed.startsWith('---') ? '\n---\n\n# One\n' : '\n'
    const { page } = await editDeck(browser, `${typed.slice(0, at)}${rest}`, { 'img/picture one.png': 'x' })
    await page.waitForSelector('html[data-lectern=ready]')
    for (let line = 1; line < typed.split('\n').length; line++) await pressKeys(page, 'ArrowDown')
    await page.keyboard.type(typed.slice(at))
    expect(await offered(page)).toContain(expected)
  })

  test('puts a file with a space in its name so that it is found', async () => {
    const { page, text, typeAtEnd } = await editDeck(browser, '', { 'picture one.png': 'x' })
    await typeAtEnd('![](pic')
    await take(page)
    expect(await text()).toBe('![](picture%20one.png)')
  })
})

describe('problems', () => {
  test('are marked where they are, with a hint, and mended by one press', async () => {
    const { page, text, disk } = await editDeck(browser, '# One\n\n<!-- _clas: lead -->\n\ntext\n')
    await page.waitForSelector('.cm-lintRange-warning')
    expect(await page.$eval('.cm-lintRange-warning', (mark) => mark.textContent)).toBe('_clas')
    expect(await page.$eval('#problems', (one) => one.textContent)).toBe('1 problem')
    await page.hover('.cm-lintRange-warning')
    await page.waitForSelector('.cm-tooltip-lint')
    expect(await page.$eval('.cm-tooltip-lint', (one) => one.textContent)).toContain('Did you mean')
    await page.click('.cm-tooltip-lint .cm-diagnosticAction')
    expect(await text()).toContain('<!-- _class: lead -->')
    await expect.poll(disk, waiting).toContain('<!-- _class: lead -->')
    await page.waitForFunction(`document.querySelector('#problems').textContent === 'No problems'`)
    expect(await page.$('.cm-lintRange-warning')).toBeNull()
  })

  test('of a broken front matter are told, and the slides stay', async () => {
    const { page, slides, status } = await editDeck(browser, '---\ntitle: A\n---\n\n# One\n')
    const frame = await slides()
    await status('Saved')
    await pressKeys(page, 'ArrowDown')
    await pressKeys(page, 'End')
    await page.keyboard.type('\n@bad')
    await page.waitForSelector('.cm-lintRange-error')
    expect(await frame.$eval('.lectern-slide', (one) => one.textContent)).toContain('One')
  })
})

describe('cursor and slide', () => {
  test('follow each other', async () => {
    const { page, slides } = await editDeck(browser, deck)
    const frame = await slides()
    const hash = () => frame.evaluate('location.hash')
    await pressKeys(page, 'Control', 'End')
    await expect.poll(hash, waiting).toBe('#3')
    await page.click('#slides')
    await pressKeys(page, 'ArrowLeft')
    await expect.poll(hash, waiting).toBe('#2')
    const active = () => page.$eval('.cm-lineNumbers .cm-activeLineGutter', (one) => one.textContent)
    await expect.poll(active, waiting).toMatch(/^[67]$/)
  })

  test('when the cursor moves before the slides are there', async () => {
    const editing = await startEditing({ 'talk.md': deck })
    onTestFinished(() => editing.close())
    const page = await browser.newPage()
    onTestFinished(() => page.close())
    const held: (() => void)[] = []
    await page.setRequestInterception(true)
    page.on('request', (request) => {
      const go = () => void request.continue()
      if (request.isNavigationRequest() && request.frame() !== page.mainFrame()) held.push(go)
      else go()
    })
    const opened = page.goto(editing.url)
    await page.waitForSelector('html[data-lectern=ready]')
    await pressKeys(page, 'Control', 'End')
    await expect.poll(() => page.evaluate('location.hash'), waiting).toBe('#3')
    await expect.poll(() => held.length, waiting).toBe(1)
    for (const go of held) go()
    await opened
    const frame = await (await page.waitForSelector('#slides'))?.contentFrame()
    await frame?.waitForSelector('html[data-lectern=ready]')
    await expect.poll(() => frame?.evaluate('location.hash'), waiting).toBe('#3')
  })

  test('a slide that is being written shows as soon as there is one', async () => {
    const { slides, typeAtEnd } = await editDeck(browser, deck)
    const frame = await slides()
    await typeAtEnd('\n---\n\n# Four\n\n* all\n* of it')
    await frame.waitForFunction(`document.querySelector('[data-current]')?.textContent.includes('of it')`)
    expect(await frame.evaluate('location.hash')).toMatch(/^#4/)
    const hidden = await frame.$$eval(
      '[data-current] li',
      (all) => all.filter((one) => !one.checkVisibility({ visibilityProperty: true })).length,
    )
    expect(hidden).toBe(0)
  })

  test('begin where the address says', async () => {
    const { page, editing } = await editDeck(browser, deck)
    await page.goto(`${editing.origin}/talk/edit#3`)
    await page.reload()
    await page.waitForSelector('html[data-lectern=ready]')
    expect(Number(await page.$eval('.cm-lineNumbers .cm-activeLineGutter', (one) => one.textContent))).toBeGreaterThan(
      10,
    )
  })
})

describe('a deck of several files', () => {
  const talk = '# One\n\n---\n\n<!-- include: parts/two.md -->\n'
  const parts = { 'parts/two.md': '# Two\n\n<!-- _clas: lead -->\n' }

  test('shows one after another, each with its own text and problems', async () => {
    const { page, text, disk, status, typeAtEnd, editing } = await editDeck(browser, talk, parts)
    await status('Saved')
    expect(await page.$$eval('#file option', (all) => all.map((one) => one.textContent))).toEqual([
      'talk.md',
      'parts/two.md',
    ])
    expect(await page.$('.cm-lintRange-warning')).toBeNull()
    await page.select('#file', 'parts/two.md')
    await expect.poll(text, waiting).toContain('# Two')
    await page.waitForSelector('.cm-lintRange-warning')
    await typeAtEnd('more')
    await page.select('#file', 'talk.md')
    await expect.poll(() => readFile(join(editing.folder, 'parts/two.md'), 'utf8'), waiting).toMatch(/more$/)
    await expect.poll(text, waiting).toBe(talk)
    expect(await disk()).toBe(talk)
  })

  test('opens the file of the slide that is gone to', async () => {
    const { page, text, slides, status } = await editDeck(browser, talk, parts)
    await status('Saved')
    await slides()
    await page.click('#slides')
    await pressKeys(page, 'ArrowRight')
    await expect.poll(text, waiting).toContain('# Two')
    expect(await page.$eval('#file', (one) => 'value' in one && one.value)).toBe('parts/two.md')
  })
})

describe('a file that others change', () => {
  test('comes in while nothing is being typed, and can be undone', async () => {
    const { page, editing, text, status } = await editDeck(browser, deck)
    await status('Saved')
    await writeFile(editing.path, deck.replace('first', 'FIRST'))
    await expect.poll(text, waiting).toContain('FIRST')
    await page.focus('.cm-content')
    await pressKeys(page, 'Control', 'z')
    expect(await text()).toContain('first')
  })

  test('is merged when the changes are apart', async () => {
    const { page, editing, text, disk, status, typeAtEnd } = await editDeck(browser, deck)
    await status('Saved')
    await page.setOfflineMode(true)
    await typeAtEnd('mine')
    await writeFile(editing.path, deck.replace('first', 'theirs'))
    await page.setOfflineMode(false)
    await pressKeys(page, 'Control', 's')
    const both = `${deck.replace('first', 'theirs')}mine`
    await expect.poll(disk, waiting).toBe(both)
    expect(await text()).toBe(both)
  })

  test.each([
    ['Keep mine', 'thirdmine'],
    ['Use the file on disk', 'theirs'],
  ])('is shown side by side when both changed one line: %s', async (choice, line) => {
    const { page, editing, disk, status } = await conflict()
    expect(await page.$$eval('#versions .cm-content', (sides) => sides.map((side) => side.textContent))).toEqual([
      expect.stringContaining('theirs'),
      expect.stringContaining('thirdmine'),
    ])
    expect(await readFile(editing.path, 'utf8')).toContain('theirs')
    await clickButton(page, choice)
    await status('Saved')
    await expect.poll(disk, waiting).toBe(`${deck.replace('third', line)}`)
  })

  test('can be decided by writing a text of both, and put off', async () => {
    const { page, disk, text, status } = await conflict()
    await pressKeys(page, 'Escape')
    await status('changed on disk')
    expect(await text()).toContain('thirdmine')
    await page.click('#status')
    await page.waitForSelector('#versions[open]')
    await page.click('#versions .cm-merge-b .cm-content')
    await pressKeys(page, 'Control', 'End')
    await page.keyboard.type('both')
    await clickButton(page, 'Use the version on the right')
    await status('Saved')
    await expect.poll(disk, waiting).toBe(`${deck.replace('third', 'thirdmine')}both`)
  })

  test('is merged when the others are a second window', async () => {
    const first = await editDeck(browser, deck)
    const second = await openEditor(browser, first.editing)
    await second.status('Saved')
    await second.typeAtEnd('from the second')
    await expect.poll(first.text, waiting).toContain('from the second')
    await first.page.bringToFront()
    await pressKeys(first.page, 'Control', 'Home')
    await first.page.keyboard.type('from the first ')
    await expect.poll(second.text, waiting).toContain('from the first')
    expect(await first.disk()).toBe(`from the first ${deck}from the second`)
  })

  test('says that it is read-only, and keeps what is typed in the browser', async () => {
    const { page, editing, disk, status, typeAtEnd } = await editDeck(browser, deck)
    await status('Saved')
    await chmod(editing.path, 0o444)
    await page.reload()
    await expect.poll(() => page.$eval('#notice', (one) => one.textContent), waiting).toContain('read-only')
    await typeAtEnd('mine')
    await status(/Not saved: talk\.md is read-only.*Stored in this browser/)
    await chmod(editing.path, 0o644)
    await pressKeys(page, 'Control', 's')
    await expect.poll(disk, waiting).toBe(`${deck}mine`)
  })

  test('is told to be gone, and made again only on request', async () => {
    const { page, editing, disk, status, typeAtEnd } = await editDeck(browser, deck)
    await status('Saved')
    await rm(editing.path)
    await status('no longer exists')
    await typeAtEnd('mine')
    await status('no longer exists')
    await page.click('#status')
    await expect.poll(() => disk().catch(() => ''), waiting).toBe(`${deck}mine`)
  })

  /** Both change the line `third`; the versions are on the screen. */
  async function conflict() {
    const opened = await editDeck(browser, deck)
    const { page, editing, status } = opened
    await status('Saved')
    await page.setOfflineMode(true)
    await pressKeys(page, 'Control', 'End')
    await pressKeys(page, 'ArrowUp')
    await pressKeys(page, 'End')
    await page.keyboard.type('mine')
    await writeFile(editing.path, deck.replace('third', 'theirs'))
    await page.setOfflineMode(false)
    await pressKeys(page, 'Control', 's')
    await page.waitForSelector('#versions[open]')
    return opened
  }
})

describe('text that is not on the disk', () => {
  test('is offered after the page is loaded again, and restored', async () => {
    const { page, editing, text, disk, status, typeAtEnd } = await editDeck(browser, deck)
    await status('Saved')
    await editing.stop()
    await typeAtEnd('unsaved words')
    await status('cannot be reached')
    await editing.start()
    await page.setOfflineMode(false)
    await page.evaluate(`fetch = () => new Promise(() => {})`)
    await page.reload()
    await page.waitForSelector('#notice:not([hidden])')
    expect(await page.$eval('#notice', (one) => one.textContent)).toMatch(/^Unsaved changes from \d/)
    await clickButton(page, 'Restore')
    await expect.poll(text, waiting).toBe(`${deck}unsaved words`)
    await expect.poll(disk, waiting).toBe(`${deck}unsaved words`)
    await page.reload()
    await status('Saved')
    expect(await page.$('#notice:not([hidden])')).toBeNull()
  })

  test('goes to the disk by itself when the server is back', async () => {
    const { editing, disk, status, typeAtEnd } = await editDeck(browser, deck)
    await status('Saved')
    await editing.stop()
    await typeAtEnd('later')
    await status('cannot be reached')
    await editing.start()
    await expect.poll(disk, waiting).toBe(`${deck}later`)
    await status('Saved')
  })

  test('goes there too when the server has another token now, once somebody has opened its address', async () => {
    const { page, editing, disk, status, typeAtEnd } = await editDeck(browser, deck)
    await status('Saved')
    await editing.stop()
    await typeAtEnd('across a restart')
    const speaker = 'another-another-another-another'
    await editing.start(speaker)
    await status('Lectern was restarted')
    expect(await disk()).toBe(deck)
    const other = await browser.newPage()
    await other.goto(`${editing.origin}/talk/?token=${speaker}`)
    await other.close()
    await expect.poll(disk, waiting).toBe(`${deck}across a restart`)
    await page.waitForSelector('body:not([data-lost])')
    await status('Saved')
  })

  test('is merged with what others wrote meanwhile', async () => {
    const { page, editing, disk, status, typeAtEnd } = await editDeck(browser, deck)
    await status('Saved')
    await page.evaluate(`fetch = () => new Promise(() => {})`)
    await typeAtEnd('mine')
    await page.waitForFunction(`Object.keys(localStorage).some((key) => key.startsWith('lectern-draft'))`)
    await page.close()
    await writeFile(editing.path, deck.replace('first', 'theirs'))
    const again = await openEditor(browser, editing)
    await again.page.waitForSelector('#notice:not([hidden])')
    await clickButton(again.page, 'Restore')
    await expect.poll(disk, waiting).toBe(`${deck.replace('first', 'theirs')}mine`)
  })

  test('is said not to be kept when the browser has no room, and saving still works', async () => {
    const { page, status, typeAtEnd } = await editDeck(browser, deck)
    await status('Saved')
    await page.evaluate(`Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') }`)
    await page.evaluate(`globalThis.really = fetch; fetch = () => Promise.reject(new TypeError('cut'))`)
    await typeAtEnd('xy')
    await status('This browser cannot store it')
    await page.evaluate(`fetch = really`)
  })
})

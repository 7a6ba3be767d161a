import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser as Puppet } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { splitSlide } from '../../src/check/split.js'
import type { Browser } from '../../src/export/browser/run/browser.js'
import { buildDeck, printDocument } from '../browser/exported.js'
import { openBrowser, openFile } from '../browser/open.js'
import { openTwo, until } from '../browser/windows.js'
import { checkFile } from './checked.js'
import { launchOurs } from './measured.js'

const list = (count: number): string =>
  Array.from({ length: count }, (_, index) => `- Plan number ${index + 1} of a list`).join('\n')
const slides = [`# Fits\n\n${list(3)}`, `# Shrinks\n\n${list(9)}`, `# Too long\n\n${list(17)}`]
const deck = `---\ntheme: atlas\nlang: en\nfit: shrink\n---\n\n${slides.join('\n\n---\n\n')}\n`

let browser: Browser
let puppet: Puppet
let folder: string
beforeAll(async () => {
  browser = await launchOurs()
  puppet = await openBrowser()
  folder = await mkdtemp(join(tmpdir(), 'lectern-fit-'))
})
afterAll(async () => {
  await Promise.all([browser.close(), puppet.close()])
  await rm(folder, { recursive: true, force: true })
})

const scales = `[...document.querySelectorAll('section[data-lectern-fit]')].map((section) => [
  Number(section.dataset.lecternScale), 'lecternBeyond' in section.dataset,
])`

describe('fit: shrink', () => {
  test('makes text smaller until it fits, never below the floor of the room, the same on screen and on paper', async () => {
    const built = await buildDeck(deck)
    const paper = await openFile(puppet, await printDocument(built))
    const onPaper = await paper.page.evaluate(scales)
    const player = await openFile(puppet, built.url)
    await player.page.waitForFunction(`${scales}.every(([scale]) => scale > 0)`)
    expect(await player.page.evaluate(scales)).toEqual(onPaper)
    expect(onPaper).toEqual([
      [100, false],
      [expect.closeTo(86, -1), false],
      [expect.closeTo(84, -1), true],
    ])
    const sizes = await paper.page.evaluate(`[...document.querySelectorAll('li')].map((item) =>
      parseFloat(getComputedStyle(item).fontSize) * item.getBoundingClientRect().height / item.offsetHeight)`)
    expect(Math.min(...(sizes as number[]))).toBeGreaterThan(23.5)
    await Promise.all([paper.page.close(), player.page.close()])
  })

  test('makes it as small in the presenter view, in this slide and in the next one, as in the room', async () => {
    const built = await buildDeck(deck)
    const { audience, presenter } = await openTwo(puppet, built.url)
    // How many times the height of its slide a line of the list is: the same wherever the slide is shown.
    const share = (pane: string): string => `(() => {
      const item = document.querySelector('${pane} li')
      const slide = item.closest('section').getBoundingClientRect()
      return Math.round((item.getBoundingClientRect().height / slide.height) * 1000)
    })()`
    await until(presenter, `document.querySelector('.lectern-next [data-lectern-scale]')?.dataset.lecternScale < 100`)
    const next = await presenter.evaluate(share('.lectern-next'))
    await audience.keyboard.press('ArrowRight')
    await until(presenter, `document.querySelector('.lectern-now h1').textContent === 'Shrinks'`)
    await until(audience, `location.hash === '#2'`)
    // The address changes first; text is made smaller when the slide is laid out, before it is drawn.
    await until(audience, `document.querySelector('[data-current] [data-lectern-scale]')?.dataset.lecternScale < 100`)
    await until(presenter, `document.querySelector('.lectern-now [data-lectern-scale]')?.dataset.lecternScale < 100`)
    const now = await presenter.evaluate(share('.lectern-now'))
    const room = await audience.evaluate(share('[data-current]'))
    expect([next, now]).toEqual([room, room])
    expect(
      await audience.evaluate(`document.querySelector('[data-current] [data-lectern-scale]').dataset.lecternScale`),
    ).toBe(await presenter.evaluate(`document.querySelector('.lectern-now [data-lectern-scale]').dataset.lecternScale`))
    await Promise.all([presenter.close(), audience.close()])
  })

  test('is done when a slide is shown, in a window without frames, too', async () => {
    const { url } = await buildDeck(deck)
    const page = await puppet.newPage()
    // Frames are what tells of boxes; a covered window has none.
    await page.evaluateOnNewDocument(`
      window.ResizeObserver = class { observe() {} unobserve() {} disconnect() {} }
      window.requestIdleCallback = () => 0`)
    await page.goto(url)
    await page.waitForSelector('html[data-lectern=ready]')
    await page.keyboard.press('ArrowRight')
    const scale = `document.querySelector('[data-current] [data-lectern-fit]').dataset.lecternScale`
    expect(Number(await page.evaluate(scale))).toBeLessThan(100)
    await page.close()
  })

  test('is what packs do by themselves and other themes when they are asked, and one slide can be left out', async () => {
    const wanting = ({ html }: { readonly html: string }) => html.includes('data-lectern-fit="shrink"')
    const shrinking = async (head: string) =>
      (await buildDeck(deck.replace('theme: atlas\nlang: en\nfit: shrink\n', head))).deck.slides.map(wanting)
    expect(await shrinking('theme: atlas\n')).toEqual([true, true, true])
    expect(await shrinking('theme: atlas\nfit: none\n')).toEqual([false, false, false])
    expect(await shrinking('theme: gaia\n')).toEqual([false, false, false])
    expect(await shrinking('theme: gaia\nfit: shrink\n')).toEqual([true, true, true])
    const one = await buildDeck(deck.replace('# Shrinks', '<!-- _fit: none -->\n\n# Shrinks'))
    expect(one.deck.slides.map(wanting)).toEqual([true, false, true])
  })

  test('leaves slides alone on which everything has room, whatever the layout does with it', async () => {
    const sparse = [
      '<!-- _class: end -->\n\n# Thank you\n\nQuestions now, or at the coffee machine\n\nmail@example.org',
      '<!-- _class: section -->\n\n# Part two\n\nWhat moved',
      '<!-- _class: timeline -->\n\n## A short history\n\n- 1781. Uranus\n- 1846. **Neptune**\n- 1930. Pluto',
      '<!-- _class: statement -->\n\n# <!-- fit --> gypsy',
    ].join('\n\n---\n\n')
    for (const pack of ['atlas', 'brand', 'lecture', 'lens', 'night', 'paper', 'pebble', 'terminal']) {
      const paper = await openFile(
        puppet,
        await printDocument(await buildDeck(`---\ntheme: ${pack}\n---\n\n${sparse}\n`)),
      )
      expect([pack, await paper.page.evaluate(scales)]).toEqual([pack, Array.from({ length: 4 }, () => [100, false])])
      await paper.page.close()
    }
  })

  test('past the floor, the problem says by how many lines, at the first one', async () => {
    const path = join(folder, 'deck.md')
    await writeFile(path, deck)
    const { problems } = await checkFile(browser, path, { settings: new Map([['too-much-text', { level: 'off' }]]) })
    expect(problems.map(({ code, slide }) => [code, slide])).toEqual([['fit-failed', 3]])
    expect(problems[0]?.message).toMatch(/^The text is \d+ lines too long, even shrunk to 8\d %\.$/)
    expect(problems[0]?.sourceLine).toMatch(/^- Plan number 1\d of a list$/)
  })

  test('code that Marp has made smaller already is not made smaller than the room can read', async () => {
    const code = (lines: number): string =>
      `# Code\n\n\`\`\`python\n${Array.from({ length: lines }, (_, index) => `x = ${index}`).join('\n')}\n\`\`\`\n`
    const path = join(folder, 'code.md')
    await writeFile(
      path,
      `---\ntheme: atlas\nlang: en\nlayout: none\n---\n\n${[code(10), code(18), code(22)].join('\n---\n\n')}`,
    )
    const off = new Map(
      (['code-too-long', 'title-duplicate'] as const).map((rule) => [rule, { level: 'off' }] as const),
    )
    const { problems } = await checkFile(browser, path, { settings: off })
    expect(problems.map(({ code, slide }) => `${code} ${slide}`)).toEqual([
      'fit-failed 2',
      'fit-failed 3',
      'text-too-small 3',
    ])
    expect(problems[0]?.message).toMatch(/ lines too long, even shrunk to 9\d %\.$/)
    expect(problems[1]?.message).toMatch(/ lines too long, and cannot shrink further and stay readable\.$/)
    expect(problems[1]?.hint).toMatch(/^Shorten it, or continue it on another slide/)
    const built = await buildDeck(await readFile(path, 'utf8'))
    const player = await openFile(puppet, built.url)
    await player.page.waitForFunction(`${scales}.every(([scale]) => scale > 0)`)
    // What Marp does to code comes later than the first measure.
    await expect
      .poll(() => player.page.evaluate(scales))
      .toEqual([
        [100, false],
        [94, true],
        [100, true],
      ])
    // Whatever makes the code another size later: the slide is fitted again.
    await player.page.evaluate(
      `document.querySelectorAll('section pre code, section marp-pre code')[1].textContent = 'x = 1'`,
    )
    await expect.poll(() => player.page.evaluate(`${scales}[1]`)).toEqual([100, false])
    await player.page.close()
  })

  test('a value that it does not take is told', async () => {
    const { deck: built } = await buildDeck(deck.replace('fit: shrink', 'fit: grow'))
    expect(built.problems.map(({ code, message }) => [code, message])).toEqual([
      ['directive-value', '`fit` cannot be “grow”.'],
    ])
  })
})

describe('Dividing a slide', () => {
  const lines = ['<!-- _class: lead -->', '', '# Plans (2)', '', '- One', '- Two', '', '## More', '', '- Three']

  test('is done at the item that does not fit, with the next number in the title and the directives of the slide', () => {
    expect(splitSlide(lines, { slideLine: 1, cutLine: 6 })).toEqual({
      line: 6,
      lines: ['', '---', '', '<!-- _class: lead -->', '', '# Plans (3)', ''],
    })
  })

  test('leaves the notes with both halves, whole', () => {
    const noted = [
      '# A',
      '',
      '- x',
      '- y',
      '',
      '<!-- First: x.',
      'Then y. -->',
      '',
      '<!-- _class: lead -->',
      '',
      '---',
      '',
      '# B',
    ]
    expect(splitSlide(noted, { slideLine: 1, cutLine: 4, notes: ['First: x.\nThen y.'] })).toEqual({
      line: 4,
      lines: ['', '<!-- First: x.', 'Then y. -->', '', '---', '', '# A (2)', ''],
    })
  })

  test('does not repeat a note of the first half, even if another slide has the same', () => {
    const noted = ['# A', '', '<!-- n -->', '', '- x', '- y', '', '---', '', '# B', '', '<!-- n -->']
    expect(splitSlide(noted, { slideLine: 1, cutLine: 6, notes: ['n'] })?.lines).toEqual(['', '---', '', '# A (2)', ''])
  })

  test('takes scoped styles and pictures behind the slide along, and keeps the ends of lines', () => {
    const styled = ['# A', '<style scoped>', 'li { color: red }', '</style>', '![bg right:30%](a.png)', '- x', '- y']
    const divided = splitSlide(
      styled.map((line) => `${line}\r`),
      { slideLine: 1, cutLine: 7 },
    )
    const lines = ['', '---', '', ...styled.slice(1, 5), '', '# A (2)', '']
    expect(divided).toEqual({ line: 7, lines: lines.map((line) => `${line}\r`) })
  })

  test('takes nothing along that only stands in code', () => {
    const shown = ['# A', '', '```md', '<!-- _class: lead -->', '![bg](a.png)', '```', '', '- x', '- y']
    expect(splitSlide(shown, { slideLine: 1, cutLine: 9 })).toEqual({ line: 9, lines: ['', '---', '', '# A (2)', ''] })
  })

  test('does not bring a comment back that was mended in the same run', () => {
    const mended = ['<!-- _class: lead -->', '', '# A', '', '- x', '- y']
    expect(splitSlide(mended, { slideLine: 1, cutLine: 6, notes: ['_clas: lead'] })?.lines.join()).not.toContain(
      '_clas:',
    )
  })

  test('never happens inside code, nor before the first block', () => {
    expect(splitSlide(['# A', '', '```', '- x', '# y', '```'], { slideLine: 1, cutLine: 5 })).toBeUndefined()
    expect(splitSlide(['# A', '', '- x'], { slideLine: 1, cutLine: 3 })).toBeUndefined()
  })

  test.each([
    ['a paragraph', '# A\n\none\n\ntwo\nlines\n\nthree', 7, 5, []],
    ['the middle, when the first block is cut off above', '# A\n\n- a\n- b\n- c\n- d', 3, 5, []],
    ['a fence, as a whole', '# A\n\ntext\n\n```\n- x\n\ny\n```', 8, 5, []],
    ['a table below text, as a whole', '# A\n\ntext\n\n| a |\n|---|\n| 1 |\n| 2 |', 8, 5, []],
    ['rows of a table that stands alone', '# A\n\n| a |\n|---|\n| 1 |\n| 2 |\n| 3 |', 7, 7, ['| a |', '|---|']],
    ['no line of a note', '# A\n\none\n\n<!--\nsay\n\n- this\n-->\n\ntwo', 8, 11, []],
    ['nothing behind the end of the slide', '# A\n\n- a\n- b\n\n---\n\n- c\n- d\n- e', 3, 4, []],
  ] as const)('it is divided at %s', (_, markdown, cutLine, line, head) => {
    const rows = markdown.split('\n')
    const end = rows.indexOf('---')
    const endLine = end < 0 ? rows.length : end
    const title = ['', '---', '', '# A (2)', '', ...head]
    expect(splitSlide(rows, { slideLine: 1, cutLine, endLine })).toEqual({ line, lines: title })
  })
})

import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { chdir, cwd } from 'node:process'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Browser } from '../../src/export/browser/run/browser.js'
import { exportPdf, type PdfJob } from '../../src/export/pdf/exportPdf.js'
import type { Deck } from '../../src/model/deck.js'
import { deckOf, noScript } from './decks.js'
import { faultOf, makeFolder, processesIn, removeFolder, startBrowserIn, until } from './machine.js'
import { type PdfContent, readContent } from './pdfContent.js'

let folder = ''
let browser: Browser
beforeAll(async () => {
  folder = await makeFolder()
  browser = await startBrowserIn(folder)
})
afterAll(async () => {
  await browser.close()
  await removeFolder(folder)
})

const jobOf = (changes: Partial<PdfJob> = {}): PdfJob => ({
  files: new Map(),
  browser: Promise.resolve(browser),
  relaunch: () => startBrowserIn(folder),
  script: noScript,
  modified: new Date('2026-01-02T03:04:05Z'),
  ...changes,
})
const print = async (deck: Deck, changes: Partial<PdfJob> = {}): Promise<PdfContent> =>
  readContent((await exportPdf(deck, jobOf(changes))).bytes)

const png = 'iVBORw0KGgoAAAANSUhEUgAAAAoAAAAKCAYAAACNMs+9AAAAFUlEQVR42mNk+M9Qz0AEYBxVSF+FABJADveWkH6oAAAAAElFTkSuQmCC'
const picture = { bytes: Buffer.from(png, 'base64'), mime: 'image/png' }
const image = (key: string): string => `<img alt="" src="\uFDD0${key}\uFDD1">`

describe('a PDF', () => {
  test('is named after the deck and has one page per slide, with the text of each', async () => {
    const artefact = await exportPdf(deckOf(['<h1>One</h1>', '<h1>Two</h1><p>words</p>', '<p>Three</p>']), jobOf())
    expect(artefact).toMatchObject({ kind: 'pdf', name: 'talk.pdf', pages: 3 })
    const { texts } = await readContent(artefact.bytes)
    expect(texts.map((text) => text.replace(/\s+/g, ' '))).toEqual(['One', 'Two words', 'Three'])
  })

  test('has sheets of exactly the size of its slides, also upright, 4:3 and of odd sizes', async () => {
    const sizes = [
      [1280, 720],
      [960, 720],
      [720, 1280],
      [1001, 333],
      [7680, 4320],
    ] as const
    for (const [widthPx, heightPx] of sizes) {
      const { sheets } = await print(deckOf(['<h1>One</h1>', '<h1>Two</h1>'], { size: { widthPx, heightPx } }))
      const sheet = `0 0 ${widthPx * 0.75} ${heightPx * 0.75}`
      expect(sheets).toEqual([sheet, sheet])
    }
  })

  test('is not made of no slide', async () => {
    const fault = await faultOf(exportPdf(deckOf([]), jobOf()))
    expect([fault.problem.code, fault.exitCode]).toEqual(['deck-empty', 1])
  })

  test('is tagged, and each tag is where the parent tree says', async () => {
    const table = '<table><thead><tr><th>a</th></tr></thead><tbody><tr><td>b</td></tr></tbody></table>'
    const slide = `<h1>Title</h1><p>text <strong>strong</strong> <a href="https://example.com/">link</a></p><ul><li>item</li></ul>${table}`
    const { tags, tagFaults } = await print(deckOf([slide, slide]))
    expect(tagFaults).toEqual([])
    expect(tags).toMatch(/^Document\(.*H1.*P\(Strong Link\).*L\(LI.*Table\(.*TH.*TD.*\)/)
    expect(tags.match(/H1/g)).toHaveLength(2)
  })

  test('has an outline of the titles, page labels, language and what the deck says of itself', async () => {
    const deck = deckOf(['<h1>One</h1>', '<p>untitled</p>', '<h1>Über (drei) — 講演 🎉</h1>'], {
      meta: { title: 'The “talk” é', author: 'Zoë', description: 'About it', keywords: ['a', 'b, c'], lang: 'de-AT' },
    })
    const { outline, labels, info, lang, names } = await print(deck)
    expect(outline).toEqual([
      { title: 'One', page: 0 },
      { title: 'Über (drei) — 講演 🎉', page: 2 },
    ])
    expect(labels).toEqual(['1', '2', '3'])
    expect(lang).toBe('de-AT')
    expect(info).toMatchObject({
      Title: 'The “talk” é',
      Author: 'Zoë',
      Subject: 'About it',
      Keywords: 'a, b, c',
      CreationDate: 'D:20260102030405Z',
      ModDate: 'D:20260102030405Z',
    })
    expect(names).toContain('DisplayDocTitle')
  })

  test('keeps text as text in embedded fonts, and shows the pictures of the deck', async () => {
    const files = new Map([['deck:a.png', picture]])
    const slide = (key: string) => `<p>text</p>${image(key)}`
    const shown = await print(deckOf([slide('deck:a.png')]), { files })
    expect(shown.fonts.length).toBeGreaterThan(0)
    expect(shown.fonts.filter(({ embedded }) => !embedded)).toEqual([])
    expect(shown.images).toBeGreaterThan(0)
    const background = await print(deckOf([`<p style="background:url('\uFDD0deck:a.png\uFDD1')">text</p>`]), { files })
    expect(background.images).toBeGreaterThan(0)
    expect((await print(deckOf([slide('deck:missing.png')]), { files })).texts).toEqual(['text'])
  })

  test('is set in the fonts that the deck brings', async () => {
    const file = createRequire(import.meta.url).resolve('@fontsource/lato/files/lato-latin-400-normal.woff2')
    const files = new Map([['theme:own:own.woff2', { bytes: await readFile(file), mime: 'font/woff2' }]])
    const css = '@font-face { font-family: Own; src: url("\uFDD0theme:own:own.woff2\uFDD1") } p { font-family: Own }'
    const used = { key: 'theme:own:own.woff2', from: 'theme', path: 'own.woff2', use: 'font' } as const
    const deck = deckOf(['<p>text</p>'], { css, files: [{ ...used, place: { file: 'own.css', line: 1, column: 1 } }] })
    expect((await print(deck, { files })).fonts.map(({ name }) => name)).toEqual([expect.stringContaining('Lato')])
  })

  test('may have nothing to tag, and shows pictures that ask to be loaded late', async () => {
    const numbers = Array.from({ length: 30 }, (_, index) => index)
    const svg = (index: number) =>
      `<svg xmlns="http://www.w3.org/2000/svg" width="200" height="40"><text y="30">shown ${index}</text></svg>`
    const files = new Map(
      numbers.map((index) => [`deck:${index}`, { bytes: Buffer.from(svg(index)), mime: 'image/svg+xml' }]),
    )
    const deck = deckOf(
      numbers.map((index) => `<img loading="lazy" decoding="async" alt="" src="\uFDD0deck:${index}\uFDD1">`),
    )
    const { texts, tags, tagFaults, outline } = await print(deck, { files })
    expect(texts).toEqual(numbers.map((index) => `shown ${index}`))
    expect([tags, tagFaults, outline]).toEqual(['Document', [], []])
  })

  test('keeps links to the web and between slides', async () => {
    const slide =
      '<p><a href="https://example.com/?a=(b)">web</a> <a href="#2">slide</a> <a href="mailto:a@example.com">mail</a></p>'
    const { links } = await print(deckOf([slide, '<p>target</p>']))
    expect(links).toEqual([['https://example.com/?a=(b)', 'page 1', 'mailto:a@example.com'], []])
  })

  test('is the same byte for byte, wherever and whenever it is made', async () => {
    const deck = deckOf([
      '<h1>One</h1><p>text <a href="#2">x</a></p>',
      '<h1>Two</h1><table><tr><th>a</th><td>b</td></tr></table>',
    ])
    const first = await exportPdf(deck, jobOf())
    const env = { ...process.env, TZ: 'Pacific/Kiritimati', LANG: 'ar_EG.UTF-8', LC_ALL: 'tr_TR.UTF-8' }
    const other = await startBrowserIn(folder, { env })
    const home = cwd()
    try {
      chdir('/')
      const second = await exportPdf(deck, jobOf({ browser: Promise.resolve(other) }))
      expect(Buffer.compare(first.bytes, second.bytes)).toBe(0)
    } finally {
      chdir(home)
      await other.close()
    }
  })

  test('has nothing that runs, whatever titles and links try', async () => {
    const hostile = `x)/JS(app.alert(1))>>\u0000 \u202Egnp.exe\u2066 ${'long '.repeat(200_000)}`
    const links = [
      'javascript:alert(1)',
      'file:///etc/passwd',
      ' javascript:alert(1)',
      'lectern-slide:0',
      'data:text/html,x',
      'vbscript:x',
    ]
    const slide = `<h1 id="JS">${hostile.replace('\u0000', '')}</h1><a href="#JS">x</a>${links.map((link) => `<a href="${link}">l</a>`).join(' ')}`
    const deck = deckOf([slide], {
      unsafeHtml: true,
      meta: { title: hostile, author: hostile, description: hostile, keywords: [hostile], lang: 'en)/JS(' },
    })
    const content = await print(deck)
    const forbidden = [
      'JavaScript',
      'JS',
      'Launch',
      'EmbeddedFile',
      'EmbeddedFiles',
      'OpenAction',
      'AA',
      'SubmitForm',
      'ImportData',
      'GoToR',
    ]
    expect(forbidden.filter((name) => content.names.has(name))).toEqual([])
    expect(content.links.flat().filter((link) => /script|file:|data:|lectern/.test(link))).toEqual([])
    expect(String(content.info.Title)).toMatch(/^x\)\/JS\(app\.alert\(1\)\)>> {2}gnp\.exe long/)
    expect(String(content.info.Title).length).toBeLessThan(1100)
    expect(content.outline[0]?.title.length).toBeLessThan(400)
  })

  test('waits for the script of the page', async () => {
    const code = `addEventListener('DOMContentLoaded', () => setTimeout(() => {
      document.querySelector('p').textContent = 'fitted'
      document.documentElement.dataset.lectern = 'ready'
    }, 200))`
    const { createHash } = await import('node:crypto')
    const source = `'sha256-${createHash('sha256').update(code).digest('base64')}'`
    expect((await print(deckOf(['<p>raw</p>']), { script: { ...noScript, code, source } })).texts).toEqual(['fitted'])
  })
})

describe('a PDF of many slides', () => {
  let content: PdfContent
  const count = 290
  // No two parts that are printed have the same letters.
  const letter = (index: number) => String.fromCharCode(65 + Math.floor(index / 12))
  beforeAll(async () => {
    const lato = createRequire(import.meta.url).resolve('@fontsource/lato/files/lato-latin-400-normal.woff2')
    const inter = join(import.meta.dirname, '../../themes/atlas/fonts/inter-latin.woff2')
    const fontOf = async (path: string) => ({ bytes: await readFile(path), mime: 'font/woff2' })
    const files = new Map([
      ['deck:a.png', picture],
      ['theme:own:lato', await fontOf(lato)],
      ['theme:own:inter', await fontOf(inter)],
    ])
    const css =
      '@font-face{font-family:Own;src:url("\uFDD0theme:own:lato\uFDD1")}@font-face{font-family:Variable;font-weight:100 900;src:url("\uFDD0theme:own:inter\uFDD1")}section{font-family:Own}*{font-weight:400!important}table{font-family:Variable}'
    const table = '<table><tr><th>a</th></tr><tr><td>b</td></tr></table>'
    const link = (index: number) =>
      `<a href="#${((index + 150) % count) + 1}">far</a> <a href="https://example.com/${index}">web</a>`
    content = await print(
      deckOf(
        Array.from(
          { length: count },
          (_, index) => `<h1>S${index}</h1>${table}<p>${link(index)} ${letter(index)}</p>${image('deck:a.png')}`,
        ),
        { css },
      ),
      { files },
    )
  })

  test('has all pages in order, each with its text, label and entry in the outline', () => {
    const numbers = Array.from({ length: count }, (_, index) => index)
    expect(content.texts.map((text) => text.split(/\s/)[0])).toEqual(numbers.map((index) => `S${index}`))
    expect(content.outline).toEqual(numbers.map((page) => ({ title: `S${page}`, page })))
    expect(content.labels?.at(-1)).toBe(String(count))
    expect(new Set(content.sheets)).toEqual(new Set(['0 0 960 540']))
  })

  test('has one tree of tags, in which everything is where the parent tree says', () => {
    expect(content.tagFaults).toEqual([])
    expect(content.tags.match(/Document/g)).toHaveLength(1)
    expect(content.tags.match(/H1/g)).toHaveLength(count)
  })

  test('has a picture once that is on all of its slides', () => {
    // The picture and its mask.
    expect(content.images).toBe(2)
  })

  test('has each font once, with what its letters mean, also those that are drawn', () => {
    expect(content.fonts.map(({ name }) => name.slice(8)).sort()).toEqual(['Inter-Regular', 'Lato-Regular'])
    const numbers = Array.from({ length: count }, (_, index) => index)
    expect(content.texts.map((text) => text.replace(/\s+/g, ' '))).toEqual(
      numbers.map((index) => `S${index} a b far web ${letter(index)}`),
    )
  })

  test('keeps links between slides that were printed apart', () => {
    const numbers = Array.from({ length: count }, (_, index) => index)
    expect(content.links).toEqual(
      numbers.map((index) => [`page ${(index + 150) % count}`, `https://example.com/${index}`]),
    )
  })
})

describe('an export in trouble', () => {
  const endless = deckOf(['<script>for (;;);</script>'], { unsafeHtml: true })

  test('ends at its deadline with exit 4, and the browser is gone', async () => {
    const home = await makeFolder()
    const job = jobOf({ browser: startBrowserIn(home), timeoutMs: 500 })
    const fault = await faultOf(exportPdf(endless, job))
    expect([fault.problem.code, fault.exitCode]).toEqual(['deadline-passed', 4])
    expect(fault.problem.message).toContain('0.5 s')
    await until(() => processesIn(home).length === 0)
    await removeFolder(home)
  })

  test('prints once more with a fresh browser when the first one dies', async () => {
    const home = await makeFolder()
    const dying = await startBrowserIn(home)
    for (const { pid } of processesIn(home)) process.kill(pid, 'SIGKILL')
    const { texts } = await print(deckOf(['<p>printed</p>']), {
      browser: Promise.resolve(dying),
      relaunch: () => startBrowserIn(home),
    })
    expect(texts).toEqual(['printed'])
    await until(() => processesIn(home).length === 0)
    await removeFolder(home)
  })

  test('exits 3 when the second one dies too', async () => {
    const start = async () => {
      const dying = await startBrowserIn(folder)
      await dying.close()
      return dying
    }
    const fault = await faultOf(exportPdf(deckOf(['<p>x</p>']), jobOf({ browser: start(), relaunch: start })))
    expect([fault.problem.code, fault.exitCode]).toEqual(['browser-failed', 3])
    expect(fault.problem).toMatchObject({
      message: expect.stringContaining('stopped unexpectedly twice'),
      place: { file: 'talk/deck.md' },
    })
  })

  test('ends at once when it is interrupted, with the reason it was given', async () => {
    const home = await makeFolder()
    const stop = new AbortController()
    const printing = exportPdf(endless, jobOf({ browser: startBrowserIn(home), signal: stop.signal }))
    await until(() => processesIn(home).length > 0)
    const reason = new Error('interrupted')
    stop.abort(reason)
    await expect(printing).rejects.toBe(reason)
    await until(() => processesIn(home).length === 0)
    await removeFolder(home)
  })
})

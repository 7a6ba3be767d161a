import { PDFArray, PDFDocument, PDFName, PDFRawStream } from '@cantoo/pdf-lib'
import { getDocumentProxy } from 'unpdf'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Browser } from '../../src/export/browser/run/browser.js'
import { exportPdf, type PdfJob } from '../../src/export/pdf/exportPdf.js'
import type { Deck, Slide } from '../../src/model/deck.js'
import type { Problem } from '../../src/model/problem.js'
import { paperOf } from '../../src/render/paper/paper.js'
import { deckOf, noScript } from './decks.js'
import { makeFolder, removeFolder, startBrowserIn } from './machine.js'
import { readContent } from './pdfContent.js'

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

const exported = async (deck: Deck, changes: Partial<PdfJob> = {}): Promise<Uint8Array> => {
  const job: PdfJob = {
    files: new Map(),
    browser: Promise.resolve(browser),
    relaunch: () => startBrowserIn(folder),
    script: noScript,
    modified: new Date('2026-01-02T03:04:05Z'),
    ...changes,
  }
  return (await exportPdf(deck, job)).bytes
}
const print = async (deck: Deck, changes: Partial<PdfJob> = {}) => readContent(await exported(deck, changes))
const withSlides = (deck: Deck, change: (slide: Slide) => Partial<Slide>): Deck => ({
  ...deck,
  slides: deck.slides.map((slide) => ({ ...slide, ...change(slide) })),
})

describe('a PDF with a page per step', () => {
  const list = '<h1>List</h1><ul><li data-marpit-fragment="1">one</li><li data-marpit-fragment="2">two</li></ul>'
  const deck = withSlides(
    deckOf(['<h1>First</h1><a href="#3">to the end</a>', list, '<h1>Last</h1>']),
    ({ index }) => ({
      steps: index === 1 ? 2 : 0,
    }),
  )

  test('shows what there is at each step, and its labels say which slide and step it is', async () => {
    const { texts, labels, outline, tagFaults } = await print(deck, { steps: true })
    expect(texts.map((text) => text.replace(/\s+/g, ' '))).toEqual([
      'First to the end',
      'List',
      expect.stringMatching(/^List .*one$/),
      expect.stringMatching(/^List .*one .*two$/),
      'Last',
    ])
    expect(labels).toEqual(['1', '2', '2.2', '2.3', '3'])
    expect(outline.map(({ page }) => page)).toEqual([0, 1, 4])
    expect(tagFaults).toEqual([])
  })

  test('leads links to the first page of the slide they mean', async () => {
    expect((await print(deck, { steps: true })).links[0]).toEqual(['page 4'])
  })

  test('shows every slide once and complete when nobody asks for steps', async () => {
    const { texts, labels } = await print(deck)
    expect([texts.length, labels]).toEqual([3, ['1', '2', '3']])
    expect(texts[1]).toContain('two')
  })
})

test('a PDF of some slides has only those, under their own numbers', async () => {
  const deck = deckOf([
    '<h1>A</h1>',
    '<h1>B</h1><a href="#1">gone</a> <a href="#4">there</a>',
    '<h1>C</h1>',
    '<h1>D</h1>',
  ])
  const { texts, labels, outline, links } = await print(deck, { slides: new Set([1, 3]) })
  expect(texts.map((text) => text[0])).toEqual(['B', 'D'])
  expect(labels).toEqual(['2', '4'])
  expect(outline).toEqual([
    { title: 'B', page: 0 },
    { title: 'D', page: 1 },
  ])
  expect(links[0]).toEqual(['page 1'])
})

describe('the outline', () => {
  const outlineOf = async (deck: Deck): Promise<string> => {
    const proxy = await getDocumentProxy(new Uint8Array(await exported(deck)))
    const write = (items: readonly { title: string; items: unknown }[] | null): string =>
      (items ?? [])
        .map(({ title, items: below }) => {
          const inner = write(below as { title: string; items: unknown }[])
          return inner === '' ? title : `${title}(${inner})`
        })
        .join(' ')
    return write(await proxy.getOutline())
  }
  const titled = (deck: Deck): Deck =>
    withSlides(deck, ({ html }) => ({ title: /<h[1-6]>([^<]*)</.exec(html)?.[1] ?? '' }))

  test('nests as the headings do', async () => {
    const deck = deckOf([
      '<h1>A</h1>',
      '<h2>B</h2>',
      '<h3>C</h3>',
      '<p>x</p>',
      '<h2>D</h2>',
      '<h1>E</h1>',
      '<h2>F</h2>',
    ])
    expect(await outlineOf(titled(deck))).toBe('A(B(C) D) E(F)')
  })

  test('is flat when only the title slide stands above the others', async () => {
    expect(await outlineOf(titled(deckOf(['<h1>Talk</h1>', '<h2>A</h2>', '<h2>B</h2>'])))).toBe('Talk A B')
  })

  test('puts slides under the section slide before them, whatever their headings', async () => {
    const deck = withSlides(deckOf(['<h1>T</h1>', '<h2>S</h2>', '<h1>A</h1>', '<h2>S2</h2>', '<h1>B</h1>']), (slide) =>
      slide.html.includes('<h2>') ? { directives: { class: 'section invert' } } : {},
    )
    expect(await outlineOf(titled(deck))).toBe('T S(A) S2(B)')
  })
})

describe('a PDF for paper', () => {
  test('has sheets of that size, each with one slide inside its margins', async () => {
    const wide = deckOf(['<h1>One</h1>', '<h1>Two</h1>'])
    const { sheets, texts, tagFaults } = await print(wide, { paper: paperOf('A4', 10, 'lying') })
    expect(sheets.map((sheet) => sheet.split(' ').map(Number).map(Math.round).join(' '))).toEqual([
      '0 0 842 595',
      '0 0 842 595',
    ])
    expect([texts, tagFaults]).toEqual([['One', 'Two'], []])
  })

  test('fits upright slides, and Letter, too', async () => {
    const tall = deckOf(['<h1>One</h1>'], { size: { widthPx: 720, heightPx: 1280 } })
    expect((await print(tall, { paper: paperOf('Letter', 20, 'upright') })).sheets).toEqual(['0 0 612 792'])
  })
})

test('notes lie over their page, tagged, and nothing else changes', async () => {
  const deck = withSlides(deckOf(['<h1>A</h1><a href="https://example.com/">x</a>', '<h1>B</h1>']), ({ index }) => ({
    notes: index === 0 ? ['first\nsecond (“é”)', 'more'] : [],
  }))
  const bytes = await exported(deck, { notes: true })
  const { tagFaults, texts } = await readContent(bytes)
  expect([tagFaults, texts]).toEqual([[], ['A x', 'B'].map((text) => expect.stringContaining(text[0] ?? ''))])
  const proxy = await getDocumentProxy(new Uint8Array(bytes))
  const notes = await Promise.all(
    [1, 2].map(async (number) => {
      const all: { subtype: string; contentsObj: { str: string } }[] = await (
        await proxy.getPage(number)
      ).getAnnotations()
      return all
        .filter(({ subtype }) => subtype === 'Text')
        .map(({ contentsObj }) => contentsObj.str.replace(/\r/g, '\n'))
    }),
  )
  expect(notes).toEqual([['first\nsecond (“é”)\n\nmore'], []])
})

test('the source travels inside when it is asked for', async () => {
  const text = '# Ünïcode\n'
  const bytes = await exported(deckOf(['<h1>A</h1>']), {
    attachment: { name: 'talk.md', bytes: Buffer.from(text), mime: 'text/markdown' },
  })
  const attachments: Record<string, { filename: string; content: Uint8Array }> = await (
    await getDocumentProxy(new Uint8Array(bytes))
  ).getAttachments()
  const [file] = Object.values(attachments)
  expect([file?.filename, Buffer.from(file?.content ?? []).toString()]).toEqual(['talk.md', text])
})

test('the colours are those that are asked for', async () => {
  const css = `div.marpit > svg > foreignObject > section { width: 100%; height: 100%; background: light-dark(#ff0000, #0000ff) }`
  const colours = async (changes: Partial<PdfJob>): Promise<string> =>
    streamsOf(await exported(deckOf(['a'], { css }), changes))
  expect(await colours({ scheme: 'light' })).toContain('1 0 0 rg')
  expect(await colours({ scheme: 'dark' })).toContain('0 0 1 rg')
  expect(await colours({})).toContain('1 0 0 rg')
})

/** The drawing instructions of all pages. */
async function streamsOf(bytes: Uint8Array): Promise<string> {
  const { inflateSync } = await import('node:zlib')
  const file = await PDFDocument.load(bytes, { updateMetadata: false })
  return file
    .getPages()
    .map(({ node }) => {
      const contents = node.lookup(PDFName.of('Contents'))
      const streams =
        contents instanceof PDFArray ? contents.asArray().map((one) => file.context.lookup(one)) : [contents]
      return streams
        .map((stream) => (stream instanceof PDFRawStream ? inflateSync(stream.contents).toString('latin1') : ''))
        .join('\n')
    })
    .join('\n')
}

describe('a PDF that the browser wrote in another way', () => {
  // The same file with compressed cross-references, which newer writers prefer.
  const other: Browser['print'] = async (...given) =>
    (await PDFDocument.load(await browser.print(...given))).save({ useObjectStreams: true })
  const printedSo = async (slides: number): Promise<{ pages: number | undefined; read: number; said: Problem[] }> => {
    const deck = deckOf(Array.from({ length: slides }, (_, at) => `<h1>Slide ${at + 1}</h1>`))
    const said: Problem[] = []
    const { bytes, pages } = await exportPdf(deck, {
      files: new Map(),
      browser: Promise.resolve({ ...browser, print: other }),
      relaunch: () => startBrowserIn(folder),
      script: noScript,
      modified: new Date('2026-01-02T03:04:05Z'),
      say: (problem) => said.push(problem),
    })
    return { pages, read: (await getDocumentProxy(bytes)).numPages, said }
  }

  test('is delivered as it is, with a warning, also when there were several documents', async () => {
    for (const slides of [3, 130]) {
      const { pages, read, said } = await printedSo(slides)
      expect([pages, read]).toEqual([slides, slides])
      expect(said).toMatchObject([{ severity: 'warning', code: 'pdf-unfinished' }])
    }
  })
})

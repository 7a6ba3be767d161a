import { describe, expect, test } from 'vitest'
import { exportHtml, type HtmlJob } from '../../src/export/html/html.js'
import type { LoadedFile } from '../../src/model/artefact.js'
import { type FileRef, fileMark } from '../../src/model/deck.js'
import { frame, handmade } from '../render/handmade.js'

const place = { file: 'talk.md', line: 1, column: 1 }
const ref = (path: string, use: FileRef['use'] = 'image'): FileRef => ({
  key: `deck:${path}`,
  from: 'deck',
  path,
  use,
  place,
})
const mark = (path: string): string => `${fileMark.open}deck:${path}${fileMark.close}`
const file = (text: string): LoadedFile => ({ bytes: Buffer.from(text), mime: 'image/png' })

const job = (overrides: Partial<HtmlJob> = {}): HtmlJob => ({
  files: new Map(),
  beside: new Map(),
  client: { player: { script: 'void 0', style: '' }, playerWithFilms: { script: 'void 1', style: '' } },
  notes: false,
  ...overrides,
})

describe('one file', () => {
  test('is named after the deck, counts its slides, and the same input gives the same bytes', () => {
    const deck = handmade([{}, {}])
    const { artefact, media } = exportHtml(deck, job())
    expect(artefact).toMatchObject({ kind: 'html', name: 'talk.html', pages: 2 })
    expect(media).toEqual([])
    expect(exportHtml(deck, job()).artefact).toEqual(artefact)
  })

  test('a background that many slides share is in it once, also when the theme draws it', () => {
    const figure = `<figure style="background-image:url(&quot;${mark('R&amp;D.png')}&quot;);"></figure>`
    const slides = Array.from({ length: 20 }, () => ({ html: frame(figure) }))
    const css = `section{background:url("${mark('R&D.png')}")}`
    const deck = handmade(slides, {}, { css, files: [ref('R&D.png')] })
    const files = new Map([['deck:R&D.png', file('PICTURE'.repeat(100))]])
    const html = Buffer.from(exportHtml(deck, job({ files })).artefact.bytes).toString()
    const data = Buffer.from('PICTURE'.repeat(100)).toString('base64')
    expect(html.split(data)).toHaveLength(2)
    expect(html.split('background-image:var(--lectern-file-1)')).toHaveLength(21)
    expect(html).toContain('section{background:var(--lectern-file-1)}')
  })

  test('an image that many slides show is in it once and keeps its attributes', () => {
    const image = `<img alt="1 > 0" style="width:9px;" src="${mark('logo.png')}" class="x">`
    const slides = Array.from({ length: 20 }, () => ({ html: frame(`${image}<img src="${mark('logo.png')}">`) }))
    const deck = handmade(slides, {}, { files: [ref('logo.png')] })
    const files = new Map([['deck:logo.png', file('L'.repeat(600))]])
    const html = Buffer.from(exportHtml(deck, job({ files })).artefact.bytes).toString()
    expect(html.split(Buffer.from('L'.repeat(600)).toString('base64'))).toHaveLength(2)
    const shared = '<img alt="1 > 0" style="content:var(--lectern-file-1);width:9px;" src="data:image/gif;base64,'
    expect(html.split(shared)).toHaveLength(21)
    expect(html.split('<img style="content:var(--lectern-file-1)" src="data:image/gif;')).toHaveLength(21)
  })

  test('drawings of unknown size, small pictures and decks with scripts are left as they are', () => {
    const slides = [{ html: frame(`<img src="${mark('a')}"><img src="${mark('a')}">`) }]
    const left = (content: LoadedFile, unsafeHtml = false): boolean => {
      const deck = handmade(slides, {}, { files: [ref('a')], unsafeHtml })
      const { bytes } = exportHtml(deck, job({ files: new Map([['deck:a', content]]) })).artefact
      return !Buffer.from(bytes).toString().includes('<img style')
    }
    expect(left(file('x'.repeat(600)))).toBe(false)
    expect(left({ ...file('x'.repeat(600)), mime: 'image/svg+xml' })).toBe(true)
    expect(left(file('x'))).toBe(true)
    expect(left(file('x'.repeat(600)), true)).toBe(true)
  })

  test('a picture that is drawn once stays where it is', () => {
    const deck = handmade([{ html: frame(`<img src="${mark('a.png')}">`) }], {}, { files: [ref('a.png')] })
    const html = Buffer.from(exportHtml(deck, job({ files: new Map([['deck:a.png', file('A')]]) })).artefact.bytes)
    expect(html.toString()).toContain('<img src="data:image/png;base64,QQ==">')
  })

  test('a file that could not be had leaves its description, and no request', () => {
    const deck = handmade([{ html: frame(`<img src="${mark('gone.png')}">`) }], {}, { files: [ref('gone.png')] })
    expect(Buffer.from(exportHtml(deck, job()).artefact.bytes).toString()).toContain('<img src="data:,">')
  })
})

describe('media beside the file', () => {
  test('get a folder of the deck’s name, an encoded address, and each a name of its own', () => {
    const paths = ['a b#1.mp4', 'x/film.mp4', 'y/Film.mp4']
    const deck = handmade(
      paths.map((path) => ({ html: frame(`<video src="${mark(path)}"></video>`) })),
      {},
      { name: 'my talk', files: paths.map((path) => ref(path, 'media')) },
    )
    const beside = new Map(paths.map((path) => [`deck:${path}`, `/decks/${path}`]))
    const { artefact, media } = exportHtml(deck, job({ beside }))
    expect(media).toEqual([
      { from: '/decks/a b#1.mp4', name: 'my talk.media/a b#1.mp4' },
      { from: '/decks/x/film.mp4', name: 'my talk.media/film.mp4' },
      { from: '/decks/y/Film.mp4', name: 'my talk.media/Film-2.mp4' },
    ])
    const html = Buffer.from(artefact.bytes).toString()
    expect(html).toContain('<video src="my%20talk.media/a%20b%231.mp4">')
    expect(html).toContain('<video src="my%20talk.media/Film-2.mp4">')
    expect(html).toContain('media-src data: &#39;self&#39;')
  })
})

test.each([
  ['<p>text</p>', 'void 0'],
  ['<p><video src="a.webm"></video></p>', 'void 1'],
  ['<audio controls></audio>', 'void 1'],
])('%s has a player that can what it needs', (html, script) => {
  const { artefact } = exportHtml(handmade([{ html }]), job())
  expect(Buffer.from(artefact.bytes).toString()).toContain(`<script>${script}</script>`)
})

import { expect, it } from 'vitest'
import { isRightToLeft } from '../../src/model/words/direction.js'
import { renderNotesPages } from '../../src/render/paper/notesPages.js'
import { paperOf } from '../../src/render/paper/paper.js'
import { renderSiteIndex } from '../../src/render/reports/siteIndex.js'
import { renderTranscript } from '../../src/render/reports/transcript.js'
import { compileText } from '../compile/compileText.js'

const inLanguage = (lang: string) => compileText(`---\nlang: ${lang}\nauthor: A\n---\n# T\n\n<!-- said -->\n`)

async function written(lang: string): Promise<Record<string, boolean>> {
  const deck = await inLanguage(lang)
  const paper = paperOf('A4', 10, 'upright')
  const parts = { urlOf: () => '', script: '', style: '', scriptSource: '' }
  const frames = deck.slides.map((slide) => ({ slide, label: '1' }))
  const options = {
    paper,
    scheme: 'light',
    firstPage: 1,
    notes: true,
    notesPt: 13,
    hasFile: () => false,
    frames,
  } as const
  const pages = renderNotesPages(deck, parts, options).html
  const index = renderSiteIndex([{ meta: deck.meta, slides: 1, picture: undefined, links: [] }]).html
  return {
    notes: pages.includes('<div class="notes" dir="rtl">'),
    notesTitle: /<h2 id="[^"]*" dir="rtl">/.test(pages),
    transcript: renderTranscript(deck, { notes: true, slides: undefined }).html.includes(
      `<html lang="${lang}" dir="rtl">`,
    ),
    index: index.includes('<h2 dir="rtl">'),
  }
}

it('what is written of a deck goes in the direction of its language', async () => {
  const all = { notes: true, notesTitle: true, transcript: true, index: true }
  expect(await written('ar')).toEqual(all)
  expect(await written('he-IL')).toEqual(all)
  const none = { notes: false, notesTitle: false, transcript: false, index: false }
  expect(await written('de')).toEqual(none)
})

it('the script of a language decides where it is named', () => {
  expect(['fa', 'az-Arab', 'yi'].map(isRightToLeft)).toEqual([true, true, true])
  expect(['az', 'ar-Latn', 'en', ''].map(isRightToLeft)).toEqual([false, false, false, false])
})

it('what an index says of a talk stands by itself, whatever its direction', async () => {
  const { meta } = await inLanguage('ar')
  expect(renderSiteIndex([{ meta, slides: 5, picture: undefined, links: [] }]).html).toContain(
    '<bdi class="whole">A</bdi> · <bdi class="whole">5 slides</bdi>',
  )
})

it('letters of notes pages are as large as asked for', async () => {
  const deck = await compileText('# A\n\n<!-- said -->')
  const paper = paperOf('A4', 12, 'upright')
  const sizes = [13, 18].map((notesPt) => {
    const options = {
      paper,
      scheme: 'light',
      firstPage: 1,
      frames: [],
      notes: true,
      notesPt,
      hasFile: () => false,
    } as const
    return /\.notes\{font-size:(\d+)pt/.exec(
      renderNotesPages(deck, { urlOf: () => '', script: '', style: '', scriptSource: '' }, options).html,
    )?.[1]
  })
  expect(sizes).toEqual(['13', '18'])
})

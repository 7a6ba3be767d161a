import type { Deck } from '../model/deck.js'
import { joinPdfs, numbered } from './pdfJoin.js'
import { readPdf } from './pdfRead.js'
import { dateString, textString, writeDictionary } from './pdfSyntax.js'
import { writePdf } from './pdfWrite.js'

/** A PDF file and how many pages it has. */
export interface FinishedPdf {
  readonly bytes: Uint8Array
  readonly pages: number
}

/**
 * Joins the printed parts of a deck and gives the whole what a browser does not: an outline of the slides' titles, page
 * labels, what the deck says of itself, its language, and a date that is not the clock's.
 * @throws Error when a part is not a PDF as Chromium writes it.
 */
export function finishPdf(parts: readonly Uint8Array[], deck: Deck, modified: Date): FinishedPdf {
  const lang = textString(deck.meta.lang)
  const size = { widthPt: deck.size.widthPx * pointsPerPx, heightPt: deck.size.heightPx * pointsPerPx }
  const { objects, pages } = joinPdfs(parts.map(readPdf), { ...size, lang })
  const push = (entries: Iterable<readonly [string, string]>): number =>
    objects.push({ text: writeDictionary(entries) })
  const outline = addOutline(deck, pages, push, objects.length + 1)
  const root = push([
    ['Type', '/Catalog'],
    ['Pages', `${numbered.pageTree} 0 R`],
    ['PageLabels', '<</Nums [0 <</S /D>>]>>'],
    ...(outline === undefined ? [] : [['Outlines', `${outline} 0 R`] as const]),
    ['MarkInfo', '<</Marked true>>'],
    ['StructTreeRoot', `${numbered.tags} 0 R`],
    ['ViewerPreferences', '<</DisplayDocTitle true>>'],
    ['Lang', lang],
  ])
  const info = push(describe(deck, modified))
  return { bytes: writePdf({ objects, root, info }), pages: pages.length }
}

const pointsPerPx = 0.75

function describe({ meta }: Deck, modified: Date): [string, string][] {
  const said: [string, string][] = [
    ['Title', meta.title],
    ['Author', meta.author ?? ''],
    ['Subject', meta.description ?? meta.subtitle ?? ''],
    ['Keywords', meta.keywords.join(', ')],
    ['Creator', 'Lectern'],
    ['Producer', 'Lectern, with Chromium'],
  ]
  const date = dateString(modified)
  const texts = said.filter(([, text]) => text !== '').map(([key, text]): [string, string] => [key, textString(text)])
  return [...texts, ['CreationDate', date], ['ModDate', date]]
}

/** One entry per slide that has a title. Gives the number of the outline's object; absent when there is no title. */
function addOutline(
  deck: Deck,
  pages: readonly number[],
  push: (entries: Iterable<readonly [string, string]>) => number,
  first: number,
): number | undefined {
  const titled = deck.slides.filter(({ title, index }) => title !== '' && pages[index] !== undefined)
  if (titled.length === 0) return undefined
  titled.forEach(({ title, index }, at) => {
    push([
      ['Title', textString(title, 300)],
      ['Parent', `${first + titled.length} 0 R`],
      ...(at > 0 ? [['Prev', `${first + at - 1} 0 R`] as const] : []),
      ...(at < titled.length - 1 ? [['Next', `${first + at + 1} 0 R`] as const] : []),
      ['Dest', `[${pages[index]} 0 R /Fit]`],
    ])
  })
  return push([
    ['Type', '/Outlines'],
    ['First', `${first} 0 R`],
    ['Last', `${first + titled.length - 1} 0 R`],
    ['Count', String(titled.length)],
  ])
}

import { deflateSync } from 'node:zlib'
import type { Deck } from '../../../model/deck.js'
import type { FinishJob, PageFacts } from '../facts.js'
import { readPdf } from '../file/read.js'
import { dateString, textString, writeDictionary } from '../file/syntax.js'
import { writePdf } from '../file/write.js'
import { boxSpaces } from '../fonts/fontBoxes.js'
import { uniteFonts } from '../fonts/fonts.js'
import { easeGradients } from '../gradients/gradients.js'
import { joinPdfs, numbered } from '../join/join.js'
import { addNotes } from './notes.js'
import { addOutline } from './outline.js'

/** A PDF file and how many pages it has. */
export interface FinishedPdf {
  readonly bytes: Uint8Array
  readonly pages: number
}

/**
 * Joins the printed parts of a deck and gives the whole what a browser does not: an outline, page labels, what the deck
 * says of itself, its language, a date that is not the clock's, notes, and its source.
 * @throws Error when a part is not a PDF as Chromium writes it.
 */
export function finishPdf(parts: readonly Uint8Array[], deck: Deck, job: FinishJob): FinishedPdf {
  const lang = textString(deck.meta.lang)
  const { objects, pages, places } = joinPdfs(parts.map(readPdf), { ...job.sheet, lang, pageOf: job.pageOf })
  const push = (entries: Iterable<readonly [string, string]>): number =>
    objects.push({ text: writeDictionary(entries) })
  const facts = typeof job.pages === 'function' ? job.pages(places, pages.length) : job.pages
  const entries = pages.flatMap((page, at) => (facts[at]?.entries ?? []).map((entry) => ({ ...entry, page })))
  const outline = addOutline(entries, push, objects.length + 1)
  if (parts.length > 1) uniteFonts(objects)
  boxSpaces(objects)
  easeGradients(objects)
  addNotes(objects, pages, facts, job.sheet)
  const file = job.attachment === undefined ? undefined : attach(job.attachment)
  const root = push([
    ['Type', '/Catalog'],
    ['Pages', `${numbered.pageTree} 0 R`],
    ['PageLabels', `<</Nums [${labels(facts.slice(0, pages.length))}]>>`],
    ...(outline === undefined ? [] : [['Outlines', `${outline} 0 R`] as const]),
    ['MarkInfo', '<</Marked true>>'],
    ['StructTreeRoot', `${numbered.tags} 0 R`],
    ['ViewerPreferences', '<</DisplayDocTitle true>>'],
    ['Lang', lang],
    ...(file ?? []),
  ])
  const info = push(describe(deck, job.modified))
  return { bytes: writePdf({ objects, root, info }), pages: pages.length }

  function attach({ name, bytes, mime }: NonNullable<FinishJob['attachment']>): (readonly [string, string])[] {
    const stream = deflateSync(bytes)
    const type = `/Type /EmbeddedFile /Subtype /${mime.replace('/', '#2F')} /Params <</Size ${bytes.length}>>`
    const content = objects.push({ text: `<<${type} /Filter /FlateDecode /Length ${stream.length}>>`, stream })
    const spec = push([
      ['Type', '/Filespec'],
      ['F', textString(name)],
      ['UF', textString(name)],
      ['EF', `<</F ${content} 0 R /UF ${content} 0 R>>`],
      ['Desc', textString('Source of this talk')],
      ['AFRelationship', '/Source'],
    ])
    return [
      ['Names', `<</EmbeddedFiles <</Names [${textString(name)} ${spec} 0 R]>>>>`],
      ['AF', `[${spec} 0 R]`],
    ]
  }
}

/** The number tree of page labels: a run of numbers that count up is one entry. */
function labels(pages: readonly PageFacts[]): string {
  const texts = pages.map(({ label }) => label)
  const isNumber = (text: string | undefined): text is string => text !== undefined && /^[1-9]\d*$/.test(text)
  return texts
    .map((label, at) => {
      if (!isNumber(label)) return `${at} <</P ${textString(label)}>>`
      const before = texts[at - 1]
      const goesOn = isNumber(before) && Number(label) === Number(before) + 1
      return goesOn ? '' : `${at} <</S /D${label === '1' ? '' : ` /St ${label}`}>>`
    })
    .filter(Boolean)
    .join(' ')
}

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

import { loadFiles } from '../load/assets/assets.js'
import type { LoadedFile } from '../model/artefact.js'
import type { Deck, FileRef } from '../model/deck.js'
import type { Page, PageParts } from '../model/page.js'
import type { Problem } from '../model/problem.js'
import { emojiFilesIn } from '../render/page/emoji.js'
import { escapeHtml } from '../render/page/escape.js'
import { depthsOf } from '../render/page/sections.js'
import { type Frame, framesOf } from '../render/paper/frames.js'
import { layoutOf, renderHandout } from '../render/paper/handout.js'
import { notesPlace, renderNotesPages } from '../render/paper/notesPages.js'
import { type Paper, paperOf } from '../render/paper/paper.js'
import { paperFontFiles } from '../render/paper/paperFonts.js'
import { schemeOf } from '../render/paper/print.js'
import type { Browser } from './browser/run/browser.js'
import { type Chunk, chunksOf } from './chunks.js'
import type { ExportJob } from './exporter.js'
import { dataUris } from './html/dataUri.js'
import { emptyDeck, entriesOf, finished, sheetOf, sizeOf } from './pdf/exportPdf.js'
import type { FinishJob, PageFacts } from './pdf/facts.js'
import { readPdf } from './pdf/file/read.js'
import { finishPdf } from './pdf/finish/finish.js'
import { linkAcross, linkTargets } from './pdf/finish/slideLinks.js'
import { documentParts } from './pdf/join/documentParts.js'
import { inParallel, withBrowser } from './printing.js'

type Files = ReadonlyMap<string, LoadedFile>

/** A kind of sheets: what a chunk of slides becomes, and what is then known of the pages. */
interface SheetKind {
  readonly paper: Paper
  readonly chunks: readonly Chunk[]
  /** `firstPage`: 1-based number of the first sheet. */
  readonly render: (frames: readonly Frame[], firstPage: number, parts: PageParts, files: Files) => Page
  /** What it shows beside the slides and the typeface of sheets. Absent: nothing. */
  readonly own?: readonly FileRef[]
  /** Number of the first sheet of a chunk, when it is known before the chunks before it are printed. */
  readonly firstPageOf?: (chunk: Chunk) => number
  readonly facts: FinishJob['pages']
  readonly pageOf: NonNullable<FinishJob['pageOf']>
  readonly count?: number
}

/** Prints a handout: several slides on a sheet, or one with its notes. */
export async function exportHandout(deck: Deck, job: ExportJob): Promise<Problem[]> {
  const frames = framesToPrint(deck, job)
  const { perPage, paper: name = 'A4', marginMm, scheme = schemeOf(deck), notes } = job.options
  if (perPage === 1) return printSheets(deck, frames, job, '.handout.pdf', notesKind(deck, frames, job, notes))
  const layout = layoutOf(deck, perPage, name, marginMm)
  const pages = Math.ceil(frames.length / perPage)
  const depths = depthsOf(deck.slides)
  const pageOf = (at: number): number => Math.floor(at / perPage)
  return printSheets(deck, frames, job, '.handout.pdf', {
    paper: layout.paper,
    // Whole sheets only, so that the next document begins with a fresh one.
    chunks: wholeSheets(frames.length, perPage),
    firstPageOf: ({ from }) => pageOf(from) + 1,
    render: (some, firstPage, parts) =>
      renderHandout(deck, parts, { layout, frames: some, paper: layout.paper, scheme, firstPage, pages }),
    facts: Array.from({ length: pages }, (_, page) => ({
      label: String(page + 1),
      entries: frames.slice(page * perPage, (page + 1) * perPage).flatMap(({ slide }) => entriesOf(slide, depths)),
      notes: [],
    })),
    pageOf,
    count: pages,
  })
}

/** Prints the speaker's notes: each slide with what is to be said. */
export async function exportNotesPages(deck: Deck, job: ExportJob): Promise<Problem[]> {
  const frames = framesToPrint(deck, job)
  return printSheets(deck, frames, job, '.notes.pdf', notesKind(deck, frames, job, true))
}

function framesToPrint(deck: Deck, { options: { slides } }: ExportJob): Frame[] {
  const frames = framesOf(deck, slides === undefined ? {} : { slides })
  if (frames.length === 0) throw emptyDeck(deck)
  return frames
}

function notesKind(deck: Deck, frames: readonly Frame[], job: ExportJob, notes: boolean): SheetKind {
  const { paper: name = 'A4', marginMm, notesPt, scheme = schemeOf(deck) } = job.options
  const paper = paperOf(name, marginMm, 'upright')
  const depths = depthsOf(deck.slides)
  return {
    paper,
    chunks: chunksOf(frames, job.files.files, 60),
    own: emojiFilesIn(frames.flatMap(({ slide }) => [escapeHtml(slide.title), ...slide.notesHtml])),
    render: (some, firstPage, parts, files) =>
      renderNotesPages(deck, parts, {
        frames: some,
        notes,
        notesPt,
        paper,
        scheme,
        firstPage,
        hasFile: (key) => files.has(key),
      }),
    pageOf: (at, places) => {
      const slide = frames[at]?.slide
      return slide === undefined ? undefined : places.get(notesPlace(slide))
    },
    facts: (places, pages) => {
      const entries: PageFacts['entries'][number][][] = Array.from({ length: pages }, () => [])
      for (const { slide } of frames) entries[places.get(notesPlace(slide)) ?? -1]?.push(...entriesOf(slide, depths))
      return entries.map((own, page) => ({ label: String(page + 1), entries: own, notes: [] }))
    },
  }
}

function wholeSheets(count: number, perPage: number): Chunk[] {
  const most = Math.max(1, Math.floor(72 / perPage)) * perPage
  return Array.from({ length: Math.ceil(count / most) }, (_, at) => ({
    from: at * most,
    to: Math.min(count, (at + 1) * most),
  }))
}

async function printSheets(
  deck: Deck,
  frames: readonly Frame[],
  job: ExportJob,
  ending: string,
  kind: SheetKind,
): Promise<Problem[]> {
  const files = await withOwnFiles(job.files.files, [...paperFontFiles, ...(kind.own ?? [])])
  const parts: PageParts = { ...job.print, urlOf: dataUris(files) }
  const work = { ...job, file: deck.file, count: frames.length, browser: job.browser() }
  const printed = await withBrowser(work, (browser, signal) =>
    printChunks(frames, kind, { parts, files, browser, signal }),
  )
  const problems: Problem[] = []
  const { bytes, pages } = await finished(deck, printed, {
    count: kind.count,
    finish: (parts) =>
      finishPdf(parts, deck, {
        sheet: sheetOf(deck, kind.paper),
        pages: kind.facts,
        pageOf: kind.pageOf,
        modified: job.modified,
      }),
    printWhole: () =>
      withBrowser(work, (browser, signal) =>
        printChunks(frames, { ...kind, chunks: [{ from: 0, to: frames.length }] }, { parts, files, browser, signal }),
      ),
    say: (problem) => problems.push(problem),
  })
  await job.deliver({ kind: 'pdf', name: `${deck.name}${ending}`, bytes, pages })
  return problems
}

interface Session {
  readonly parts: PageParts
  readonly files: Files
  readonly browser: Browser
  readonly signal: AbortSignal
}

/** Two at a time when every chunk knows its page numbers; else one after the other. */
async function printChunks(
  frames: readonly Frame[],
  { chunks, paper, render, firstPageOf }: SheetKind,
  { parts, files, browser, signal }: Session,
): Promise<Uint8Array[]> {
  const targets = linkTargets(frames)
  const printed: Uint8Array[] = []
  let next = 1
  await inParallel(chunks, firstPageOf === undefined ? 1 : 2, async (chunk, index) => {
    const own = chunks.length > 1 ? linkAcross(frames, chunk, targets) : frames
    const { html } = render(own, firstPageOf?.(chunk) ?? next, parts, files)
    const bytes = await browser.print(html, { size: sizeOf(paper), waitForScript: true, signal })
    printed[index] = bytes
    if (firstPageOf === undefined && chunks.length > 1) next += documentParts(readPdf(bytes)).pages.length
  })
  return printed
}

async function withOwnFiles(files: Files, more: readonly FileRef[]): Promise<Files> {
  const own = await loadFiles(more, {
    deckRoot: { folder: '', root: '' },
    themeRoots: new Map(),
    allowNet: false,
    mediaLimitBytes: 0,
  })
  return new Map([...files, ...own.files])
}

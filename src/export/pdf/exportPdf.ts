import type { Artefact, LoadedFile } from '../../model/artefact.js'
import type { Deck, Slide } from '../../model/deck.js'
import { exitCodes, type LecternError } from '../../model/error.js'
import type { PageParts } from '../../model/page.js'
import type { Problem } from '../../model/problem.js'
import { depthsOf } from '../../render/page/sections.js'
import { type Frame, type FrameChoice, framesOf } from '../../render/paper/frames.js'
import { type Paper, pxPerMm } from '../../render/paper/paper.js'
import { renderPrint } from '../../render/paper/print.js'
import type { Browser } from '../browser/run/browser.js'
import { chunksOf } from '../chunks.js'
import { dataUris } from '../html/dataUri.js'
import { machineError } from '../machineError.js'
import { type BrowserWork, inParallel, withBrowser } from '../printing.js'
import type { FinishJob, PageFacts } from './facts.js'
import { UnreadablePdf } from './file/read.js'
import { type FinishedPdf, finishPdf } from './finish/finish.js'
import { linkAcross, linkTargets } from './finish/slideLinks.js'

/** What an export to PDF needs beside the deck. */
export interface PdfJob extends Omit<BrowserWork, 'file' | 'count'>, FrameChoice {
  /** Every file of `deck.files` that could be loaded, by its key. */
  readonly files: ReadonlyMap<string, LoadedFile>
  /** The print client: its code (empty for none), its CSP source, its CSS. */
  readonly script: { readonly code: string; readonly source: string; readonly style: string }
  /** The date that is written into the file: never the clock's, or no two exports are the same. */
  readonly modified: Date
  /** Absent: dark when the deck says so, else light. */
  readonly scheme?: 'light' | 'dark' | undefined
  /** Sheets to print on. Absent: sheets of the slides' own size. */
  readonly paper?: Paper | undefined
  /** True to lay the speaker notes over the pages, as annotations. */
  readonly notes?: boolean
  /** Told of a problem that leaves the PDF less than it could be. */
  readonly say?: (problem: Problem) => void
  /** A file that travels inside the PDF. */
  readonly attachment?: FinishJob['attachment']
}

/**
 * Prints a deck: one page per slide (or per step), tagged, with an outline, page labels and what the deck says of itself.
 * @throws LecternError 4 (`deadline-passed`), 3 (`browser-failed`) when the browser died twice, 1 (`deck-empty`).
 */
export async function exportPdf(deck: Deck, job: PdfJob): Promise<Artefact> {
  const frames = framesOf(deck, job)
  if (frames.length === 0) throw emptyDeck(deck)
  const work = { ...job, file: deck.file, count: frames.length }
  const parts = await withBrowser(work, (browser, signal) => printChunks(deck, frames, job, browser, signal))
  const depths = depthsOf(deck.slides)
  const finish = (printed: readonly Uint8Array[]): FinishedPdf =>
    finishPdf(printed, deck, {
      sheet: sheetOf(deck, job.paper),
      pages: frames.map((frame) => ({
        label: frame.label,
        entries: (frame.step ?? 0) === 0 ? entriesOf(frame.slide, depths) : [],
        notes: job.notes === true ? frame.slide.notes : [],
      })),
      modified: job.modified,
      attachment: job.attachment,
    })
  const { bytes, pages } = await finished(deck, parts, {
    count: frames.length,
    finish,
    say: job.say,
    // A reader of other PDF files than Chromium's needs one document; printing it again costs time, and a deck is delivered.
    printWhole: () =>
      withBrowser(work, (browser, signal) => printChunks(deck, frames, job, browser, signal, frames.length)),
  })
  return { kind: 'pdf', name: `${deck.name}.pdf`, bytes, pages }
}

/** What a slide is in the outline: its title, or nothing. */
export function entriesOf({ title, index }: Slide, depths: readonly number[]): PageFacts['entries'] {
  return title === '' ? [] : [{ title, depth: depths[index] ?? 0 }]
}

/** Prints a deck's chunks, two at a time: while one is being laid out, the other is being written. */
async function printChunks(
  deck: Deck,
  frames: readonly Frame[],
  job: PdfJob,
  browser: Browser,
  signal: AbortSignal,
  mostFrames = browser.quickTabs ? 60 : 120,
): Promise<Uint8Array[]> {
  const { code, source, style } = job.script
  const parts: PageParts = { urlOf: dataUris(job.files), script: code, style, scriptSource: source }
  // Two halves of 100 slides take 0.5 s and the whole takes 0.7 s; a full Chrome needs 0.3 s more for the second tab.
  const chunks = chunksOf(frames, job.files, mostFrames)
  const targets = linkTargets(frames)
  const printed: Uint8Array[] = []
  const { scheme, paper } = job
  const options = { ...(scheme === undefined ? {} : { scheme }), ...(paper === undefined ? {} : { paper }) }
  const size = paper === undefined ? deck.size : sizeOf(paper)
  await inParallel(chunks, 2, async (chunk, index) => {
    const linked = chunks.length > 1 ? linkAcross(frames, chunk, targets) : frames
    const { html } = renderPrint(deck, parts, { ...options, frames: linked })
    printed[index] = await browser.print(html, { size, waitForScript: code !== '', signal })
  })
  return printed
}

/** A sheet in CSS pixels. */
export function sizeOf({ widthMm, heightMm }: Paper): Deck['size'] {
  return { widthPx: widthMm * pxPerMm, heightPx: heightMm * pxPerMm }
}

/** The sheet in points. */
export function sheetOf(deck: Deck, paper: Paper | undefined): FinishJob['sheet'] {
  const { widthPx, heightPx } = paper === undefined ? deck.size : sizeOf(paper)
  return { widthPt: widthPx * 0.75, heightPt: heightPx * 0.75 }
}

/** How a printed deck becomes a file. */
export interface Finishing {
  /** The pages that it must have; absent when only the browser knows. */
  readonly count: number | undefined
  readonly finish: (parts: readonly Uint8Array[]) => FinishedPdf
  /** Prints everything as one document. Absent: there is no way to. */
  readonly printWhole?: (() => Promise<Uint8Array[]>) | undefined
  readonly say: ((problem: Problem) => void) | undefined
}

/**
 * Finishes a PDF. Chromium may write its files otherwise one day (compressed cross-references, say), and a user's browser is any
 * version: what cannot be read is delivered as the browser wrote it, with a warning that says what it lacks.
 * @throws LecternError 3 (`internal`) when pages are missing, or several documents cannot become one.
 */
export async function finished(deck: Deck, parts: readonly Uint8Array[], job: Finishing): Promise<FinishedPdf> {
  const { count, finish, say, printWhole } = job
  let unread: unknown
  try {
    const file = finish(parts)
    // A deck with scripts of its own may do what it likes to its pages.
    if (count === undefined || file.pages === count || deck.unsafeHtml) return file
    throw new Error(`${count} pages were requested, but ${file.pages} were printed`)
  } catch (cause) {
    if (!(cause instanceof UnreadablePdf)) throw incomplete(deck, cause)
    unread = cause
  }
  const [whole, ...more] = parts.length === 1 ? parts : ((await printWhole?.()) ?? [])
  if (whole === undefined || more.length > 0) throw incomplete(deck, unread)
  say?.({
    severity: 'warning',
    code: 'pdf-unfinished',
    message:
      'The browser wrote a PDF that Lectern cannot edit, so it has no outline, page labels, notes or attachment.',
    hint: 'Use another browser with `--browser`; `lectern doctor` lists those on this machine.',
    place: { file: deck.file, line: 1, column: 1 },
  })
  return { bytes: whole, pages: count ?? 0 }
}

function incomplete(deck: Deck, cause: unknown): LecternError {
  return machineError({
    code: 'internal',
    message: `The PDF of ${deck.file} could not be completed: ${cause instanceof Error ? cause.message : cause}.`,
    hint: 'Report it together with the deck, and try another browser with --browser.',
    file: deck.file,
    cause,
  })
}

/** The error (1) for a deck without a slide. */
export function emptyDeck({ file }: Deck): LecternError {
  return machineError({
    code: 'deck-empty',
    message: 'The deck has no slides to print.',
    hint: 'Add a slide; a line with --- separates slides.',
    file,
    exitCode: exitCodes.content,
  })
}

import type { Artefact, LoadedFile } from '../../model/artefact.js'
import type { Deck, Slide } from '../../model/deck.js'
import { exitCodes, type LecternError } from '../../model/error.js'
import type { PageParts } from '../../model/page.js'
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
  const { bytes, pages } = finishOrSay(deck, frames.length, () =>
    finishPdf(parts, deck, {
      sheet: sheetOf(deck, job.paper),
      pages: frames.map((frame) => ({
        label: frame.label,
        entries: (frame.step ?? 0) === 0 ? entriesOf(frame.slide, depths) : [],
        notes: job.notes === true ? frame.slide.notes : [],
      })),
      modified: job.modified,
      attachment: job.attachment,
    }),
  )
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
): Promise<Uint8Array[]> {
  const { code, source, style } = job.script
  const parts: PageParts = { urlOf: dataUris(job.files), script: code, style, scriptSource: source }
  // Two halves of 100 slides take 0.5 s and the whole takes 0.7 s; a full Chrome needs 0.3 s more for the second tab.
  const chunks = chunksOf(frames, job.files, browser.quickTabs ? 60 : 120)
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

/** Finishes a PDF of so many pages; what is wrong with it is a mistake of ours or of the browser's, and said. */
export function finishOrSay(deck: Deck, pages: number | undefined, finish: () => FinishedPdf): FinishedPdf {
  try {
    const finished = finish()
    // A deck with scripts of its own may do what it likes to its pages.
    if (pages === undefined || finished.pages === pages || deck.unsafeHtml) return finished
    throw new Error(`${pages} pages were requested, but ${finished.pages} were printed`)
  } catch (cause) {
    throw machineError({
      code: 'internal',
      message: `The PDF of ${deck.file} could not be completed: ${cause instanceof Error ? cause.message : cause}.`,
      hint: 'Report it together with the deck, and try another browser with --browser.',
      file: deck.file,
      cause,
    })
  }
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

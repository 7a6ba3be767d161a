import type { Artefact, LoadedFile } from '../model/artefact.js'
import type { Deck } from '../model/deck.js'
import { exitCodes, LecternError } from '../model/error.js'
import type { PageParts } from '../model/page.js'
import { renderPrint } from '../render/print.js'
import type { Browser } from './browser.js'
import { chunksOf } from './chunks.js'
import { dataUris } from './dataUri.js'
import { machineError } from './machineError.js'
import { orAborted } from './orAborted.js'
import { finishPdf } from './pdfFinish.js'
import { linkAcross, linkTargets } from './slideLinks.js'

/** What an export to PDF needs beside the deck. */
export interface PdfJob {
  /** Every file of `deck.files` that could be loaded, by its key. */
  readonly files: ReadonlyMap<string, LoadedFile>
  /** The browser, which may still be starting. The caller closes it. */
  readonly browser: Promise<Browser>
  /** Starts another one, for the one retry after a crash. It is closed here. */
  readonly relaunch: () => Promise<Browser>
  /** The print client: its code (empty for none), its CSP source, its CSS. */
  readonly script: { readonly code: string; readonly source: string; readonly style: string }
  /** How long all of it may take. Absent: 60 s and half a second per slide. */
  readonly timeoutMs?: number
  /** The date that is written into the file: never the clock's, or no two exports are the same. */
  readonly modified: Date
  /** Ends the export at once; it then rejects with the signal's reason. */
  readonly signal?: AbortSignal
}

/**
 * Prints a deck: one page per slide, tagged, with an outline, page labels and what the deck says of itself.
 * @throws LecternError 4 (`deadline-passed`), 3 (`browser-failed`) when the browser died twice, 1 (`deck-empty`).
 */
export async function exportPdf(deck: Deck, job: PdfJob): Promise<Artefact> {
  if (deck.slides.length === 0) throw emptyDeck(deck)
  const deadline = startDeadline(deck, job)
  try {
    const parts = await printTwice(deck, job, deadline.signal)
    const { bytes, pages } = finish(parts, deck, job.modified)
    return { kind: 'pdf', name: `${deck.name}.pdf`, bytes, pages }
  } finally {
    deadline.stop()
  }
}

/** Prints, and once more with a fresh browser when the first one died. A browser that is out of time is closed. */
async function printTwice(deck: Deck, job: PdfJob, signal: AbortSignal): Promise<Uint8Array[]> {
  const browser = await arrival(job.browser, signal)
  try {
    return await printChunks(deck, job, browser, signal)
  } catch (error) {
    await browser.close()
    if (signal.aborted) throw signal.reason
    if (!(error instanceof LecternError && error.problem.code === 'browser-failed')) throw error
  }
  const second = await arrival(job.relaunch(), signal)
  try {
    return await printChunks(deck, job, second, signal)
  } finally {
    await second.close()
  }
}

/** The browser once it runs. One that comes when nobody waits any more is closed. */
async function arrival(browser: Promise<Browser>, signal: AbortSignal): Promise<Browser> {
  try {
    return await orAborted(browser, signal)
  } catch (error) {
    browser.then((late) => late.close()).catch(() => {})
    throw error
  }
}

/** Prints a deck's chunks, two at a time: while one is being laid out, the other is being written. */
async function printChunks(deck: Deck, job: PdfJob, browser: Browser, signal: AbortSignal): Promise<Uint8Array[]> {
  const { code, source, style } = job.script
  const parts: PageParts = { urlOf: dataUris(job.files), script: code, style, scriptSource: source }
  const chunks = chunksOf(deck, job.files, browser.quickTabs)
  const targets = chunks.length > 1 ? linkTargets(deck) : new Map<string, number>()
  const printed: Uint8Array[] = []
  const waiting = [...chunks.entries()]
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const [index, chunk] = next
      const { html } = renderPrint(chunks.length > 1 ? linkAcross(deck, chunk, targets) : deck, parts, chunk)
      const bytes = await browser.print(html, { size: deck.size, waitForScript: code !== '', signal })
      printed[index] = bytes
    }
  }
  await Promise.all(Array.from({ length: together }, work))
  return printed
}

const together = 2

function finish(parts: readonly Uint8Array[], deck: Deck, modified: Date): ReturnType<typeof finishPdf> {
  try {
    const finished = finishPdf(parts, deck, modified)
    // A deck with scripts of its own may do what it likes to its pages.
    if (finished.pages === deck.slides.length || deck.unsafeHtml) return finished
    throw new Error(`${deck.slides.length} slides were printed on ${finished.pages} pages`)
  } catch (cause) {
    throw machineError({
      code: 'internal',
      message: `The PDF of ${deck.file} cannot be finished: ${cause instanceof Error ? cause.message : cause}.`,
      hint: 'Please report it with the deck. Another browser (--browser) may help meanwhile.',
      file: deck.file,
      cause,
    })
  }
}

function emptyDeck({ file }: Deck): LecternError {
  const hint = 'Write a slide; slides are divided by a line with ---.'
  return machineError({
    code: 'deck-empty',
    message: 'There is no slide to print.',
    hint,
    file,
    exitCode: exitCodes.content,
  })
}

function startDeadline(deck: Deck, { timeoutMs, signal }: PdfJob): { signal: AbortSignal; stop: () => void } {
  const allowedMs = timeoutMs ?? 60_000 + 500 * deck.slides.length
  const controller = new AbortController()
  const late = setTimeout(() => {
    const fault = machineError({
      code: 'deadline-passed',
      message: `Printing ${deck.file} took longer than ${allowedMs / 1000} s.`,
      hint: 'Give it more time with --timeout <seconds>, or look for a script in the deck that never ends.',
      file: deck.file,
      exitCode: exitCodes.deadline,
    })
    controller.abort(fault)
  }, allowedMs)
  const stopped = signal === undefined ? controller.signal : AbortSignal.any([controller.signal, signal])
  return { signal: stopped, stop: () => clearTimeout(late) }
}

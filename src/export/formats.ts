// Every format once: what it is called, what its files are called, what makes it. Makers are loaded when they are used.
import type { Format } from '../model/artefact.js'
import type { Deck } from '../model/deck.js'
import type { Problem } from '../model/problem.js'
import type { Exporter, ExportJob } from './exporter.js'
import type { TextFormat } from './texts.js'

/** One format of the table. */
export interface FormatEntry {
  /** What follows the deck's name; pictures have a number before it. */
  readonly ending: string
  /** What it is, for \`--help\`. */
  readonly what: string
  /** True for what only a browser can make. */
  readonly needsBrowser: boolean
  /** True for what is printed: no frame need be drawn for it. */
  readonly isPaper?: boolean
  /** True when there may be several files. */
  readonly isSeveral?: boolean
  readonly make: Exporter
}

const said = (): Problem[] => []

const pictures =
  (format: 'png' | 'jpeg' | 'webp'): Exporter =>
  async (deck, job) =>
    (await import('./pictures/pictures.js')).exportPictures(deck, job, format).then(said)

function text(format: TextFormat, ending: string, what: string): FormatEntry {
  const make: Exporter = async (deck, job) =>
    (await import('./texts.js')).exportText(deck, job, format, ending).then(said)
  return { ending, what, needsBrowser: false, make }
}

/** The table. */
export const formatTable = {
  html: {
    ending: '.html',
    what: 'the player, as one self-contained file',
    needsBrowser: false,
    make: html,
  },
  pdf: {
    ending: '.pdf',
    what: 'one page per slide',
    needsBrowser: true,
    isPaper: true,
    make: pdf,
  },
  png: { ending: '.png', what: 'an image of each slide', needsBrowser: true, isSeveral: true, make: pictures('png') },
  jpeg: { ending: '.jpeg', what: 'the same, smaller', needsBrowser: true, isSeveral: true, make: pictures('jpeg') },
  webp: { ending: '.webp', what: 'the same, smallest', needsBrowser: true, isSeveral: true, make: pictures('webp') },
  card: {
    ending: '.card.png',
    what: 'the first slide at 1200 × 630, for link previews',
    needsBrowser: true,
    make: async (deck, job) => (await import('./pictures/card.js')).exportCard(deck, job).then(said),
  },
  handout: {
    ending: '.handout.pdf',
    what: 'several slides per page, with lines for notes',
    needsBrowser: true,
    isPaper: true,
    make: async (deck, job) => (await import('./sheets.js')).exportHandout(deck, job),
  },
  notes: {
    ending: '.notes.pdf',
    what: 'each slide with its speaker notes',
    needsBrowser: true,
    isPaper: true,
    make: async (deck, job) => (await import('./sheets.js')).exportNotesPages(deck, job),
  },
  'notes-md': text('notes-md', '.notes.md', 'the speaker notes in Markdown'),
  'notes-txt': text('notes-txt', '.notes.txt', 'the same as plain text'),
  outline: text('outline', '.outline.md', 'the slide titles as a list, in Markdown'),
  'outline-json': text('outline-json', '.outline.json', 'titles, lines, steps, times and word counts, as JSON'),
  transcript: text('transcript', '.transcript.html', 'a text page for reading and screen readers'),
} as const satisfies Readonly<Record<Format, FormatEntry>>

export type { Format }

export const formats = Object.keys(formatTable) as Format[]

async function html(deck: Deck, job: ExportJob): Promise<Problem[]> {
  const { exportHtml, mediaProblems } = await import('./html/html.js')
  const { artefact, media } = exportHtml(deck, { ...job.files, client: job.player, notes: job.options.notes })
  for (const { from, name } of media) await job.copy(from, name)
  await job.deliver(artefact)
  return mediaProblems(deck, job.files.beside, media)
}

async function pdf(deck: Deck, job: ExportJob): Promise<Problem[]> {
  const { exportPdf } = await import('./pdf/exportPdf.js')
  const { attachment, problems } = (await import('./pdf/attachedSource.js')).attachedSource(deck, job)
  const { paperOf } = await import('../render/paper/paper.js')
  const { options } = job
  const isWide = deck.size.widthPx >= deck.size.heightPx
  const unfinished: Problem[] = []
  const artefact = await exportPdf(deck, {
    ...job,
    say: (problem) => unfinished.push(problem),
    ...options,
    browser: job.browser(),
    files: job.files.files,
    script: { code: job.print.script, source: job.print.scriptSource, style: job.print.style },
    notes: options.pdfNotes,
    paper:
      options.paper === undefined ? undefined : paperOf(options.paper, options.marginMm, isWide ? 'lying' : 'upright'),
    attachment,
  })
  await job.deliver(artefact)
  return [...problems, ...unfinished]
}

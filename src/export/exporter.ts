import type { Client } from '../load/client.js'
import type { Artefact, LoadedFiles } from '../model/artefact.js'
import type { Deck } from '../model/deck.js'
import type { PageParts } from '../model/page.js'
import type { Problem } from '../model/problem.js'
import type { PaperName } from '../render/paper/paper.js'
import type { Browser } from './browser/run/browser.js'

/** What the user may choose of artefacts. Each exporter looks at what concerns it. */
export interface ExportOptions {
  /** True to put speaker notes into HTML, handouts and transcripts. */
  readonly notes: boolean
  /** True for one page or picture per step. */
  readonly steps: boolean
  /** 0-based slides. Absent: all. */
  readonly slides?: ReadonlySet<number>
  /** Absent: dark when the deck says so, else light. */
  readonly scheme?: 'light' | 'dark'
  /** Pixels of a picture per CSS pixel. */
  readonly scale: number
  /** Of JPEG and WebP, 1 to 100. Absent: the browser's own. */
  readonly quality?: number
  /** True to leave the slides' background out of pictures. */
  readonly transparent: boolean
  /** Sheets for slides, handouts and notes. Absent: slides have sheets of their own size, the others A4. */
  readonly paper?: PaperName
  readonly marginMm: number
  /** Size of the letters on notes pages, in points. */
  readonly notesPt: number
  /** Slides on a page of a handout. */
  readonly perPage: PerPage
  /** True to lay the notes over the pages of a PDF. */
  readonly pdfNotes: boolean
  /** True to put the deck's Markdown into the PDF. */
  readonly attachSource: boolean
}

export const perPageChoices = [1, 2, 3, 4, 6, 9] as const
export type PerPage = (typeof perPageChoices)[number]

/** What an exporter gets beside the deck. */
export interface ExportJob {
  readonly options: ExportOptions
  readonly files: LoadedFiles
  /** The player's bundles. */
  readonly player: Pick<Client, 'player' | 'playerWithFilms'>
  /** The print client, as pages take it. */
  readonly print: Omit<PageParts, 'urlOf'>
  /** The deck's Markdown. */
  readonly source: { readonly name: string; readonly bytes: Uint8Array }
  /** The date that is written into files: never the clock's, or no two exports are the same. */
  readonly modified: Date
  /** Starts the browser that all decks share, or gives the one that runs. */
  readonly browser: () => Promise<Browser>
  /** Starts another one, for the one retry after a crash. */
  readonly relaunch: () => Promise<Browser>
  /** Called when nothing more is asked of a browser for this format. */
  readonly released?: () => void
  /** Tabs that may work at a time. */
  readonly tabs: number
  readonly timeoutMs?: number
  readonly signal: AbortSignal
  /** Takes a finished file, under the name that it has in the output folder. */
  readonly deliver: (artefact: Artefact) => Promise<void>
  /** Copies a file (absolute path) to that name in the output folder. */
  readonly copy: (from: string, name: string) => Promise<void>
  /** True when the file of that name is there, made from what has that key, and as we made it. */
  readonly isKept: (name: string, key: string) => Promise<boolean>
}

/** Makes the artefacts of one format. Gives what there is to say of them. */
export type Exporter = (deck: Deck, job: ExportJob) => Promise<readonly Problem[]>

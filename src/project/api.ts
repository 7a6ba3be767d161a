// The types of the public API; `src/index.ts` gives them to others. A change here is a change for everybody who imports Lectern.
import type { Artefact, Format, LoadedFiles } from '../model/artefact.js'
import type { Config } from '../model/config.js'
import type { Deck } from '../model/deck.js'
import type { Problem } from '../model/problem.js'
import type { Source } from '../model/source.js'

/** What a project needs to know. */
export interface ProjectOptions {
  /** Absolute folder of the project: paths count from it, and its configuration, `themes/` and `brand.json` lie in it. */
  readonly cwd: string
  /** The configuration, or the path of its file. Absent: the one that lies in `cwd`, if any. A file in TypeScript or JavaScript is run. */
  readonly config?: Config | string
  /**
   * Environment variables. They say where the cache is (`XDG_CACHE_HOME`, `HOME`) and which browsers there are (`PATH`,
   * `LECTERN_BROWSER`). Absent: none, so nothing is remembered on disk. Usually `process.env`.
   */
  readonly env?: Readonly<Record<string, string | undefined>>
  /** Absolute folder for temporary files. Absent: the system's. */
  readonly tempFolder?: string
}

/** A deck given as text, such as that of an editor that has not saved it. */
export interface DeckText {
  /** Markdown. */
  readonly text: string
  /** Path of the file that it belongs to, from `cwd` or absolute; it need not be there. Absent: paths count from `cwd`. */
  readonly path?: string
  /** Name for artefacts, without an ending. Absent: from the path, else `stdin`. */
  readonly name?: string
}

/** A deck, compiled, with its files. It can be exported any number of times. */
export interface Prepared {
  readonly source: Source
  readonly deck: Deck
  /** What was read of the files that the deck refers to. */
  readonly files: LoadedFiles
  /** All that is to be said of the deck, in order of place. One with an error cannot be exported. */
  readonly problems: readonly Problem[]
  /** Absolute paths of all that it was made from, whether it is there or not. */
  readonly inputs: readonly string[]
}

/** What is chosen of artefacts; each format looks at what concerns it. */
export interface ExportOptions {
  /** False to leave speaker notes out of HTML, handouts and transcripts. Default: true. */
  readonly notes?: boolean
  /** True for one page or picture per step. Default: false. */
  readonly steps?: boolean
  /** 1-based numbers of the slides that are wanted. Absent: all. */
  readonly slides?: Iterable<number>
  /** Absent: dark when the deck says so, else light. */
  readonly scheme?: 'light' | 'dark'
  /** Pixels of a picture per CSS pixel. Default: 1. */
  readonly scale?: number
  /** Of JPEG and WebP, 1 to 100. Absent: the browser's own. */
  readonly quality?: number
  /** True to leave the slides' background out of pictures. Default: false. */
  readonly transparent?: boolean
  /** Absent: slides have sheets of their own size, handouts and notes A4. */
  readonly paper?: 'A5' | 'A4' | 'A3' | 'Letter' | 'Legal'
  /** Margin of sheets, in millimetres. Default: 12. */
  readonly marginMm?: number
  /** Size of the letters on notes pages, in points. Default: 13. */
  readonly notesPt?: number
  /** Slides on a page of a handout. Default: 3. */
  readonly perPage?: 1 | 2 | 3 | 4 | 6 | 9
  /** True to lay the notes over the pages of a PDF. Default: false. */
  readonly pdfNotes?: boolean
  /** True to put the deck's Markdown into the PDF. Default: false. */
  readonly attachSource?: boolean
  /** Stops the export, which then throws the signal's reason. */
  readonly signal?: AbortSignal
  /** Told what exporting had to say, such as of a video that lies beside the HTML. */
  readonly onProblem?: (problem: Problem) => void
}

/** By the name of a rule its level, or its level and its options, as in the configuration. */
export type Rules = NonNullable<NonNullable<Config['check']>['rules']>

/** What a check found. */
export interface Checked {
  /** Of compiling and of the rules, in order of place. */
  readonly problems: readonly Problem[]
  /** Found, and switched off by `check-disable` on their slides. */
  readonly silenced: number
  /** Slides that were laid out; the others were remembered. */
  readonly measured: number
}

/** What became of a change on disk. */
export interface Change {
  /** Absent when there is no deck to speak of: its file is gone or cannot be read. */
  readonly prepared: Prepared | undefined
  readonly problems: readonly Problem[]
  /** Absolute paths of what has changed; absent the first time. */
  readonly changed: ReadonlySet<string> | undefined
}

/** What a server shows. */
export interface ServeOptions {
  /** Path of the deck, from `cwd` or absolute. */
  readonly deck: string
  /** Absent or 0: any that is free. */
  readonly port?: number
  /** Told what went wrong while a request was answered. */
  readonly onError?: (error: unknown) => void
}

/** A deck that is shown in browsers of this machine and follows its files. */
export interface Server {
  /** Where it is shown, its token included. */
  readonly url: string
  readonly port: number
  close(): Promise<void>
}

/** A folder of decks. Each has its own settings, cache and browser: any number may be open in one process. */
export interface Project {
  /** Absolute folder. */
  readonly cwd: string
  /** Reads a deck and what it includes. @throws LecternError when it is not there or is no text. */
  read(deck: string | DeckText): Promise<Source>
  /** Compiles a deck. What an author can write wrong is in `problems`; nothing of it throws. */
  compile(source: Source): Promise<Prepared>
  /**
   * Exports to one format; each file is given as soon as it is finished. Paper and pictures start the project's browser.
   * @throws LecternError for a deck with an error, a slide that is not there, a machine that cannot, a deadline.
   */
  export(prepared: Prepared, format: Format, options?: ExportOptions): AsyncIterable<Artefact>
  /**
   * Lays the slides out in the project's browser and asks every rule. `rules` come on top of those of the configuration.
   * @throws LecternError for a rule that does not exist, a browser that does not start, a deadline.
   */
  check(prepared: Prepared, rules?: Rules): Promise<Checked>
  /** Compiles a deck now and after each change of what it was made from, until it is closed. */
  follow(deck: string, listener: (change: Change) => void): { close(): void }
  /** Shows a deck in browsers of this machine. @throws LecternError when the port is taken. */
  serve(options: ServeOptions): Promise<Server>
  /** Ends the project's browser, and whatever is still being exported or followed. */
  close(): Promise<void>
}

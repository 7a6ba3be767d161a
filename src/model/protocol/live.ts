// What travels over the live channel between the server and the windows that show a deck. JSON texts, one message each.
// A revision counts the decks that a session has shown; a window that missed some says what it has and gets the rest.
// A slide's number, and the page number in it, are no part of the slide here: else an insertion would change all that follow.
import type { ColorScheme, Size } from '../deck.js'
import type { Problem } from '../problem.js'

/** What a served page tells its script: JSON in the attribute `data-live` of `<main id="lectern-deck">`. */
export interface LivePage {
  /** The deck's file as problems name it. */
  readonly file: string
  /** Path and query of the live channel, from the root of the server: `/__lectern/live?deck=talk`. */
  readonly channel: string
  /** Revision of the deck in the page. */
  readonly revision: number
  /** See `Welcome.runtime`. */
  readonly runtime: string
  /** Where an `OpenRequest` is posted to; absent where the editor may not be opened. */
  readonly open?: string
  /** Address of the page that edits this deck in the browser; absent when there is none. */
  readonly edit?: string
  /** True with `--debug`: the page reports what patching took. */
  readonly debug?: boolean
}

/** Body of a request (JSON, same origin) to open the source in the author's editor. Answered with 204, or 4xx and a line of text. */
export interface OpenRequest {
  /** As problems name it (`Place.file`); absent for the deck's own file. */
  readonly file?: string
  /** 1-based. */
  readonly line: number
  /** 1-based; absent for the start of the line. */
  readonly column?: number
}

/**
 * A slide as a page needs it, complete: what is between `<main>`'s tags for it. The section carries its hash as `data-hash`,
 * its first source line as `data-line`, and `data-file` when that line is not in the deck's own file. Blocks carry `data-l`:
 * how many lines below `data-line` they begin.
 */
export interface LiveSlide {
  /** Hash of the HTML after `withoutNumbers` (`render/page/numbers.ts`): equal hash, equal but for the numbers. */
  readonly hash: string
  /** The section of the slide, with the addresses of its files in it. Absent: the window has a slide of that hash. */
  readonly html?: string
}

/** A run of slides that changed: `remove` slides at 0-based `at` are replaced by `insert`. Applied in order, first to last. */
export interface Splice {
  readonly at: number
  readonly remove: number
  readonly insert: readonly LiveSlide[]
}

/** Everything of a page that is not a slide and can change without loading it anew. */
export interface LiveHead {
  readonly title: string
  readonly lang: string
  readonly size: Size
  readonly colorScheme: ColorScheme
}

/** What numbers the slides and their source have; all of the deck, in order. Set on every slide, whether it changed or not. */
export interface LiveNumbers {
  /** 1-based first source line of each slide. */
  readonly lines: readonly number[]
  /** Page number that each slide shows; 0 when it shows none. */
  readonly pages: readonly number[]
  /** What `data-marpit-pagination-total` says; 0 when no slide shows a number. */
  readonly pageTotal: number
}

/** From the deck of revision `from` to that of revision `to`. */
export interface Patch extends LiveNumbers {
  readonly type: 'patch'
  readonly from: number
  readonly to: number
  readonly splices: readonly Splice[]
  /** CSS of the deck, when it changed. */
  readonly css?: string
  /** When something of it changed. */
  readonly head?: LiveHead
  /** 0-based slide that was edited, to go to; absent when there is none. */
  readonly edited?: number
  readonly problems: readonly Problem[]
  /** When the change was noticed, in milliseconds of the server's clock, and how long each part took; with `--debug`. */
  readonly timings?: Readonly<Record<string, number>>
}

/** The whole deck by hashes, for a window that cannot be patched from what it has. */
export interface Resync extends LiveNumbers {
  readonly type: 'resync'
  readonly to: number
  readonly slides: readonly LiveSlide[]
  readonly css: string
  readonly head: LiveHead
  readonly problems: readonly Problem[]
}

/** First message of the server. */
export interface Welcome {
  readonly type: 'welcome'
  /** Another one after each start of the server. */
  readonly session: string
  readonly revision: number
  /** Hash of the client's scripts and styles: another one than the page's, and the page has to be loaded anew. */
  readonly runtime: string
  readonly problems: readonly Problem[]
}

/** What is wrong with the deck as it is on disk; the slides stay those of the last good one when there is an error. */
export interface ProblemsMessage {
  readonly type: 'problems'
  readonly revision: number
  readonly problems: readonly Problem[]
}

/** The runtime has changed: load the page anew. */
export interface Reload {
  readonly type: 'reload'
}

export type ServerMessage = Welcome | Patch | Resync | ProblemsMessage | Reload

/**
 * First message of a window, answered with `welcome` and then with what the window misses. A window that was asleep sends it
 * again on the same connection, to learn whether anybody is still there.
 */
export interface Hello {
  readonly type: 'hello'
  /** Of the `welcome` before the connection was lost; absent for a fresh page. */
  readonly session?: string
  readonly revision: number
  /** Hash of each slide that the window has, in order; absent when its page is the one of `revision`. */
  readonly slides?: readonly string[]
}

/** Asks for a `resync`: a patch did not fit. */
export interface ResyncRequest {
  readonly type: 'resync'
  readonly slides: readonly string[]
}

/** What a window did with a deck; only with `LivePage.debug`. */
export interface Painted {
  readonly type: 'painted'
  readonly revision: number
  /** From the message to the changed page, waiting for new pictures included. */
  readonly patchMs: number
  /** From there until the frame was drawn. */
  readonly frameMs: number
}

export type ClientMessage = Hello | ResyncRequest | Painted

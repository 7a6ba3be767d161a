// What travels over the live channel between the server and the windows that show a deck. JSON texts, one message each.
// A revision counts the decks that a session has shown; a window that missed some says what it has and gets the rest.
import type { ColorScheme, Size } from './deck.js'
import type { Problem } from './problem.js'

/** A slide as a page needs it, complete: what is between `<main>`'s tags for it. */
export interface LiveSlide {
  /** `Slide.hash`: equal hash, equal HTML. */
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

/** From the deck of revision `from` to that of revision `to`. */
export interface Patch {
  readonly type: 'patch'
  readonly from: number
  readonly to: number
  readonly splices: readonly Splice[]
  /** CSS of the deck, when it changed. */
  readonly css?: string
  /** When something of it changed. */
  readonly head?: LiveHead
  /** 1-based first source line of every slide, in order. */
  readonly lines: readonly number[]
  /** 0-based slide that was edited, to go to; absent when there is none. */
  readonly edited?: number
  readonly problems: readonly Problem[]
  /** When the change was noticed, in milliseconds of the server's clock, and how long each part took; with `--debug`. */
  readonly timings?: Readonly<Record<string, number>>
}

/** The whole deck by hashes, for a window that cannot be patched from what it has. */
export interface Resync {
  readonly type: 'resync'
  readonly to: number
  readonly slides: readonly LiveSlide[]
  readonly css: string
  readonly head: LiveHead
  readonly lines: readonly number[]
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

/** First message of a window. */
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

export type ClientMessage = Hello | ResyncRequest

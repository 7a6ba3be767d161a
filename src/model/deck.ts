import type { SlideFacts } from './facts.js'
import type { Place, Problem } from './problem.js'

/** Width and height of a slide in CSS pixels. */
export interface Size {
  readonly widthPx: number
  readonly heightPx: number
}

/** `auto` follows the viewer's system; paper is always light unless the deck says `dark`. */
export type ColorScheme = 'auto' | 'light' | 'dark'

/** What the deck says of itself. Strings are plain text, never HTML. */
export interface DeckMeta {
  /** From the front matter, else the first heading, else the file's name. */
  readonly title: string
  readonly subtitle?: string
  readonly author?: string
  readonly date?: string
  readonly event?: string
  readonly description?: string
  readonly keywords: readonly string[]
  /** BCP 47 language tag; `en` when the deck does not say. */
  readonly lang: string
  /** Canonical address, http or https only. */
  readonly url?: string
  /** Picture for link previews: http or https only. */
  readonly image?: string
  /** Planned length in minutes. */
  readonly durationMinutes?: number
  readonly colorScheme: ColorScheme
  /** How slides change, as the front matter says; each slide has its own in `directives`. */
  readonly transition?: string
}

/**
 * A file that the deck, its theme or the engine's CSS refers to. In `Slide.html` and `Deck.css` each such address is
 * written as `\uFDD0key\uFDD1`; whoever writes a page puts the real address there. The two noncharacters are taken
 * out of everything an author writes, so the mark cannot be forged.
 */
export interface FileRef {
  /** Unique name, `<from>:<path>`: `deck:img/a.png`, `theme:atlas:fonts/inter.woff2`, `katex:KaTeX_Main-Regular.woff2`, `emoji:1f600`, `net:https://…`. */
  readonly key: string
  readonly from: 'deck' | 'theme' | 'katex' | 'emoji' | 'font' | 'net'
  /** Name of the theme, for `from: 'theme'`. */
  readonly theme?: string
  /** Path from the owner's folder, decoded, `/` between folders, with `..` where a deck's file lies beside; the whole address for `net`. */
  readonly path: string
  readonly use: 'image' | 'media' | 'font'
  /** Keys of other files of which any would do instead, as for a typeface in several formats. Absent: none. */
  readonly alternatives?: readonly string[]
  /** The address as it stands there, to be corrected. Absent when it was not found. */
  readonly spelt?: string
  /** Where it is referred to first. */
  readonly place: Place
  /** 1-based slide that refers to it first; absent for CSS. */
  readonly slide?: number
}

/** Opens and closes the mark of a `FileRef` in HTML and CSS. */
export const fileMark = { open: '\uFDD0', close: '\uFDD1' } as const

/** Rules that are switched off for one slide: `<!-- check-disable overflow: the map bleeds on purpose -->`. */
export interface Silence {
  /** Ids of rules, which are codes of problems. */
  readonly rules: readonly string[]
  readonly reason: string
  readonly place: Place
}

/** The layout that a slide without a class was given for its content. */
export interface ChosenLayout {
  /** Class of the layout. */
  readonly class: string
  /** Why, as the rest of “chosen because …”. */
  readonly because: string
}

/** Where a run of a slide's lines stands. */
export interface LineOrigin {
  /** 0-based line of the slide's text with which the run begins. */
  readonly from: number
  readonly file: string
  /** 1-based line of the file. */
  readonly line: number
}

export interface Slide {
  /** 0-based position among the slides that are shown. */
  readonly index: number
  /** 1-based line in the source where the slide begins. */
  readonly line: number
  /** File that the line counts in. */
  readonly file: string
  /** Text of the first heading; empty when there is none. */
  readonly title: string
  /** Resolved directives of this slide: `class`, `paginate`, `header`… as Marp understood them. */
  readonly directives: Readonly<Record<string, string>>
  /** The layout that was chosen for it; absent when its author chose, or nothing fits. */
  readonly layout?: ChosenLayout
  /** Number of steps after the first view; 0 when everything shows at once. Elements carry `data-marpit-fragment="1…n"`. */
  readonly steps: number
  /** Speaker notes in Markdown, one entry per comment, in order. */
  readonly notes: readonly string[]
  /** The same as sanitized HTML, entry by entry: for the presenter, and for nobody else. */
  readonly notesHtml: readonly string[]
  /** Planned time of the slide in seconds, from `<!-- time: 2m -->`. */
  readonly timeSeconds?: number
  /** Sanitized HTML: one `<svg data-marpit-svg>` with the slide inside. */
  readonly html: string
  /** What is in the HTML. */
  readonly facts: SlideFacts
  /** Its Markdown, line by line from `line` on; where another file goes on, `origins` says so. */
  readonly text: string
  /** The runs of lines of a slide that is written in more than one file, in order. Absent: all of it is in `file`. */
  readonly origins?: readonly LineOrigin[]
  /** Checks that its author has switched off; absent: none. */
  readonly silenced?: readonly Silence[]
  /** Hash over everything that shows: equal hash, equal pixels (given equal `css`). */
  readonly hash: string
}

/** A slide that is left out of the talk, and where that is written. */
export interface HiddenSlide extends Place {
  /** Number of the slide that is shown after it: 1-based, counted without hidden ones; one too many after the last. */
  readonly next: number
}

/** A compiled deck. */
export interface Deck {
  /** As messages name it. */
  readonly file: string
  /** Name for artefacts, without an ending. */
  readonly name: string
  readonly meta: DeckMeta
  readonly size: Size
  /** Names of the sizes that its theme has. */
  readonly sizes: readonly string[]
  readonly theme: string
  /** Classes of the layouts that its theme declares; absent: it declares none. */
  readonly layouts?: readonly string[]
  /** Packed and sanitized CSS; its selectors start at `div.marpit`. */
  readonly css: string
  readonly slides: readonly Slide[]
  /** Every file referred to, in order of first use. */
  readonly files: readonly FileRef[]
  /** True when raw HTML and scripts of the deck are let through (`--unsafe-html`). */
  readonly unsafeHtml: boolean
  /** True when such a deck may also reach the network from its page. */
  readonly openNet?: boolean
  /** The slides that are left out of the talk (`<!-- hide -->`); absent: there are none. */
  readonly hidden?: readonly HiddenSlide[]
  readonly problems: readonly Problem[]
}

// What travels between the server and the editor in the browser, as JSON. Paths and line ends of the machine stay on the
// server: a text always has `\n`, and a file is named as messages name it.
import type { ChosenLayout } from '../deck.js'
import type { Problem } from '../problem.js'

/** A word that completion offers. */
export interface Word {
  readonly name: string
  /** One line on what it does. */
  readonly help: string
  /** What is put into the text, when it is not the name alone. */
  readonly text?: string
}

/** A word that takes a value. */
export interface KeyWord extends Word {
  /** What it may be set to; empty when that is anything. */
  readonly values: readonly Word[]
  /** True when the value is a list of words, such as `class`. */
  readonly list: boolean
}

/** Everything that completion can offer for a deck in its theme. */
export interface Vocabulary {
  /** Name of the theme in use. */
  readonly theme: string
  /** Keys of the front matter. */
  readonly keys: readonly KeyWord[]
  /** What a comment may begin with: directives, also for one slide (`_class`), and Lectern's own words. */
  readonly comments: readonly KeyWord[]
  /** Tokens of the theme. */
  readonly tokens: readonly Word[]
  /** Words for a picture's brackets. */
  readonly images: readonly Word[]
  /** Kinds of callouts. */
  readonly callouts: readonly Word[]
}

/** A text as it is on disk. */
export interface SourceText {
  /** As messages name it. */
  readonly file: string
  /** Without byte order mark, `\n` between lines. */
  readonly text: string
  /** Names these bytes; a save says on which ones it is based. */
  readonly hash: string
  /** True when this user may not write the file. */
  readonly readOnly: boolean
}

/** What the page of the editor tells its script: JSON in `data-editor` of its `<body>`. Addresses are from the root. */
export interface EditorPage {
  /** Name of the deck, for the window's title. */
  readonly title: string
  /** The page that shows the deck. */
  readonly deck: string
  /** The live channel of the deck. */
  readonly channel: string
  /** Gives an `EditorState`. */
  readonly state: string
  /** Gives a `SourceText` or a `SourceRefusal`, and takes a `SaveRequest`; `&file=` says which text. */
  readonly source: string
  /** Names the folder of the project on this machine, for what the browser keeps. */
  readonly project: string
}

/** What the editor gets before it begins, and again when something has changed. */
export interface EditorState {
  readonly vocabulary: Vocabulary
  /** Pictures and other files in the deck's folder, relative to it, `/` between folders. */
  readonly files: readonly string[]
  readonly problems: readonly Problem[]
  /** Where every slide that shows begins, in order. */
  readonly slides: readonly SlideStart[]
  /** Texts that the deck is made of, the deck itself first, as messages name them. */
  readonly sources: readonly string[]
}

/** Where a slide begins. */
export interface SlideStart {
  /** As messages name it. */
  readonly file: string
  /** 1-based. */
  readonly line: number
  /** The layout that was chosen for it; absent when its author chose, or nothing fits. */
  readonly layout?: ChosenLayout
}

/** Asks to save a text. */
export interface SaveRequest {
  readonly text: string
  /** Hash of the text that this one was made from. Empty: the file is not there, and shall be made again. */
  readonly base: string
}

/** Why a text was not saved. */
export type SaveRefusal =
  /** The file is another one than the save is based on; the answer carries it. */
  | 'changed'
  /** The file is not there any more. */
  | 'missing'
  /** The file is a link that leads out of the project. */
  | 'outside'
  /** This user may not write there. */
  | 'read-only'
  /** No space, too many files, whatever the disk says. */
  | 'failed'
  /** It is no text that a deck can be: too large, not UTF-8. */
  | 'unfit'

/** Why a text cannot be edited. */
export interface SourceRefusal {
  readonly reason: SaveRefusal
  readonly message: string
}

/** Answer to a save: the file as it is now. */
export type SaveAnswer =
  | { readonly saved: true; readonly source: SourceText }
  | {
      readonly saved: false
      readonly reason: SaveRefusal
      /** In words, for whoever writes. */
      readonly message: string
      /** With `changed`: what is on disk. */
      readonly source?: SourceText
    }

import type { Place, Problem } from './problem.js'

/** A value as YAML gives it, before anybody has asked what it means. Scalars are kept as their text (`16:9` stays `16:9`). */
export type RawValue = string | null | readonly RawValue[] | { readonly [key: string]: RawValue }

/** The block between the first two `---` lines, parsed and within the limits. */
export interface FrontMatter {
  /** Key → value; a Map, so that `__proto__` is only a word. */
  readonly values: ReadonlyMap<string, RawValue>
  /** Key → where the key stands. */
  readonly keyPlaces: ReadonlyMap<string, Place>
  /** Key → where its value stands. */
  readonly valuePlaces: ReadonlyMap<string, Place>
  /** How many lines the block takes, fences included; 0 when there is none. */
  readonly lineCount: number
}

/** A run of lines of a deck's text that stand in one file. */
export interface SourcePart {
  /** The file, as messages name it. */
  readonly file: string
  /** Its absolute path; empty for standard input. */
  readonly path: string
  /** Its folder, seen from the deck's: `/` between folders, with `..` where it lies beside; empty for the deck's own. */
  readonly folder: string
  /** Addresses in it, decoded, under which nothing lies seen from `folder`, but something seen from the deck's. Absent: none. */
  readonly fromDeck?: readonly string[]
  /** 1-based line of the deck's text at which the run begins. */
  readonly from: number
  /** 1-based line of the file that stands there. */
  readonly line: number
  /** How many lines it has. */
  readonly count: number
}

/** A file with figures that a chart of the deck names. */
export interface DataFile {
  /** Folder of the file that names it, seen from the deck's; see `SourcePart.folder`. */
  readonly folder: string
  /** Its path as written. */
  readonly address: string
  /** The file, as messages name it. */
  readonly file: string
  /** Its absolute path, also where nothing lies there. */
  readonly path: string
  /** Its text; absent when it was not read. */
  readonly text?: string
  /** Why it was not read. */
  readonly fault?: { readonly message: string; readonly hint: string }
}

/** What came of one `vega-lite` fence. */
export interface VegaDrawing {
  /** SVG, not yet sanitized. */
  readonly svg?: string
  /** Why there is none, as the rest of “cannot be drawn: …”, and the line in the fence, 1-based. */
  readonly fault?: { readonly message: string; readonly line?: number }
}

/** A fence and what came of it. */
export interface VegaFence extends VegaDrawing {
  /** Content of the fence, without blanks around it. */
  readonly text: string
  /** Folder of the file that it stands in; see `SourcePart.folder`. */
  readonly folder: string
  /** Its description or title. */
  readonly title?: string
}

/** One deck's text, read and made safe to parse. */
export interface Source {
  /** As messages name it (see `Place.file`). */
  readonly file: string
  /** Absolute path; empty for standard input. */
  readonly path: string
  /** Absolute folder that its paths count from: its own, or where the command runs for standard input. */
  readonly folder: string
  /** Absolute folder that all its files must lie in: `folder` or above it. */
  readonly root: string
  /** The name that artefacts take, without an ending: `the-rise-of-python`. */
  readonly name: string
  /** The text, with that of included files in its place: no byte order mark, `\n` line ends, no NUL. */
  readonly text: string
  /** Which file each line of the text stands in, in order and without gaps. */
  readonly parts: readonly SourcePart[]
  readonly frontMatter: FrontMatter
  /** Files that charts of the deck are drawn from. Absent: none. */
  readonly data?: readonly DataFile[]
  /** Drawings of `vega-lite` fences. Absent: there are none, or nobody has drawn them. */
  readonly vega?: readonly VegaFence[]
  /** What reading and front matter had to say. */
  readonly problems: readonly Problem[]
}

import type { ProblemCode } from './codes.js'
import type { Box } from './measurement.js'

/** How bad a problem is: an error stops the deck, a warning does not (unless `--strict`), an info is only told. */
export type Severity = 'error' | 'warning' | 'info'

/** Where a problem is. */
export interface Place {
  /** The file as the author knows it: relative to the working directory, `/` between folders, `<stdin>` for standard input. */
  readonly file: string
  /** 1-based line. */
  readonly line: number
  /** 1-based column, in UTF-16 code units. */
  readonly column: number
  /** How many characters the problem covers from `column` on; absent when only a point is known. */
  readonly length?: number
}

/** A slip of the pen: one word in the line of a problem, and the only one that can have been meant. */
export interface Fix {
  /** As it stands in the line. */
  readonly wrote: string
  /** What to put there. */
  readonly meant: string
}

/** Something that an author should know about a deck, a theme or the machine. Problems are collected, not thrown. */
export interface Problem {
  readonly severity: Severity
  /** Stable name, kebab-case, from the table in `codes.ts`. */
  readonly code: ProblemCode
  /** What is wrong, in the author's words. One line. */
  readonly message: string
  /** What to do next; may be empty only when the message says it. */
  readonly hint: string
  readonly place: Place
  /** 1-based number of the slide, when the problem belongs to one. */
  readonly slide?: number
  /** The moment of the slide at which it is seen, when it is not seen in the end: 0 is before the first step. */
  readonly step?: number
  /** The source line at `place.line`, for the caret; absent when the file cannot be quoted. */
  readonly sourceLine?: string
  /** Where it is on the slide, for what was measured there. */
  readonly spot?: { readonly element: string; readonly box: Box }
  /** The one exact way out, when “did you mean” has one; an editor offers it. */
  readonly fix?: Fix
}

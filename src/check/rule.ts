import type { LoadedFile } from '../model/artefact.js'
import type { ProblemCode } from '../model/codes.js'
import type { Deck, Slide } from '../model/deck.js'
import type { Box, SlideMeasurement } from '../model/measurement.js'
import type { Severity } from '../model/problem.js'
import type { Source } from '../model/source.js'
import type { Speller } from './spelling/speller.js'

/** How bad what a rule finds is; `off`: it is not looked for. */
export type Level = Severity | 'off'

/** A way to show a deck. */
export interface CheckView {
  readonly media: 'screen' | 'print'
  readonly scheme: 'light' | 'dark'
}

/** What a rule says of one place. */
export interface Finding {
  /** 0-based; absent for what concerns the deck. */
  readonly slide?: number
  /** What is wrong, in the author's words. One line. */
  readonly message: string
  /** What to do next. */
  readonly hint: string
  /** Element of the slide: `ul > li:nth-of-type(2)`. */
  readonly element?: string
  readonly box?: Box
  /** How many lines below the first line of the slide its block begins. */
  readonly below?: number | undefined
  /** The moment at which it is seen, when it is not seen in the end: 0 is before the first step. */
  readonly step?: number
  /** Words to look for in the slide's Markdown, to find the line. */
  readonly words?: string
  /** What has to be mended, in words of its own: findings of one cause are told once, with their slides. Absent: it is its own. */
  readonly cause?: string
  /** How often the same words stand in the block before: a picture may be shown twice. Absent: they are the first. */
  readonly nth?: number
  /** Line (1-based) of `file`, or of the deck's file, when it is known; else it is looked for. */
  readonly line?: number
  /** 1-based, and the length from there on, when `line` is given. Absent: 1. */
  readonly column?: number
  readonly length?: number
  /** Another file than the slide's. */
  readonly file?: string
}

/** What a rule is given to look at one slide, as it was measured in one view. */
export interface SlideContext {
  readonly deck: Deck
  readonly slide: Slide
  readonly measurement: SlideMeasurement
  readonly view: CheckView
  readonly files: ReadonlyMap<string, LoadedFile>
  /** An option's value: the project's, else the rule's own. */
  readonly option: (name: string) => number
}

/** What a rule is given to look at the whole deck. */
export interface DeckContext {
  readonly deck: Deck
  readonly source: Source
  /** One for each slide, in the first view. */
  readonly measurements: readonly SlideMeasurement[]
  readonly files: ReadonlyMap<string, LoadedFile>
  readonly option: (name: string) => number
  /** Absent: nobody asked for spelling. */
  readonly speller?: Speller
}

/** A number that a project may set for a rule. */
export interface RuleOption {
  readonly default: number
  readonly meaning: string
}

/** What people can read about something that would embarrass a speaker. */
export interface Explained {
  /** Its name, which is the code of its problems; `problemCodes` has the line that says what it finds. */
  readonly id: ProblemCode
  readonly level: Level
  /** True for an error that no deck comes of: no setting can change that. */
  readonly isFixed?: boolean
  /** Why it matters and what to do about it. One or two sentences of Markdown. */
  readonly why: string
  readonly options: Readonly<Record<string, RuleOption>>
  /** Markdown of a deck that it finds something in, and of one that it does not: pictures of both are in its page. */
  readonly bad: string
  readonly good: string
}

/** Something that would embarrass a speaker, and how it is found. */
export interface Rule extends Explained {
  /** Looks at one slide; in every view when `everyView` is true, else in the first one. */
  readonly slide?: (context: SlideContext) => readonly Finding[]
  readonly everyView?: boolean
  /** Looks also at moments before everything has come: at the texts that are seen otherwise then, or at all of them. */
  readonly everyStep?: 'changed' | 'all'
  /** Looks at the whole deck. */
  readonly deck?: (context: DeckContext) => readonly Finding[]
}

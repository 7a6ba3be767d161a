import type { ChosenLayout, HiddenSlide, Silence, Size } from '../model/deck.js'
import type { Memo } from '../model/memo.js'
import type { Place, Problem } from '../model/problem.js'
import type { RawValue, Source } from '../model/source.js'
import type { Colouring } from './highlight/highlighter.js'
import type { Equations } from './plugins/tex.js'
import type { Findings } from './sanitize/findings.js'

/** What one render knows and collects. It travels in markdown-it's `env`, so nothing of one deck stays in the engine. */
export interface RenderContext {
  readonly source: Source
  /** The source's lines; `lines[0]` is line 1. */
  readonly lines: readonly string[]
  readonly memo: Memo
  readonly hash: (text: string) => string
  /** True when files on the network may be fetched and put inside. */
  readonly allowNet: boolean
  /** Logo of the deck, else of its project, as it was written. */
  readonly logo: RawValue | undefined
  /** True when blocks say on which line they begin. */
  readonly positions: boolean
  /** Theme that the command line asks for; it beats the deck's own. */
  readonly forcedTheme: string | undefined
  /** True when the deck defines TeX macros: then a formula means something else after each definition. */
  readonly definesMacros: boolean
  /** Languages of code that could not be coloured, because nobody has loaded them yet. */
  readonly missingLanguages: Readonly<Record<Colouring, Set<string>>>
  /** Languages that nobody can colour. */
  readonly plainLanguages: Set<string>
  /** Numbers and labels of formulas. */
  readonly equations: Equations
  /** Where the last comment of a text ends, by the text. */
  readonly commentEnds: Map<string, number>
  readonly slides: SlideDraft[]
  readonly directives: DirectiveUse[]
  readonly problems: Problem[]
  /** Where slides stand that are left out. */
  readonly hidden: HiddenSlide[]
  /** What the deck's CSS refers to. */
  readonly findings: Findings
  /** Slides in the file, however many of them were compiled; 0 until they are counted. */
  slidesFound: number
  /** CSS that sets the tokens of a theme, by the theme's name. */
  readonly tokenCss: (theme: string) => string
  /** True when a theme declares its layouts. */
  readonly hasLayouts: (theme: string) => boolean
  /** True when a theme sets its text in a typeface of one width. */
  readonly setsMono: (theme: string) => boolean
  /** Classes of the layouts that a theme declares; none when it declares none. */
  readonly layoutsOf: (theme: string) => ReadonlySet<string>
  /** True when a slide has columns, so that the CSS has to know them. */
  usesColumns: boolean
  /** The same for text from right to left. */
  usesRightToLeft: boolean
  /** The same for code with classes. */
  usesClasses: boolean
  /** The same for callouts. */
  usesCallouts: boolean
  /** The same for charts. */
  usesCharts: boolean
  /** Size that the engine really uses. */
  size: Size
}

/** What the outline plugin finds out about one slide. */
export interface SlideDraft {
  /** 1-based. */
  readonly line: number
  /** 1-based last line. */
  readonly endLine: number
  readonly title: string
  readonly directives: Readonly<Record<string, string>>
  readonly layout: ChosenLayout | undefined
  readonly steps: number
  readonly timeSeconds: number | undefined
  readonly silenced: readonly Silence[]
}

/** One directive as the author wrote it, in a comment. */
export interface DirectiveUse {
  /** With its leading `_`, if any. */
  readonly key: string
  readonly value: unknown
  readonly place: Place
}

interface Env {
  readonly htmlAsArray: true
  readonly lectern: RenderContext
}

/** Wraps a context for `marp.render`. */
export function envOf(lectern: RenderContext): Env {
  return { htmlAsArray: true, lectern }
}

/** The context of the render at work. Throws when a plugin runs in a render that is not ours. */
export function contextOf(env: unknown): RenderContext {
  if (typeof env === 'object' && env !== null && 'lectern' in env) return (env as Env).lectern
  throw new Error('A Lectern plugin ran outside of a Lectern render.')
}

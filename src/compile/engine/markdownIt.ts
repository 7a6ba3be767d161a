import type { ChosenLayout, Silence } from '../../model/deck.js'
import type { Room } from '../charts/chart.js'
import type { WrittenChart } from '../charts/writtenChart.js'
// The parts of markdown-it and Marpit that our plugins touch, typed by hand: Marpit declares its parser as `any`, and the
// names of the token kinds are Marpit's own. `test/compile/tokens.test.ts` pins them.

/** A markdown-it token, with what Marpit keeps in `meta`. */
export interface Token {
  type: string
  tag: string
  nesting: -1 | 0 | 1
  /** 0-based first line and the line after the last; absent for inline and generated tokens. */
  map: [number, number] | null
  level: number
  content: string
  markup: string
  info: string
  block: boolean
  hidden: boolean
  children: Token[] | null
  attrs: [string, string][] | null
  meta: TokenMeta | null
  attrGet(name: string): string | null
  attrSet(name: string, value: string): void
}

/** What Marpit and we remember on a token. */
export interface TokenMeta {
  marpitSlide?: number
  marpitSlideTotal?: number
  /** 1 opens and -1 closes a slide. */
  marpitSlideElement?: 1 | -1
  marpitDirectives?: Record<string, unknown>
  marpitParsedDirectives?: Record<string, unknown>
  marpitCommentParsed?: string
  marpitStyleScoped?: { key: string; styles: string[]; keyframeSet: Set<string> }
  marpitFragment?: boolean | number
  marpitImage?: { url: string; options?: readonly { readonly content: string; readonly consumed: boolean }[] }
  lecternComment?: LecternComment
  /** The layout that was chosen for a slide without a class. */
  lecternLayout?: ChosenLayout
  /** Stages of a fence that steps through its lines, such as `1`, `3-5` and `all`; two at the least. */
  lecternLines?: readonly string[]
  /** True for a step between two items of a list. */
  lecternInList?: boolean
  /** A chart as it was written, and the room that it fills. */
  lecternChart?: WrittenChart
  lecternRoom?: Room
  /** Steps at which parts of a chart appear. Absent: all of it shows at once. */
  lecternChartSteps?: number
}

/** A comment that belongs to Lectern and is no note. */
export type LecternComment =
  | { readonly kind: 'step' }
  | { readonly kind: 'column' }
  | { readonly kind: 'hide' }
  | { readonly kind: 'time'; readonly seconds: number }
  | ({ readonly kind: 'silence' } & Silence)

export type TokenClass = new (type: string, tag: string, nesting: -1 | 0 | 1) => Token

/** The state that a core rule works on. */
export interface CoreState {
  tokens: Token[]
  env: unknown
  inlineMode: boolean
  Token: TokenClass
}

/** The state that a block rule works on. Lines are 0-based. */
export interface BlockState {
  readonly src: string
  readonly env: unknown
  readonly blkIndent: number
  /** Offset of each line's first character, of its indentation's end after that, and its indentation in columns. */
  readonly bMarks: readonly number[]
  readonly tShift: readonly number[]
  readonly sCount: readonly number[]
  line: number
  push(type: string, tag: string, nesting: -1 | 0 | 1): Token
}

export type BlockRule = (state: BlockState, startLine: number, endLine: number, silent: boolean) => boolean

/** The state that an inline rule works on. */
export interface InlineState {
  readonly src: string
  pos: number
  readonly posMax: number
  pending: string
  readonly env: unknown
}

/** True when the rule has read something; `silent` asks only whether it could. */
export type InlineRule = (state: InlineState, silent: boolean) => boolean

export type CoreRule = (state: CoreState) => void

export type RenderRule = (tokens: Token[], index: number, options: unknown, env: unknown, self: unknown) => string

export interface MarkdownIt {
  /** Switches rules on, and off. Throw for names that there are not. */
  enable(rule: string): unknown
  disable(rule: string): unknown
  core: {
    ruler: {
      push(name: string, rule: CoreRule): void
      at(name: string, rule: CoreRule): void
      before(before: string, name: string, rule: CoreRule): void
      after(after: string, name: string, rule: CoreRule): void
    }
  }
  block: {
    ruler: { before(before: string, name: string, rule: BlockRule): void }
  }
  inline: {
    ruler: { before(before: string, name: string, rule: InlineRule): void }
  }
  renderer: { rules: Record<string, RenderRule | undefined> }
  utils: { escapeHtml(text: string): string; unescapeAll(text: string): string }
  options: unknown
}

/** What Marpit keeps between its rules, made readable for ours. */
export interface MarpitState {
  /** The deck's own CSS, block by block. */
  styles: string[]
  /** Global directives that Marpit understood. */
  globals: Record<string, unknown>
}

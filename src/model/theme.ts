/** A layout that a theme offers as a class of the slide. */
export interface Layout {
  readonly class: string
  readonly title: string
  readonly description: string
  /** What the slide is made of, in order. */
  readonly slots?: readonly { readonly name: string; readonly description?: string | undefined }[] | undefined
  /** Markdown of one slide that shows it. */
  readonly example?: string | undefined
}

/** What a token holds; decides what it may be set to. */
export type TokenType = 'color' | 'font' | 'length' | 'number' | 'text'

/** A custom property of the theme that a deck or a project may set. */
export interface Token {
  /** Without the two hyphens. */
  readonly name: string
  readonly type: TokenType
  /** All that it may be set to. Absent: whatever has the form of its type. */
  readonly values?: readonly string[] | undefined
  /** CSS; absent: the theme's CSS decides. */
  readonly default?: string | undefined
  readonly meaning: string
}

/** A style sheet whose rules were written into a theme's CSS. */
export interface ImportedCss {
  /** As messages name it. */
  readonly file: string
  /** Its folder, seen from the theme's: `/` between folders; empty for the theme's own. */
  readonly folder: string
  readonly css: string
}

/** A theme, ready for the engine. */
export interface Theme {
  /** What a deck writes after `theme:`. */
  readonly name: string
  /** The Marp theme CSS, with its `@theme` comment; absent for the three themes that the engine brings. */
  readonly css?: string
  /** The CSS file as messages name it; `marp` for the engine's own. */
  readonly file: string
  /** Absolute folder that the theme's own files must lie in; absent when it has none. */
  readonly root?: string
  /** Absolute paths of the style sheets that its CSS imports from its own folder. Absent: none. */
  readonly sheets?: readonly string[]
  /** The same style sheets as they are written, for places in them. Absent: none. */
  readonly imported?: readonly ImportedCss[]
  /** Colour schemes that the theme is made for, its own first; a deck that says nothing gets that. Absent: light. */
  readonly colorSchemes?: readonly ('light' | 'dark')[]
  /** Tokens that the theme declares, with those of the theme that it extends. Absent: it declares none. */
  readonly tokens?: readonly Token[]
  /** Classes that the theme declares. Absent: it declares none, so no class can be wrong. */
  readonly layouts?: readonly Layout[]
}

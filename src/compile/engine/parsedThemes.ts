import type { RenderContext } from '../context.js'

/** Version of the engine and of what we do to its output: part of every memo key, so that nothing stale is reused. */
export const engineVersion = 'marp-core 5.0.2, lectern 1'

/** Where what was found out before is remembered. */
export type Remember = Pick<RenderContext, 'memo' | 'hash'>

/** All of a theme that the engine finds out by parsing it. */
export interface ParsedTheme {
  readonly name: string
  readonly css: string
  readonly meta: Readonly<Record<string, string | string[]>>
  readonly width?: string | undefined
  readonly height?: string | undefined
  readonly importRules?: readonly { readonly value: string }[]
}

/** The engine's class of themes. */
export interface ThemeClass<Theme> {
  fromCSS(css: string, options?: { readonly cssNesting?: boolean }): Theme
  new (): Theme
}

/**
 * Lets `make` use themes that were parsed before: Marp parses its own three whenever an instance is made, which takes as long
 * as rendering ten slides. A theme that is parsed here is remembered.
 */
export function withParsedThemes<Result, Theme extends ParsedTheme>(
  Theme: ThemeClass<Theme>,
  { memo, hash }: Remember,
  make: () => Result,
): Result {
  const parse = Theme.fromCSS
  Theme.fromCSS = (css, options) => {
    const key = `css:${hash(`parsed ${engineVersion}\n${options?.cssNesting}\n${css}`)}`
    const known = memo.get(key)
    // Our own writing, behind the memo's checksum.
    if (known !== undefined) return Object.freeze(Object.assign(new Theme(), JSON.parse(known)))
    const theme = parse.call(Theme, css, options)
    memo.set(key, JSON.stringify(partsOf(theme)))
    return theme
  }
  try {
    return make()
  } finally {
    Theme.fromCSS = parse
  }
}

/** What of a theme is remembered. */
export function partsOf({ name, css, meta, width, height, importRules = [] }: ParsedTheme): ParsedTheme {
  return { name, css, meta, width, height, importRules: importRules.map(({ value }) => ({ value })) }
}

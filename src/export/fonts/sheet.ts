import { charactersInCss } from './characters.js'
import { type CssBlock, readCss } from './cssBlocks.js'
import { type FontFace, readFace } from './fontFaces.js'
import { readSelectors, type Selector } from './selectors.js'

/** What there is to know of a style sheet before its slides are seen. */
export interface Sheet {
  /** Its `@font-face` rules, in order. */
  readonly faces: readonly FontFace[]
  /** What other rules say of fonts, or of custom properties, and what an element has to be for it. */
  readonly rules: readonly { readonly block: CssBlock; readonly selectors: readonly (readonly Selector[])[] }[]
  /** What it can write beyond ASCII, as it stands there. */
  readonly characters: ReadonlySet<string>
}

/** Reads a style sheet. */
export function readSheet(css: string): Sheet {
  const blocks = readCss(css)
  // Reading selectors is most of the work, and most rules say nothing of fonts.
  const rules = blocks
    .filter(({ atRule }) => atRule !== '@font-face')
    .map((block) => ({ ...block, declarations: block.declarations.filter(([property]) => isOfFonts.test(property)) }))
    .filter(({ declarations }) => declarations.length > 0)
  return {
    faces: blocks.filter(({ atRule }) => atRule === '@font-face').map(readFace),
    rules: rules.map((block) => ({ block, selectors: block.selectors.map(readSelectors) })),
    characters: charactersInCss(css),
  }
}

/** Reads style sheets and remembers the last few: decks of one theme have the same, and reading it takes 10 ms. */
export function sheetReader(): typeof readSheet {
  const known = new Map<string, Sheet>()
  return (css) => {
    const sheet = known.get(css) ?? readSheet(css)
    known.delete(css)
    known.set(css, sheet)
    for (const oldest of known.keys()) if (known.size > most) known.delete(oldest)
    return sheet
  }
}

const most = 8

const isOfFonts = /^(?:--|font)/

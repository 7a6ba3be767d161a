import { charactersInCss } from './characters.js'
import { type CssBlock, type Declaration, declarationsOf, readCss } from './cssBlocks.js'
import { type FontFace, readFace } from './fontFaces.js'
import { type CouldMatch, readSelectors } from './selectors.js'

/** What there is to know of a style sheet before its slides are seen. */
export interface Sheet {
  /** Its `@font-face` rules, in order. */
  readonly faces: readonly FontFace[]
  /** What other rules say of fonts, or of custom properties, and what an element has to be for it. */
  readonly rules: readonly SheetRule[]
  /** What it can write beyond ASCII, as it stands there. */
  readonly characters: ReadonlySet<string>
}

/** A rule with what it says of fonts. */
export interface SheetRule extends CssBlock {
  readonly declarations: readonly Declaration[]
  /** Of each list of `selectors`. */
  readonly lists: readonly CouldMatch[]
}

/** Reads a style sheet. */
export function readSheet(css: string): Sheet {
  const blocks = readCss(css)
  const rules = blocks.flatMap((block): SheetRule[] => {
    if (block.atRule === '@font-face') return []
    const declarations = declarationsOf(block, ofFonts)
    return declarations.length === 0 ? [] : [{ ...block, declarations, lists: block.selectors.map(readSelectors) }]
  })
  return {
    faces: blocks.filter(({ atRule }) => atRule === '@font-face').map(readFace),
    rules,
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

const ofFonts = /^(?:--|font)/i

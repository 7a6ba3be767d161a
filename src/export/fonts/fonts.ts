import { type Deck, fileMark, type Slide } from '../../model/deck.js'
import { charactersOf, meetsRange } from './characters.js'
import { type CssBlock, declarationsOf } from './cssBlocks.js'
import { type FontFace, matchFaces } from './fontFaces.js'
import { type FontWishes, wishesOf } from './fontWishes.js'
import { namesIn, splitList } from './selectors.js'
import { readSheet, type Sheet, type SheetRule } from './sheet.js'

// Which fonts does a deck need? A face is left out only when it is certain that nothing asks for it: no rule that can
// match names its family, a browser would take another face for every weight and slope that can occur, or none of its
// characters is in the deck. What is doubtful stays: a font too many costs bytes, a font too few is a broken slide.

/**
 * The deck without the font faces that nothing in it needs, and without their files. Scripts of a deck may write what
 * nobody can foresee: where they are let through, every font stays. `read` may remember the sheets of other decks.
 */
export function withUsedFonts(deck: Deck, read = readSheet): Deck {
  if (deck.unsafeHtml) return deck
  const css = usedFontFaces(deck.css, deck.slides, read)
  const isUsed = (key: string): boolean => css.includes(`${fileMark.open}${key}${fileMark.close}`)
  return { ...deck, css, files: deck.files.filter((file) => file.use !== 'font' || isUsed(file.key)) }
}

/**
 * CSS without the `@font-face` rules that the slides cannot need. In the `src` of the others only woff2 is kept when
 * there is one.
 */
export function usedFontFaces(
  css: string,
  slides: readonly Pick<Slide, 'html' | 'facts'>[],
  read: (css: string) => Sheet = readSheet,
): string {
  if (!/@font-face/i.test(css)) return css
  const sheet = read(css)
  const faces = lastOfEach(sheet.faces)
  const names = namesIn(slides)
  const live = withoutOverridden(sheet.rules.filter(({ lists }) => lists.every((couldMatch) => couldMatch(names))))
  const wishes = wishesOf(live, new Set(slides.flatMap(({ facts }) => facts.fontStyles)), names.tags)
  const math = live.filter(({ selectors }) => selectors.some((list) => list.includes('.katex')))
  const characters = charactersOf(sheet.characters, slides.map(({ html }) => html).join('\n'))
  const used = new Set<CssBlock>()
  for (const [family, members] of byFamily(faces)) {
    if (!wishes.families.includes(family)) continue
    const asked = family.startsWith('katex_') ? mathWishes(family, math) : wishes
    for (const face of matchFaces(members, asked)) if (meetsRange(face.range, characters)) used.add(face.block)
  }
  return rewrite(
    css,
    sheet.faces.map(({ block }) => block),
    used,
  )
}

/** Of faces that are the same to a browser, it takes the last: a pack brings again what its base has. */
function lastOfEach(faces: readonly FontFace[]): FontFace[] {
  const key = ({ family, italic, weight, range }: FontFace): string => `${family} ${italic} ${weight} ${range}`
  return [...new Map(faces.map((face) => [key(face), face])).values()]
}

/**
 * Rules without the custom properties that a later rule with the very same selector sets again: what a pack says of its
 * fonts replaces what its base said. Only for rules that stand under no condition.
 */
function withoutOverridden(rules: readonly SheetRule[]): SheetRule[] {
  const seen = new Set<string>()
  return rules
    .toReversed()
    .map((rule) => {
      if (!rule.isTop || rule.atRule !== undefined) return rule
      const selector = rule.selectors.join()
      const declarations = rule.declarations.toReversed().filter(([property, value]) => {
        if (!property.startsWith('--') || /!\s*important/i.test(value)) return true
        const key = `${selector}{${property}`
        return !seen.has(key) && seen.add(key)
      })
      return { ...rule, declarations: declarations.toReversed() }
    })
    .toReversed()
}

function byFamily(faces: readonly FontFace[]): Map<string, FontFace[]> {
  const families = new Map<string, FontFace[]>()
  for (const face of faces) families.set(face.family, [...(families.get(face.family) ?? []), face])
  return families
}

/**
 * KaTeX brings twenty faces and says in its own rules which one it wants, and it resets what the text around a formula
 * asks for: only its rules count, and of those that name a family only the ones that name this one.
 */
function mathWishes(family: string, math: readonly SheetRule[]): FontWishes {
  const concerns = ({ declarations }: SheetRule): boolean => {
    const named = declarations.filter(([property]) => property === 'font' || property === 'font-family')
    return named.length === 0 || named.some(([, value]) => value.toLowerCase().includes(family))
  }
  return wishesOf(math.filter(concerns), [], new Set())
}

function rewrite(css: string, faces: readonly CssBlock[], used: ReadonlySet<CssBlock>): string {
  let result = ''
  let from = 0
  for (const face of faces) {
    result += css.slice(from, face.start) + (used.has(face) ? writeFace(face) : '')
    from = face.end
  }
  return result + css.slice(from)
}

function writeFace(face: CssBlock): string {
  const lines = declarationsOf(face).map(([name, value]) => `${name}:${name === 'src' ? woff2Of(value) : value}`)
  return `@font-face{${lines.join(';')}}`
}

function woff2Of(src: string): string {
  const sources = splitList(src).map((source) => source.trim())
  const best = sources.filter((source) => /woff2/i.test(source))
  return (best.length > 0 ? best : sources).join(',')
}

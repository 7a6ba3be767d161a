import type { Deck } from '../../model/deck.js'
import type { CheckView } from '../rule.js'

/**
 * Every way in which people will see the deck: on screens in the schemes that it has, and on paper when the theme or the
 * deck has rules of its own for paper.
 */
export function viewsOf(deck: Deck): readonly CheckView[] {
  const { colorScheme } = deck.meta
  const schemes = colorScheme === 'auto' ? (['light', 'dark'] as const) : ([colorScheme] as const)
  const screens = schemes.map((scheme): CheckView => ({ media: 'screen', scheme }))
  const paper: CheckView = { media: 'print', scheme: colorScheme === 'dark' ? 'dark' : 'light' }
  return hasPaperRules(deck.css) ? [...screens, paper] : screens
}

/** Rules for paper besides those that Marpit writes into every deck, which only say how large a sheet is. */
function hasPaperRules(css: string): boolean {
  for (const { index } of css.matchAll(/@media[^{;]*\bprint\b[^{;]*\{/g)) {
    const from = css.indexOf('{', index) + 1
    let depth = 1
    let to = from
    while (to < css.length && depth > 0) {
      if (css[to] === '{') depth++
      if (css[to] === '}') depth--
      to++
    }
    if (/section[^{]*\{[^}]*\b(?:color|background|font|padding|display|border|--)/.test(css.slice(from, to)))
      return true
  }
  return false
}

import type { Slide } from '../../model/deck.js'
import { readCss } from '../fonts/cssBlocks.js'
import { namesIn, readSelectors } from '../fonts/selectors.js'

/**
 * CSS without the rules that certainly match nothing in the slides of a deck: a theme of thirty layouts is mostly
 * rules for layouts that a deck does not use. Only rules that name one of `classes` can go.
 */
export function usedRules(css: string, slides: readonly Pick<Slide, 'facts'>[], classes: readonly string[]): string {
  const names = namesIn(slides)
  const unused = classes.filter((name) => !names.classes.has(name))
  if (unused.length === 0) return css
  const mentions = new RegExp(`\\.(?:${unused.map(escaped).join('|')})(?![\\w-])`)
  const dead = readCss(css)
    .filter(({ atRule, selectors }) => atRule === undefined && mentions.test(selectors.at(-1) ?? ''))
    .filter(({ selectors }) => !readSelectors(selectors.at(-1) ?? '')(names))
    .sort((a, b) => a.start - b.start)
  let result = ''
  let from = 0
  for (const { start, end } of dead) {
    // A rule inside of one that is gone.
    if (start < from) continue
    result += css.slice(from, start)
    from = end
  }
  return result + css.slice(from)
}

function escaped(name: string): string {
  return name.replace(/[^\w-]/g, '\\$&')
}

import type { Deck } from '../../model/deck.js'
import { wordsOf } from './words.js'

/** The languages that a deck has words in: its own, and those of elements that say so. */
export function languagesIn(deck: Deck): string[] {
  const inside = deck.slides.flatMap(({ text }) =>
    text.includes('lang') ? wordsOf(text, { notes: false }).flatMap(({ lang }) => lang ?? []) : [],
  )
  return [...new Set([deck.meta.lang, ...inside])]
}

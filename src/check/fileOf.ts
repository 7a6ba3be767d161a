import type { Deck } from '../model/deck.js'

/** Path of a file as the author wrote it, by its key; absent for what is no file of the deck. */
export function fileOf(deck: Deck, key: string | undefined): string | undefined {
  return deck.files.find((file) => file.key === key)?.path
}

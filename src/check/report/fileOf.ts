import type { Deck } from '../../model/deck.js'
import type { ShownPicture } from '../../model/measurement.js'

/** Path of a file as the author wrote it, by its key; absent for what is no file of the deck. */
export function fileOf(deck: Deck, key: string | undefined): string | undefined {
  return deck.files.find((file) => file.key === key)?.path
}

/** How often the same picture stands in its block before this one. */
export function timesBefore(pictures: readonly ShownPicture[], picture: ShownPicture): number {
  const before = pictures.slice(0, pictures.indexOf(picture))
  return before.filter(({ key, below, background }) => key === picture.key && below === picture.below && !background)
    .length
}

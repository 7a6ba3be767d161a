import { onDocument, root } from '../dom/page.js'
import { defineMarpElements } from '../fitting/marp.js'
import { type PlayerParts, startPlayer } from './start.js'

/**
 * Runs in the head of the page: what follows is parsed with the player's styles in force, so the deck is not seen as a long
 * page first.
 */
export function begin(parts?: PlayerParts): void {
  root.dataset.lectern = 'loading'
  const replaceMarpElements = defineMarpElements()

  onDocument('DOMContentLoaded', () => {
    replaceMarpElements()
    try {
      startPlayer(parts)
      root.dataset.lectern = 'ready'
    } catch (error) {
      // A mistake of ours must not leave people without slides: they get what is there without JavaScript.
      delete root.dataset.lectern
      throw error
    }
  })
}

import { browser } from '@marp-team/marp-core/browser'
import { root } from './page.js'

/**
 * Defines Marp's fitting elements, before the first of them is parsed. What it gives has to be called when all are
 * there: some of them Marp replaces by elements of another name.
 */
export function defineMarpElements(): () => void {
  // Given the root, Marp searches in it and not in `document`, whose methods a deck could hide. The window it still
  // takes from `document`: where that is hidden, code is not fitted and all the rest goes on.
  const marp = browser(root)
  return () => {
    try {
      marp.update()
    } catch {}
  }
}

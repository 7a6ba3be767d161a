import { needsBrowser } from './buildDeck.js'
import type { Target } from './targets.js'

/**
 * Tells when nothing is left to be drawn: ending a browser takes a while, in which the last files can be finished and written.
 * Gives what has to be told of every target that is done, or will not be made.
 */
export function lastUse(targets: Iterable<readonly Target[]>, over: () => void): (done: readonly Target[]) => void {
  const left = new Set([...targets].flat().filter(needsBrowser))
  return (done) => {
    const before = left.size
    for (const target of done) left.delete(target)
    if (before > 0 && left.size === 0) over()
  }
}

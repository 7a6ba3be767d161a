import type { Memo } from '../src/model/memo.js'

/** What was made of the CSS of themes, by a key that covers all of it. One for all test files of a worker. */
const styles = new Map<string, string>()

/**
 * A memo for one deck: it knows nothing of slides, code and formulas, but what was made of a theme before, as a second run of
 * the command does. Packing and sanitizing the CSS of a pack costs more than compiling a deck of twenty slides.
 */
export function themeMemo(): Memo {
  const own = new Map<string, string>()
  const storeOf = (key: string): Map<string, string> => (/^(?:css|theme):/.test(key) ? styles : own)
  return {
    get: (key) => storeOf(key).get(key),
    set: (key, value) => void storeOf(key).set(key, value),
  }
}

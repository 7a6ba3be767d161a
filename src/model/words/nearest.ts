import type { Problem } from '../problem.js'

/** Longer words are not compared: a mistake in them is not a slip of the finger, and the work grows with the square. */
const longestWord = 64

/**
 * The candidate that the author most likely meant by `word`, for "did you mean": at most one slip in three letters
 * (a letter too many, too few, wrong, or two swapped), letter case aside. `undefined` when nothing is near; among equals
 * the first wins.
 */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  const wanted = word.toLowerCase()
  if (wanted.length === 0 || wanted.length > longestWord) return undefined
  let best: string | undefined
  let bestSlips = Math.max(1, Math.floor(wanted.length / 3)) + 1
  for (const candidate of candidates) {
    if (candidate === word || candidate.length === 0 || candidate.length > longestWord) continue
    if (Math.abs(candidate.length - wanted.length) >= bestSlips) continue
    const slips = countSlips(wanted, candidate.toLowerCase())
    if (slips < bestSlips && slips < Math.max(wanted.length, candidate.length)) {
      best = candidate
      bestSlips = slips
    }
  }
  return best
}

/** “Stop” is no “step”, nor a “lift” on the “left”: in a short word a letter may be missing, doubled or swapped, but not another. */
export function isAnotherWord(wrote: string, meant: string): boolean {
  const letters = (word: string): string => [...word].sort().join('')
  return meant.length <= 4 && wrote.length === meant.length && letters(wrote) !== letters(meant)
}

/** The part of a problem that says which word was written and which was meant; nothing when none was found. */
export function fixOf(wrote: string, meant: string | undefined): Pick<Problem, 'fix'> {
  return meant === undefined || meant === wrote ? {} : { fix: { wrote, meant } }
}

/** Damerau–Levenshtein distance in its "optimal string alignment" form: three rows, each pair of letters swapped once. */
function countSlips(from: string, to: string): number {
  let beforeLast: number[] = []
  let last = Array.from({ length: to.length + 1 }, (_, index) => index)
  for (let i = 1; i <= from.length; i++) {
    const row = [i]
    for (let j = 1; j <= to.length; j++) {
      const same = from[i - 1] === to[j - 1]
      let slips = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (same ? 0 : 1))
      if (i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1]) {
        slips = Math.min(slips, (beforeLast[j - 2] ?? 0) + 1)
      }
      row.push(slips)
    }
    beforeLast = last
    last = row
  }
  return last[to.length] ?? 0
}

/** A run of a list that was replaced: `remove` items at `at` (after the splices before it) by `insert`, indices in the new list. */
export interface Replacement {
  readonly at: number
  readonly remove: number
  readonly insert: readonly number[]
}

/**
 * What turns one list of hashes into the other, first to last, keeping as much as can be kept in order. Equal hashes are
 * paired in their order; of the pairs, the longest run that goes forward in both lists stays (patience, as in `git diff
 * --patience`), so a list of n costs n log n and a moved slide is one removal and one insertion.
 */
export function replacements(from: readonly string[], to: readonly string[]): Replacement[] {
  const kept = [...forward(pairs(from, to)), [from.length, to.length] as const]
  const found: Replacement[] = []
  let [fromAt, toAt] = [0, 0]
  for (const [inFrom, inTo] of kept) {
    const remove = inFrom - fromAt
    const insert = Array.from({ length: inTo - toAt }, (_, index) => toAt + index)
    if (remove > 0 || insert.length > 0) found.push({ at: toAt, remove, insert })
    fromAt = inFrom + 1
    toAt = inTo + 1
  }
  return found
}

type Pair = readonly [inFrom: number, inTo: number]

/** The first of each hash with the first, the second with the second; in the order of the new list. */
function pairs(from: readonly string[], to: readonly string[]): Pair[] {
  const places = new Map<string, number[]>()
  for (const [index, hash] of from.entries()) {
    const known = places.get(hash)
    if (known === undefined) places.set(hash, [index])
    else known.push(index)
  }
  for (const known of places.values()) known.reverse()
  return to.flatMap((hash, inTo) => {
    const inFrom = places.get(hash)?.pop()
    return inFrom === undefined ? [] : [[inFrom, inTo] as const]
  })
}

/** The longest part of the pairs whose old places grow. */
function forward(all: readonly Pair[]): Pair[] {
  /** For each length, the pair that ends the run of that length at the lowest old place. */
  const ends: number[] = []
  const before: number[] = []
  const placeAt = (index: number): number => all[index]?.[0] ?? 0
  for (const [index, [inFrom]] of all.entries()) {
    let [low, high] = [0, ends.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if (placeAt(ends[middle] ?? 0) < inFrom) low = middle + 1
      else high = middle
    }
    before[index] = ends[low - 1] ?? -1
    ends[low] = index
  }
  const run: Pair[] = []
  for (let index = ends.at(-1) ?? -1; index >= 0; index = before[index] ?? -1) {
    const pair = all[index]
    if (pair !== undefined) run.push(pair)
  }
  return run.reverse()
}

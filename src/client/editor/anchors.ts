// Comparing all lines of two long decks takes seconds, because a deck is full of lines that are equal (empty ones, `---`).
// Lines that stand once in each text are cheap to find and certain to belong together ("patience diff"); between them
// only a few lines are left to be compared.

/** The same stretch of several versions of a text, one list of lines for each. */
export type Stretch = readonly (readonly string[])[]

/** Cuts versions of a text into stretches that belong together, at lines that all versions have once and in one order. */
export function stretchesOf(versions: Stretch): Stretch[] {
  const anchors = anchorsOf(versions)
  const cuts = [versions.map(() => 0), ...anchors, versions.map((lines) => lines.length)]
  return cuts
    .slice(1)
    .map((end, at) => versions.map((lines, version) => lines.slice(cuts[at]?.[version], end[version])))
}

/** Where each version has the anchors, in order: anchor → version → index of the line. */
function anchorsOf(versions: Stretch): (readonly number[])[] {
  const [first = new Map<string, number>(), ...others] = versions.map(singles)
  let anchors: number[][] = []
  for (const [line, at] of first) {
    const places = others.map((other) => other.get(line) ?? -1)
    if (at >= 0 && places.every((place) => place >= 0)) anchors.push([at, ...places])
  }
  for (let version = 1; version < versions.length; version++) anchors = longestRise(anchors, version)
  return anchors
}

/** Line → its index, -1 when it stands there more than once. In order of first occurrence. */
function singles(lines: readonly string[]): Map<string, number> {
  const found = new Map<string, number>()
  for (const [index, line] of lines.entries()) found.set(line, found.has(line) ? -1 : index)
  return found
}

/** The longest run of anchors, not necessarily neighbours, whose places in `version` go up. */
function longestRise(anchors: readonly number[][], version: number): number[][] {
  const placeOf = (index: number): number => anchors[index]?.[version] ?? -1
  const tails: number[] = []
  const before: number[] = []
  for (const index of anchors.keys()) {
    let low = 0
    let high = tails.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (placeOf(tails[middle] ?? -1) < placeOf(index)) low = middle + 1
      else high = middle
    }
    before.push(tails[low - 1] ?? -1)
    tails[low] = index
  }
  const rise: number[][] = []
  for (let index = tails.at(-1) ?? -1; index >= 0; index = before[index] ?? -1) {
    const anchor = anchors[index]
    if (anchor !== undefined) rise.push(anchor)
  }
  return rise.reverse()
}

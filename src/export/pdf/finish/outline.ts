import { textString } from '../file/syntax.js'

/** An entry of a PDF's outline. */
export interface OutlineEntry {
  readonly title: string
  /** 0 at the top; deeper entries belong to the one before that is less deep. */
  readonly depth: number
  /** Number of the page's object. */
  readonly page: number
}

/**
 * Writes an outline, open at its top level, and gives the number of its object; absent when there is nothing in it.
 * `next` is the number that the first thing gets that is pushed.
 */
export function addOutline(
  entries: readonly OutlineEntry[],
  push: (entries: Iterable<readonly [string, string]>) => number,
  next: number,
): number | undefined {
  if (entries.length === 0) return undefined
  const root = next + entries.length
  const number = (at: number): string => `${next + at} 0 R`
  const parents = parentsOf(entries)
  const kids = new Map<number, number[]>()
  parents.forEach((parent, at) => {
    kids.set(parent, [...(kids.get(parent) ?? []), at])
  })
  const family = (at: number): [string, string][] => {
    const own = kids.get(at) ?? []
    const [first] = own
    const last = own.at(-1)
    if (first === undefined || last === undefined) return []
    return [
      ['First', number(first)],
      ['Last', number(last)],
      ['Count', String(at === -1 ? entries.length : countBelow(at, kids))],
    ]
  }
  const place = new Map<number, number>()
  for (const own of kids.values()) for (const [index, at] of own.entries()) place.set(at, index)
  entries.forEach(({ title, page }, at) => {
    const parent = parents[at] ?? -1
    const siblings = kids.get(parent) ?? []
    const before = siblings[(place.get(at) ?? 0) - 1]
    const after = siblings[(place.get(at) ?? 0) + 1]
    push([
      ['Title', textString(title, 300)],
      ['Parent', parent < 0 ? `${root} 0 R` : number(parent)],
      ...(before === undefined ? [] : [['Prev', number(before)] as const]),
      ...(after === undefined ? [] : [['Next', number(after)] as const]),
      ...family(at),
      ['Dest', `[${page} 0 R /Fit]`],
    ])
  })
  return push([['Type', '/Outlines'], ...family(-1)])
}

/** Index of the entry that each belongs to; -1 for the outline itself. */
function parentsOf(entries: readonly OutlineEntry[]): number[] {
  const open: number[] = []
  return entries.map(({ depth }, at) => {
    while (open.length > 0 && (entries[open.at(-1) ?? 0]?.depth ?? 0) >= depth) open.pop()
    const parent = open.at(-1) ?? -1
    open.push(at)
    return parent
  })
}

function countBelow(at: number, kids: ReadonlyMap<number, readonly number[]>): number {
  return (kids.get(at) ?? []).reduce((sum, kid) => sum + 1 + countBelow(kid, kids), 0)
}

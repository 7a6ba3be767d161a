import { diff3Merge } from 'node-diff3'
import { type Stretch, stretchesOf } from './anchors.js'

/** Two people's changes of one text put together. */
export interface Merged {
  /** True when both changed the same place, and somebody has to decide. */
  readonly contested: boolean
  /** All changes of both; where both changed the same lines, those of the writer. */
  readonly withMine: string
  /** All changes of both; where both changed the same lines, those of the others. Equal when nothing is contested. */
  readonly withTheirs: string
}

/** Lines between two anchors that are still compared one by one: the time grows with the square. */
const mostLines = 600

/**
 * Puts together what became of `base` in two places. Line ends are `\n`. Changes in neighbouring lines are contested too,
 * as everywhere where texts are merged by lines.
 */
export function mergeTexts(base: string, mine: string, theirs: string): Merged {
  if (mine === theirs || theirs === base) return { contested: false, withMine: mine, withTheirs: mine }
  if (mine === base) return { contested: false, withMine: theirs, withTheirs: theirs }
  const regions = stretchesOf([base, mine, theirs].map((text) => text.split('\n'))).flatMap(mergeStretch)
  return {
    contested: regions.some(([own, other]) => own !== other),
    withMine: regions.flatMap(([own]) => own).join('\n'),
    withTheirs: regions.flatMap(([, other]) => other).join('\n'),
  }
}

/** The writer's and the others' version of a piece; one and the same list when there is nothing to decide. */
type Region = readonly [mine: readonly string[], theirs: readonly string[]]

function mergeStretch([base = [], mine = [], theirs = []]: Stretch): Region[] {
  if (sameLines(mine, theirs) || sameLines(theirs, base)) return [[mine, mine]]
  if (sameLines(mine, base)) return [[theirs, theirs]]
  if (Math.max(base.length, mine.length, theirs.length) > mostLines) return [[mine, theirs]]
  return diff3Merge([...mine], [...base], [...theirs], { excludeFalseConflicts: true }).map((region) => {
    if (region.ok !== undefined) return [region.ok, region.ok]
    return [region.conflict?.a ?? [], region.conflict?.b ?? []]
  })
}

/** A piece of a text to be replaced; offsets count in the text before any of the changes. */
export interface TextChange {
  readonly from: number
  readonly to: number
  readonly insert: string
}

/** The changes that make `after` of `before`, small enough that a cursor elsewhere stays where it is. */
export function changesBetween(before: string, after: string): TextChange[] {
  const changes: TextChange[] = []
  let from = 0
  // Each line but the first takes the line end before it along, so that the pieces are the text.
  const versions = [before, after].map((text) => text.split(/(?=\n)/))
  for (const [old = [], now = []] of stretchesOf(versions)) {
    const [was, is] = [old.join(''), now.join('')]
    if (was !== is) changes.push(shrink(from, was, is))
    from += was.length
  }
  return changes
}

/** Leaves out what is the same at both ends. */
function shrink(from: number, was: string, is: string): TextChange {
  const most = Math.min(was.length, is.length)
  let start = 0
  while (start < most && was[start] === is[start]) start++
  let end = 0
  while (end < most - start && was[was.length - 1 - end] === is[is.length - 1 - end]) end++
  return { from: from + start, to: from + was.length - end, insert: is.slice(start, is.length - end) }
}

function sameLines(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((line, index) => line === other[index])
}

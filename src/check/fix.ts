import type { Problem } from '../model/problem.js'

/** One line that is mended. */
export interface Mended {
  /** 1-based. */
  readonly line: number
  readonly before: string
  readonly after: string
}

/**
 * Carries out the fixes of problems that have exactly one way out: words that were nearly right. Meaning is never
 * invented. `text` is the whole file that the problems stand in; line ends stay as they are.
 */
export function applyFixes(text: string, problems: readonly Problem[]): { text: string; mended: readonly Mended[] } {
  const lines = text.split('\n')
  const before = [...lines]
  // From right to left, so that columns of the same line stay true.
  const fixable = problems
    .filter(({ fix }) => fix !== undefined)
    .sort((a, b) => b.place.line - a.place.line || b.place.column - a.place.column)
  for (const { fix, place } of fixable) {
    const line = lines[place.line - 1]
    if (line === undefined || fix === undefined) continue
    const at = line.indexOf(fix.wrote, Math.max(0, place.column - 1))
    if (at < 0) continue
    lines[place.line - 1] = line.slice(0, at) + fix.meant + line.slice(at + fix.wrote.length)
  }
  const mended = lines.flatMap((after, index) => {
    const old = before[index] ?? ''
    return old === after ? [] : [{ line: index + 1, before: old, after }]
  })
  return { text: lines.join('\n'), mended }
}

import type { Problem } from './problem.js'

/**
 * Where a problem is, as people read it: `deck.md:12:5`; the file alone when no line of it is meant; empty when it is about a
 * command or the machine. A place that is made up sends people looking for nothing.
 */
export function whereOf(problem: Placed): string {
  const { file, line, column } = meantPlace(problem) ?? {}
  if (file === undefined) return ''
  return line === undefined ? file : `${file}:${line}:${column}`
}

type Placed = Pick<Problem, 'code' | 'place' | 'sourceLine'>

/** The place as programs read it, by the same rules: without a line, or nothing at all. */
export function meantPlace({ code, place, sourceLine }: Placed): Partial<Problem['place']> | undefined {
  const { file, line, column, length } = place
  if (file === '' || file === '.' || code === 'usage') return undefined
  const isHead = line === 1 && column === 1 && length === undefined && sourceLine === undefined
  return isHead ? { file } : place
}

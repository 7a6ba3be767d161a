import type { Problem } from './problem.js'

/**
 * Where a problem is, as people read it: `deck.md:12:5`; the file alone when no line of it is meant; empty when it is about a
 * command or the machine. A place that is made up sends people looking for nothing.
 */
export function whereOf({ code, place, sourceLine }: Pick<Problem, 'code' | 'place' | 'sourceLine'>): string {
  const { file, line, column, length } = place
  if (file === '' || file === '.' || code === 'usage') return ''
  const isHead = line === 1 && column === 1 && length === undefined && sourceLine === undefined
  return isHead ? file : `${file}:${line}:${column}`
}

import type { Source } from '../../model/source.js'

/** The line (1-based) of a front-matter key in a deck's file; 1 when it is not there. */
export function lineOfKey({ text }: Source, key: string): number {
  const lines = text.split('\n')
  const end = lines.findIndex((line, index) => index > 0 && /^---\s*$/.test(line))
  const at = lines.slice(0, Math.max(0, end)).findIndex((line) => line.trimStart().startsWith(`${key}:`))
  return Math.max(0, at) + 1
}

// A baseline is what was wrong with old decks when checks came to them: it is not told again, and what is new is. A problem
// is known by its code, its file and the line that it stands in, not by the number of that line.
import { createHash } from 'node:crypto'
import { exitCodes, LecternError } from '../../model/error.js'
import type { Problem } from '../../model/problem.js'

/** How often each known problem may be there, by its mark. */
export type Baseline = ReadonlyMap<string, number>

/** Writes the problems of a run down. The same problems give the same text. */
export function writeBaseline(problems: readonly Problem[]): string {
  const counts = new Map<string, { code: string; file: string; count: number }>()
  for (const problem of problems) {
    const mark = markOf(problem)
    const { code, place } = problem
    counts.set(mark, { code, file: place.file, count: (counts.get(mark)?.count ?? 0) + 1 })
  }
  const known = [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([mark, one]) => ({ mark, ...one }))
  return `${JSON.stringify({ version: 1, known }, null, 2)}\n`
}

/** Reads a baseline. @throws LecternError (2, `baseline-invalid`) when it is none. */
export function readBaseline(text: string, file: string): Baseline {
  const value = parse(text)
  if (typeof value !== 'object' || value === null || !('known' in value) || !Array.isArray(value.known))
    throw invalid(file)
  const baseline = new Map<string, number>()
  for (const one of value.known as readonly unknown[]) {
    if (typeof one !== 'object' || one === null || !('mark' in one) || typeof one.mark !== 'string') throw invalid(file)
    baseline.set(one.mark, 'count' in one && typeof one.count === 'number' ? one.count : 1)
  }
  return baseline
}

/** The problems that the baseline does not know; of those that it knows, the ones that are more than there were. */
export function withoutKnown(problems: readonly Problem[], baseline: Baseline): Problem[] {
  const left = new Map(baseline)
  return problems.filter((problem) => {
    const mark = markOf(problem)
    const count = left.get(mark) ?? 0
    if (count === 0) return true
    left.set(mark, count - 1)
    return false
  })
}

function markOf({ code, place, sourceLine, spot }: Problem): string {
  const parts = [code, place.file, sourceLine?.trim() ?? '', spot?.element ?? '']
  return createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 16)
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function invalid(file: string): LecternError {
  return new LecternError(
    {
      severity: 'error',
      code: 'baseline-invalid',
      message: `\`${file}\` is not a baseline.`,
      hint: 'Choose another file, or delete this one and recreate it with --update-baseline.',
      place: { file, line: 1, column: 1 },
    },
    exitCodes.usage,
  )
}

import type { Problem, Severity } from '../../model/problem.js'
import { whereOf } from '../../model/where.js'
import { plainText } from '../../model/words/plainText.js'
import type { Colours } from './printer.js'
import type { Terminal } from './terminal.js'

/** How wide a quoted source line may be, in characters. */
const widest = 100

/** Draws problems for people: place and message on one line, then the source with a caret, then what to do. */
export function printProblems(problems: readonly Problem[], { err, colours }: Terminal): void {
  for (const problem of problems) err.write(`${drawProblem(problem, colours)}\n`)
}

/** One line that counts: `2 errors, 1 warning`. Empty when there is nothing to count. */
export function countProblems(problems: readonly Problem[]): string {
  const words: [Severity, string][] = [
    ['error', 'error'],
    ['warning', 'warning'],
  ]
  return words
    .map(([severity, word]) => [problems.filter((problem) => problem.severity === severity).length, word] as const)
    .filter(([count]) => count > 0)
    .map(([count, word]) => `${count} ${word}${count === 1 ? '' : 's'}`)
    .join(', ')
}

/** One problem as lines of text. */
export function drawProblem(problem: Problem, colours: Colours): string {
  const { severity, message, hint, code, sourceLine } = problem
  const paint = { error: colours.red, warning: colours.yellow, info: colours.cyan }[severity]
  const place = plainText(whereOf(problem))
  const where = place === '' ? '' : `${place} `
  const lines = [`${where}${paint(severity === 'info' ? 'note' : severity)} ${plainText(message)} ${colours.dim(code)}`]
  if (sourceLine !== undefined && sourceLine.trim() !== '') lines.push(...quote(problem, sourceLine, colours, paint))
  if (hint !== '') lines.push(`    ${colours.dim('→')} ${plainText(hint)}`)
  return lines.join('\n')
}

function quote({ place }: Problem, sourceLine: string, colours: Colours, paint: (text: string) => string): string[] {
  const column = Math.min(place.column, sourceLine.length + 1)
  const start = column - 1 > widest - 20 ? column - 1 - 20 : 0
  const shown = plainText(sourceLine.slice(start, start + widest))
  const length = Math.max(
    1,
    Math.min(place.length ?? 1, widest - (column - 1 - start), shown.length - (column - 1 - start)),
  )
  const gutter = `${place.line} │ `
  const pad = ' '.repeat(gutter.length + column - 1 - start)
  return [`    ${colours.dim(gutter)}${shown}`, `    ${pad}${paint('^'.repeat(length))}`]
}

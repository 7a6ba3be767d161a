import { lineAt } from './origin.js'
import type { Problem } from './problem.js'
import type { Source } from './source.js'
import { plainText } from './words/plainText.js'

/** Longest part of a source line that is kept, in UTF-16 units. */
const widest = 400

/**
 * Puts problems in the order in which an author meets them: those of the deck by line and column, then those of other
 * files; says each once; and quotes the line of each that stands in the deck.
 */
export function arrangeProblems(
  problems: readonly Problem[],
  source: Pick<Source, 'file' | 'text' | 'parts'>,
): Problem[] {
  const { file } = source
  const lines = source.text.split('\n')
  const quoted = problems.map((problem): Problem => {
    const line = lineAt(source, lines, problem.place)
    const told = { ...problem, message: inOneLine(problem.message) }
    return problem.sourceLine !== undefined || line === undefined
      ? told
      : { ...told, sourceLine: line.slice(0, widest) }
  })
  const once = new Map(quoted.map((problem) => [`${problem.code} ${placeKey(problem)} ${problem.message}`, problem]))
  return [...once.values()].sort(
    (a, b) =>
      Number(a.place.file !== file) - Number(b.place.file !== file) ||
      a.place.file.localeCompare(b.place.file, 'en') ||
      a.place.line - b.place.line ||
      a.place.column - b.place.column,
  )
}

/** Longest message, in UTF-16 units: what an author wrote may be of any length. */
const longest = 200

/** A message that is read at a glance: rows of one sign and long ends are cut. */
function inOneLine(message: string): string {
  const plain = plainText(message).replace(/\ufffd{4,}/g, '\ufffd…')
  return plain.length <= longest ? plain : `${plain.slice(0, longest - 1)}…`
}

function placeKey({ place }: Problem): string {
  return `${place.file}:${place.line}:${place.column}`
}

import type { Action, Diagnostic } from '@codemirror/lint'
import type { Text } from '@codemirror/state'
import type { Fix, Problem } from '../../model/problem.js'

/** Problems as the editor marks them: those of `file` at their places, all others at the top. */
export function diagnosticsOf(doc: Text, problems: readonly Problem[], file: string): Diagnostic[] {
  return problems
    .map((problem) => diagnosticOf(doc, problem, file))
    .sort((one, other) => one.from - other.from || one.to - other.to)
}

function diagnosticOf(doc: Text, problem: Problem, file: string): Diagnostic {
  const { severity, message, hint, place } = problem
  const isHere = place.file === file
  const where = isHere || place.file === '' ? '' : `${place.file}:${place.line}: `
  const [from, to] = isHere ? rangeOf(doc, problem) : [0, doc.line(1).to]
  return {
    from,
    to,
    severity,
    source: problem.code,
    message: [`${where}${message}`, hint].filter((part) => part !== '').join('\n'),
    actions: isHere && problem.fix !== undefined ? [actionOf(problem.fix)] : [],
  }
}

function rangeOf(doc: Text, { place, fix }: Problem): [number, number] {
  const line = doc.line(Math.min(Math.max(place.line, 1), doc.lines))
  const column = Math.min(Math.max(place.column - 1, 0), line.length)
  const at = fix === undefined ? -1 : placeOfWord(line.text, fix.wrote, column)
  if (fix !== undefined && at >= 0) return [line.from + at, line.from + at + fix.wrote.length]
  if (place.length !== undefined) return [line.from + column, Math.min(line.from + column + place.length, line.to)]
  // Only a point is known: its word, so that there is something to see.
  const word = /^[^\s]+/.exec(line.text.slice(column))?.[0].length ?? 0
  return word > 0 ? [line.from + column, line.from + column + word] : [line.from + line.text.search(/\S|$/), line.to]
}

/** Where a whole word stands in a line, from `column` on, else anywhere when it is there only once; -1 for nowhere. */
export function placeOfWord(line: string, word: string, column: number): number {
  const places: number[] = []
  for (let at = line.indexOf(word); at >= 0; at = line.indexOf(word, at + 1)) {
    const isWhole = !isLetter(word[0], line[at - 1]) && !isLetter(word.at(-1), line[at + word.length])
    if (isWhole) places.push(at)
  }
  return places.find((at) => at >= column) ?? (places.length === 1 ? (places[0] ?? -1) : -1)
}

/** True when `beside` goes on with the word that ends (or begins) with `edge`. */
function isLetter(edge = '', beside = ''): boolean {
  return /[\w-]/.test(edge) && /[\w-]/.test(beside)
}

/** Puts the right word in the place of the wrong one, as long as that is still there. */
function actionOf({ wrote, meant }: Fix): Action {
  return {
    name: `Change to ${meant}`,
    apply(view, from, to) {
      if (view.state.sliceDoc(from, to) !== wrote) return
      view.dispatch({ changes: { from, to, insert: meant }, userEvent: 'input.fix' })
      view.focus()
    },
  }
}

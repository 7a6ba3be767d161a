import type { Action, Diagnostic } from '@codemirror/lint'
import type { Text } from '@codemirror/state'
import { EditorView } from '@codemirror/view'
import type { Fix, Problem } from '../../model/problem.js'

/** The problems of `file` as the editor marks them. Those of other files are in the list below the text. */
export function diagnosticsOf(doc: Text, problems: readonly Problem[], file: string): Diagnostic[] {
  return problems
    .filter(({ place, sourceLine }) => place.file === file && stands(doc, place.line, sourceLine))
    .map((problem) => diagnosticOf(doc, problem))
    .sort((one, other) => one.from - other.from || one.to - other.to)
}

/** True when the line is the one that the problem was found in: the next build of the deck says where it is now. */
function stands(doc: Text, line: number, sourceLine: string | undefined): boolean {
  if (sourceLine === undefined || line > doc.lines) return true
  return doc.line(Math.max(line, 1)).text.startsWith(sourceLine.slice(0, 300))
}

function diagnosticOf(doc: Text, problem: Problem): Diagnostic {
  const { severity, code, message, hint, fix } = problem
  const [from, to] = rangeOf(doc, problem)
  return {
    from,
    to,
    severity,
    source: code,
    message: [message, hint].filter((part) => part !== '').join('\n'),
    actions: fix === undefined ? [] : [actionOf(fix)],
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

function actionOf(fix: Fix): Action {
  return { name: `Change to ${fix.meant}`, apply: (view, from, to) => mend(view, fix, from, to) }
}

/** Puts the right word in the place of the wrong one, as long as that is still there. */
function mend(view: EditorView, { wrote, meant }: Fix, from: number, to: number): void {
  if (view.state.sliceDoc(from, to) !== wrote) return
  view.dispatch({ changes: { from, to, insert: meant }, userEvent: 'input.fix' })
  view.focus()
}

/** Goes to the place of a problem in the text that is shown; with `fix`, mends it there. */
export function goToProblem(view: EditorView, problem: Problem, fix?: Fix): void {
  const [from, to] = rangeOf(view.state.doc, problem)
  view.dispatch({ selection: { anchor: from }, effects: EditorView.scrollIntoView(from, { y: 'center' }) })
  view.focus()
  if (fix !== undefined) mend(view, fix, from, to)
}

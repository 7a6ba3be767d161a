// Annotations of GitHub Actions: lines that the runner reads and shows in the pull request.
// https://docs.github.com/actions/reference/workflow-commands-for-github-actions

import type { Problem, Severity } from '../../model/problem.js'
import { plainText } from '../../model/words/plainText.js'

/** One line for each problem. */
export function annotations(problems: readonly Problem[]): string {
  return problems.map((problem) => `${annotation(problem)}\n`).join('')
}

function annotation({ severity, code, message, hint, place, slide }: Problem): string {
  const { file, line, column, length } = place
  const fields = [
    ...(file === '' ? [] : [`file=${property(file)}`, `line=${line}`, `col=${column}`]),
    ...(file === '' || length === undefined ? [] : [`endColumn=${column + length}`]),
    `title=${property(slide === undefined ? code : `${code} on slide ${slide}`)}`,
  ]
  return `::${commands[severity]} ${fields.join(',')}::${data(hint === '' ? message : `${message} ${hint}`)}`
}

const commands: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'notice' }

/** Nothing that an author wrote may begin a command of its own, or drive the terminal that a log is read in. */
function data(text: string): string {
  const lines = text.split(/\r\n?|\n/).map((line) => plainText(line).replaceAll('%', '%25'))
  return lines.join('%0A').replace(/##(?=\w*\[)/g, '#\u200b#')
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
}

import { dirname, relative } from 'node:path'
import type { ProblemCode } from '../../model/codes.js'
import type { Problem } from '../../model/problem.js'
import { plainText } from '../../model/words/plainText.js'
import type { Made } from '../../project/outputs/made.js'
import { thumbnail } from '../../project/outputs/targets.js'
import { countProblems } from '../terminal/printProblems.js'
import type { Terminal } from '../terminal/terminal.js'

/** One line for each artefact; the pictures of a deck are one line together. */
export function madeLines(made: readonly Made[], terminal: Terminal, cwd: string): string[] {
  const groups = groupsOf(made)
  const shownOnes = [...groups.values()].filter(([first]) => first?.path !== '-' && first?.format !== thumbnail)
  return shownOnes.map((files) => line(files, terminal, cwd))
}

function groupsOf(made: readonly Made[]): Map<string, Made[]> {
  const groups = new Map<string, Made[]>()
  for (const one of made) groups.set(keyOf(one), [...(groups.get(keyOf(one)) ?? []), one])
  return groups
}

function keyOf({ deck, format }: Made): string {
  return `${format} ${deck}`
}

function line(files: readonly Made[], { colours }: Terminal, cwd: string): string {
  const [first] = files
  if (first === undefined) return ''
  const paths = files.map(({ path }) => shown(path, cwd))
  const several = files.length > 1
  const name = several ? `${paths[0]} … ${paths.at(-1)?.slice(dirname(paths[0] ?? '').length + 1)}` : paths[0]
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0)
  const kept = files.filter(({ unchanged }) => unchanged === true).length
  const facts = [
    bytes < 1_000_000 ? `${Math.ceil(bytes / 1000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`,
    ...(several ? [`${files.length} images`] : first.pages === undefined ? [] : [counted(first)]),
    ...(kept === 0 ? [] : [kept === files.length ? 'unchanged' : `${kept} unchanged`]),
  ]
  const mark = kept === files.length ? colours.dim('=') : colours.green('✓')
  return `${mark} ${name} ${colours.dim(`(${facts.join(', ')})`)}`
}

function shown(path: string, cwd: string): string {
  const short = relative(cwd, path)
  return plainText(short.startsWith('..') ? path : short)
}

function counted({ pages, format }: Made): string {
  return `${pages} ${format === 'html' ? 'slide' : 'page'}${pages === 1 ? '' : 's'}`
}

/** Errors that come when some pictures of a deck may be there already. */
const stops: readonly ProblemCode[] = ['deadline-passed', 'browser-failed', 'output-failed', 'internal']

/** The last line: how many problems there were and what that means for the files; absent when there were none. */
export function summaryOf(problems: readonly Problem[], strict: boolean, { colours }: Terminal): string | undefined {
  const counts = countProblems(problems)
  if (counts === '') return undefined
  const unchanged = 'Nothing was written; existing files are unchanged.'
  if (problems.some(({ code }) => stops.includes(code)))
    return colours.red(`${counts}. Files finished before the failure were kept; all others are unchanged.`)
  if (problems.some(({ severity }) => severity === 'error')) return colours.red(`${counts}. ${unchanged}`)
  if (strict) return colours.red(`${counts}, and --strict is set. ${unchanged}`)
  return colours.yellow(`${counts}.`)
}

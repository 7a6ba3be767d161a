import { relative } from 'node:path'
import { oncePerCause } from '../../check/report/cause.js'
import type { LecternError } from '../../model/error.js'
import type { Problem } from '../../model/problem.js'
import { plainText } from '../../model/words/plainText.js'
import type { Built } from '../../project/outputs/buildDeck.js'
import type { Update } from '../../serve/deck/session.js'
import type { Settings } from '../options/settings.js'
import { countProblems, printProblems } from '../terminal/printProblems.js'
import { exhaustion } from '../terminal/reporter.js'
import type { Terminal } from '../terminal/terminal.js'
import { whatChanged } from '../terminal/whatChanged.js'

/** What `build --watch` says: one line for each time that it writes, and problems when they are new. */
export interface WatchReport {
  say(text: string): void
  problems(file: string, problems: readonly Problem[]): void
  wrote(update: Update, file: string, built: Built, tookMs: number): void
  unfit(update: Update, file: string): void
  failed(file: string, error: LecternError): void
  exhausted(cause: unknown): void
}

export function watchReport(terminal: Terminal, { quiet }: Settings, cwd: string): WatchReport {
  const { err, colours } = terminal
  const told = new Map<string, string>()
  let isExhausted = false
  const say = (text: string): void => {
    if (!quiet) err.write(`${text}\n`)
  }
  const line = (mark: string, text: string): void =>
    say(`${colours.dim(new Date().toLocaleTimeString('en-GB'))} ${mark} ${text}`)
  return {
    say,
    problems(file, problems) {
      const fresh = JSON.stringify(problems.map(({ code, message, place }) => [code, message, place.file]))
      if (fresh !== (told.get(file) ?? '[]')) printProblems(oncePerCause(problems), terminal)
      told.set(file, fresh)
    },
    wrote(update, file, { made, problems }, tookMs) {
      const [first, ...others] = made.map(({ path }) => relative(cwd, path))
      const names = plainText(made.length > 3 ? `${first} and ${others.length} more` : [first, ...others].join(', '))
      const took = Math.round(update.timings.event + update.timings.compile + tookMs)
      const counted = countProblems(oncePerCause(problems))
      const said = counted === '' ? '' : `, ${colours.yellow(counted)}`
      line(
        colours.green('✓'),
        `${plainText(file)}: ${whatChanged(update, file, cwd)} → ${names} ${colours.dim(`(${took} ms)`)}${said}`,
      )
    },
    unfit(update, file) {
      const counted = countProblems(update.problems)
      line(colours.red('✗'), `${plainText(file)}: ${colours.red(counted)}; existing files are unchanged`)
    },
    failed(file, { problem }) {
      printProblems([problem], terminal)
      line(colours.red('✗'), `${plainText(file)}: not written`)
    },
    exhausted() {
      if (!isExhausted) printProblems([exhaustion], terminal)
      isExhausted = true
    },
  }
}

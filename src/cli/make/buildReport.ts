import { type ExitCode, exitCodes, LecternError } from '../../model/error.js'
import type { Problem } from '../../model/problem.js'
import type { ExportBrowser } from '../../project/browser.js'
import { type Built, isUnfit } from '../../project/outputs/buildDeck.js'
import type { Made } from '../../project/outputs/made.js'
import type { Settings } from '../options/settings.js'
import { jsonOutput } from '../terminal/printer.js'
import { printProblems } from '../terminal/printProblems.js'
import type { Terminal } from '../terminal/terminal.js'
import { openProgress } from './progress.js'
import { madeLines, summaryOf } from './reportBuild.js'

/** Everything that a run has to say, on the way and at its end. */
export interface BuildReport {
  /** Prints a line, or problems. */
  say(what: string | readonly Problem[]): void
  fail(error: LecternError): void
  /** Shows what is being made and how many decks are left. */
  progress(what: string): void
  /** Gives what is to be told of each of `count` decks; it is printed in their order. */
  startDecks(count: number): (index: number, built: Built | LecternError) => void
  /** Tells of a file that belongs to no deck. */
  took(file: Made): void
  /** What the browser had to say of the way it ran, if it did. */
  sayOfBrowser(browser: ExportBrowser): Promise<void>
  /** Prints the summary or the JSON and gives the exit code. */
  finish(): ExitCode
  /** Takes the progress line away. */
  clear(): void
}

/** Opens the report of a run. */
export function openReport(settings: Settings, terminal: Terminal, cwd: string): BuildReport {
  const problems: Problem[] = []
  const made: Made[] = []
  const line = openProgress(terminal, !settings.quiet && !settings.json)
  let exitCode: ExitCode = exitCodes.ok
  let left = { all: 0, done: 0 }
  const write = (text: string): void => {
    if (settings.quiet) return
    line.clear()
    terminal.err.write(`${text}\n`)
  }
  const note = (found: readonly Problem[]): void => {
    problems.push(...found)
    if (settings.json || found.length === 0) return
    line.clear()
    printProblems(found, terminal)
  }
  const fail = (error: LecternError): void => {
    // A machine's fault that stops every deck is told once.
    if (!problems.some(({ code, message }) => code === error.problem.code && message === error.problem.message))
      note([error.problem])
    if (exitCode === exitCodes.ok || exitCode === exitCodes.content) exitCode = error.exitCode
    if (settings.debug && error.cause !== undefined) terminal.err.write(`${String(error.cause)}\n`)
  }
  const take = (built: Built | LecternError): void => {
    if (built instanceof LecternError) {
      fail(built)
      return
    }
    made.push(...built.made)
    note(built.problems)
    for (const text of madeLines(built.made, terminal, cwd)) write(text)
    if (isUnfit(built.problems, settings.strict) && exitCode === exitCodes.ok) exitCode = exitCodes.content
  }
  return {
    say: (what) => (typeof what === 'string' ? write(what) : note(what)),
    fail,
    progress: (what) => line.show(left.all > 1 ? `[${left.done + 1}/${left.all}] ${what}` : what),
    startDecks: (count) => {
      const waiting = new Map<number, Built | LecternError>()
      let next = 0
      left = { all: count, done: 0 }
      return (index, built) => {
        waiting.set(index, built)
        left = { all: count, done: left.done + 1 }
        for (let ready = waiting.get(next); ready !== undefined; ready = waiting.get(next)) {
          waiting.delete(next)
          next += 1
          take(ready)
        }
      }
    },
    took: (file) => {
      made.push(file)
      for (const text of madeLines([file], terminal, cwd)) write(text)
    },
    sayOfBrowser: async (browser) => {
      const started = await browser.started()?.catch(() => undefined)
      if (started !== undefined && made.length > 0) note(started.problems)
    },
    finish: () => {
      line.clear()
      if (settings.json) terminal.out.write(jsonOutput({ artefacts: made, problems }))
      else {
        const summary = summaryOf(problems, settings.strict, terminal)
        if (summary !== undefined) write(summary)
      }
      return exitCode
    },
    clear: line.clear,
  }
}

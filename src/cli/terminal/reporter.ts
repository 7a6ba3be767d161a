import { oncePerCause } from '../../check/report/cause.js'
import type { Problem } from '../../model/problem.js'
import type { Painted } from '../../model/protocol/live.js'
import { plainText } from '../../model/words/plainText.js'
import type { Session, Update } from '../../serve/deck/session.js'
import type { Settings } from '../options/settings.js'
import { countProblems, printProblems } from './printProblems.js'
import type { Terminal } from './terminal.js'
import { whatChanged } from './whatChanged.js'

/** Tells in the terminal what happens while a deck is followed: one line for each build, and problems when they are new. */
export interface Reporter {
  update(session: Session, update: Update): void
  painted(session: Session, message: Painted, sendMs: number): void
  exhausted(cause: unknown): void
  failed(error: unknown): void
}

export function reporter(terminal: Terminal, { quiet, debug }: Settings, cwd: string): Reporter {
  const { err, colours } = terminal
  const told = new Map<Session, string>()
  const spent = new Map<Session, Update['timings']>()
  let isExhausted = false
  return {
    update(session, update) {
      if (update.found !== undefined) return printProblems(update.found, terminal)
      const { timings } = update
      const problems = oncePerCause(update.problems)
      spent.set(session, timings)
      const fresh = JSON.stringify(problems.map(withoutLine))
      const isNews = fresh !== (told.get(session) ?? '[]')
      told.set(session, fresh)
      if (isNews) printProblems(problems, terminal)
      if (quiet) return
      const counted = countProblems(problems)
      const paint = problems.some(({ severity }) => severity === 'error') ? colours.red : colours.yellow
      const took = `${Math.round(timings.event + timings.compile)} ms`
      const mark = problems.some(({ severity }) => severity === 'error') ? colours.red('✗') : colours.green('✓')
      const said = counted === '' ? '' : `, ${paint(counted)}`
      const time = colours.dim(new Date().toLocaleTimeString('en-GB'))
      err.write(
        `${time} ${mark} ${plainText(session.file)}: ${whatChanged(update, session.file, cwd)} ${colours.dim(`(${took})`)}${said}\n`,
      )
      if (debug) err.write(`         ${colours.dim(`event ${ms(timings.event)}, compile ${ms(timings.compile)}`)}\n`)
    },
    painted(session, { revision, patchMs, frameMs }, sendMs) {
      const { event = 0, compile = 0 } = spent.get(session) ?? {}
      const all = `event ${ms(event)}, compile ${ms(compile)}, send ${ms(sendMs)}, patch ${ms(patchMs)}, frame ${ms(frameMs)}`
      err.write(
        `         ${colours.dim(`shown ${revision}: ${all}, sum ${ms(event + compile + sendMs + patchMs + frameMs)}`)}\n`,
      )
    },
    exhausted() {
      if (isExhausted) return
      isExhausted = true
      printProblems([exhaustion], terminal)
    },
    failed(error) {
      const message = error instanceof Error ? error.message.split('\n', 1)[0] : String(error)
      const hint = debug ? '' : 'Run it with --debug for details.'
      const place = { file: '', line: 1, column: 1 }
      printProblems(
        [{ severity: 'warning', code: 'internal', message: `Something went wrong: ${message}.`, hint, place }],
        terminal,
      )
      if (debug && error instanceof Error) err.write(`${error.stack}\n`)
    },
  }
}

/** Told once, whatever is followed. */
export const exhaustion: Problem = {
  severity: 'warning',
  code: 'watchers-exhausted',
  message: 'The system has run out of file watchers, so files are polled twice a second.',
  hint: 'Raise fs.inotify.max_user_watches (Linux), or close programs that watch many folders.',
  place: { file: '', line: 1, column: 1 },
}

/** The same problem some lines further down is no news. */
function withoutLine({ code, message, place, severity }: Problem): unknown {
  return [code, message, place.file, severity]
}

function ms(time: number): string {
  return `${time.toFixed(1)} ms`
}

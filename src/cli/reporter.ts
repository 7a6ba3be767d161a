import { relative } from 'node:path'
import type { Painted } from '../model/live.js'
import type { Problem } from '../model/problem.js'
import { replacements } from '../serve/difference.js'
import type { Session, Update } from '../serve/session.js'
import { countProblems, printProblems } from './printProblems.js'
import type { Settings } from './settings.js'
import type { Terminal } from './terminal.js'

/** Tells in the terminal what happens while a deck is followed: one line for each build, and problems when they are new. */
export interface Reporter {
  update(session: Session, update: Update): void
  painted(session: Session, message: Painted): void
  exhausted(cause: unknown): void
  failed(error: unknown): void
}

export function reporter(terminal: Terminal, { quiet, debug }: Settings): Reporter {
  const { err, colours, cwd } = terminal
  const told = new Map<Session, string>()
  const spent = new Map<Session, Update['timings']>()
  let isExhausted = false
  return {
    update(session, update) {
      const { problems, timings } = update
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
      err.write(`${time} ${mark} ${session.file}: ${whatChanged(update, cwd)} ${colours.dim(`(${took})`)}${said}\n`)
      if (debug) err.write(`         ${colours.dim(`event ${ms(timings.event)}, compile ${ms(timings.compile)}`)}\n`)
    },
    painted(session, { revision, patchMs, frameMs }) {
      const { event = 0, compile = 0 } = spent.get(session) ?? {}
      const all = `event ${ms(event)}, compile ${ms(compile)}, patch ${ms(patchMs)}, frame ${ms(frameMs)}`
      err.write(
        `         ${colours.dim(`shown ${revision}: ${all}, sum ${ms(event + compile + patchMs + frameMs)}`)}\n`,
      )
    },
    exhausted() {
      if (isExhausted) return
      isExhausted = true
      printProblems([exhaustion], terminal)
    },
    failed(error) {
      const message = error instanceof Error ? error.message.split('\n', 1)[0] : String(error)
      const hint = debug ? '' : 'Start the command with --debug to see more.'
      const place = { file: '', line: 1, column: 1 }
      printProblems(
        [{ severity: 'warning', code: 'internal', message: `Something went wrong: ${message}.`, hint, place }],
        terminal,
      )
      if (debug && error instanceof Error) err.write(`${error.stack}\n`)
    },
  }
}

const exhaustion: Problem = {
  severity: 'warning',
  code: 'watchers-exhausted',
  message: 'The system has no watchers left, so files are looked at twice a second instead.',
  hint: 'On Linux, raise fs.inotify.max_user_watches, or close programs that watch many folders.',
  place: { file: '', line: 1, column: 1 },
}

/** The same problem some lines further down is no news. */
function withoutLine({ code, message, place, severity }: Problem): unknown {
  return [code, message, place.file, severity]
}

function ms(time: number): string {
  return `${time.toFixed(1)} ms`
}

/** `slide 7`, `slides 3–5`, `2 slides removed`, `theme`, or the files when nothing of that shows. */
function whatChanged({ shown, before, changed }: Update, cwd: string): string {
  if (before.revision === 0) return `${shown.hashes.length} slide${shown.hashes.length === 1 ? '' : 's'}`
  const files = [...(changed ?? [])].map((path) => relative(cwd, path)).join(', ')
  if (shown.revision === before.revision) return `${files} saved, nothing to show`
  const found = replacements(before.hashes, shown.hashes)
  const fresh = found.flatMap(({ insert }) => insert)
  const removed = found.reduce((sum, { remove }) => sum + remove, 0) - fresh.length
  const parts = [
    fresh.length === 0 ? '' : `slide${fresh.length === 1 ? '' : 's'} ${runs(fresh)}`,
    removed > 0 ? `${removed} removed` : '',
    before.css === shown.css ? '' : 'theme',
    JSON.stringify(before.head) === JSON.stringify(shown.head) ? '' : 'title or size',
  ].filter((part) => part !== '')
  return parts.length === 0 ? files : parts.join(', ')
}

/** `3`, `3–5, 9`: 1-based, and not more than a line holds. */
function runs(indices: readonly number[]): string {
  const found: [number, number][] = []
  for (const index of indices) {
    const last = found.at(-1)
    if (last !== undefined && last[1] === index - 1) last[1] = index
    else found.push([index, index])
  }
  const words = found.map(([from, to]) => (from === to ? `${from + 1}` : `${from + 1}–${to + 1}`))
  return words.length > 6 ? `${words.slice(0, 6).join(', ')} and more` : words.join(', ')
}

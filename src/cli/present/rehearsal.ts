import { readFile, stat } from 'node:fs/promises'
import { basename, dirname, extname, join } from 'node:path'
import { createInterface } from 'node:readline/promises'
import { replaceFile } from '../../load/replaceFile.js'
import type { Deck } from '../../model/deck.js'
import { planTalk } from '../../model/plan.js'
import { compareRuns, type Rehearsals, type Run, readRehearsals } from '../../model/rehearsal.js'
import type { ShowState } from '../../model/show.js'
import { renderRehearsal } from '../../render/rehearsalPage.js'
import type { Terminal } from '../terminal.js'
import { record } from './recorder.js'
import { rehearsalReport } from './rehearsalReport.js'
import { type TimedText, withTimes } from './writeTimes.js'

export interface RehearsalOptions {
  /** Absolute path of the deck, and how messages name it. */
  readonly path: string
  readonly file: string
  readonly deck: () => Deck
  readonly terminal: Terminal
}

/** A rehearsal, from the first slide to the report. */
export interface Rehearsal {
  /** Says that it is one. */
  announce(): void
  note(state: ShowState, now: number): void
  /** Keeps what was recorded, reports it, and writes times into the deck when that is wanted. */
  finish(write: boolean): Promise<void>
}

/** Runs that are kept. */
const mostRuns = 50

/** Begins to record. */
export function openRehearsal({ path, file, deck, terminal }: RehearsalOptions): Rehearsal {
  const recorder = record(() => deck().slides.map(({ title }) => title))
  const { err, colours } = terminal
  const beside = (ending: string): string => join(dirname(path), `${basename(path, extname(path))}.rehearsal.${ending}`)
  const [keptAt, chartAt] = [beside('json'), beside('html')]
  return {
    announce: () => {
      err.write(
        `  ${colours.bold('Rehearsal')}  the timer starts with the first step; Shift+T begins another run; Ctrl+C ends\n\n`,
      )
    },
    note: recorder.note,
    finish: async (write) => {
      const fresh = recorder.runs(Date.now())
      if (fresh.length === 0) {
        err.write('\n  Nothing was recorded: the timer did not run for five seconds.\n')
        return
      }
      const runs = [...(await readRuns(keptAt)), ...fresh].slice(-mostRuns)
      const kept: Rehearsals = { version: 1, runs }
      await put(keptAt, `${JSON.stringify(kept, null, 2)}\n`)
      const { slides, meta } = deck()
      const plan = planTalk({
        slides: slides.map(({ timeSeconds }) => timeSeconds),
        total: meta.durationMinutes === undefined ? undefined : meta.durationMinutes * 60,
      })
      const compared = compareRuns(
        slides.map(({ title }, index) => ({ title, timeSeconds: plan?.[index] })),
        runs,
      )
      err.write(`\n${rehearsalReport(compared, runs, meta.durationMinutes, colours)}\n`)
      err.write(`${colours.dim(`${runs.length} ${runs.length === 1 ? 'run' : 'runs'} in ${basename(keptAt)}`)}\n`)
      const page = renderRehearsal({
        title: meta.title,
        lang: meta.lang,
        slides: compared,
        plan,
        runs: runs.map(({ date, seconds }) => ({ label: dayAndTime(date), seconds })),
      })
      await put(chartAt, page.html)
      err.write(
        `${colours.green('✓')} ${join(dirname(file), basename(chartAt))}: the chart of all runs, for the browser\n`,
      )
      // A slide of another file has its lines there.
      const own = slides.filter((slide) => slide.file === file)
      const averages = own.map(({ index }) => compared[index]?.average)
      await offer(withTimes(await readFile(path, 'utf8'), own, averages), write)
    },
  }

  async function offer({ text, changes }: TimedText, write: boolean): Promise<void> {
    if (changes.length === 0) return
    err.write('\n')
    for (const { line, before, after } of changes) {
      err.write(`${colours.dim(`${file}:${line}`)}\n`)
      if (before !== undefined) err.write(`${colours.red(`- ${before}`)}\n`)
      err.write(`${colours.green(`+ ${after}`)}\n`)
    }
    if (!write && !(await ask(`\nWrite these times into ${file}? [y/N] `))) {
      err.write(`\n${colours.dim('Nothing was written; --write-times writes them without asking.')}\n`)
      return
    }
    await put(path, text)
    err.write(`\n${colours.green('✓')} ${file}: ${changes.length} ${changes.length === 1 ? 'time' : 'times'} written\n`)
  }

  async function ask(question: string): Promise<boolean> {
    if (!terminal.interactive || !process.stdin.isTTY) return false
    const lines = createInterface({ input: process.stdin, output: process.stderr })
    try {
      return /^y(es)?$/i.test((await lines.question(question)).trim())
    } catch {
      return false
    } finally {
      lines.close()
    }
  }
}

/** As the speaker's calendar and clock have it. */
function dayAndTime(date: string): string {
  const format = new Intl.DateTimeFormat('en-GB', {
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
  })
  const at = new Date(date)
  return Number.isNaN(at.getTime()) ? date : format.format(at)
}

async function readRuns(path: string): Promise<readonly Run[]> {
  try {
    return readRehearsals(JSON.parse(await readFile(path, 'utf8')))?.runs ?? []
  } catch {
    return []
  }
}

async function put(path: string, text: string): Promise<void> {
  const old = await stat(path).catch(() => undefined)
  await replaceFile(path, Buffer.from(text), { old })
}

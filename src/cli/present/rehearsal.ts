import { basename, dirname, extname, join } from 'node:path'
import { writeArtefact } from '../../export/write.js'
import type { SourcePlace } from '../../load/editing/sourceFile.js'
import type { Deck, Slide } from '../../model/deck.js'
import type { ShowState } from '../../model/protocol/show.js'
import { planTalk } from '../../model/talk/plan.js'
import { compareRuns } from '../../model/talk/rehearsal.js'
import { plainText } from '../../model/words/plainText.js'
import { renderRehearsal } from '../../render/reports/rehearsalPage.js'
import type { Terminal } from '../terminal/terminal.js'
import { keepRuns } from './keptRuns.js'
import { askTerminal, offerTimes } from './offerTimes.js'
import { record } from './recorder.js'
import { rehearsalReport } from './rehearsalReport.js'

export interface RehearsalOptions {
  /** The deck's own file. */
  readonly place: SourcePlace
  /** The deck that is presented. */
  readonly deck: () => Deck
  /** The slides of the deck as it is on disk now. @throws LecternError when there is none. */
  readonly slidesNow: () => Promise<readonly Slide[]>
  /** Absolute paths of all that the deck is made from. */
  readonly inputs: () => readonly string[]
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

/** Begins to record. */
export function openRehearsal({ place, deck, slidesNow, inputs, terminal }: RehearsalOptions): Rehearsal {
  const recorder = record(() => deck().slides)
  const { err, colours } = terminal
  const beside = (path: string, ending: string): string =>
    join(dirname(path), `${basename(path, extname(path))}.rehearsal.${ending}`)
  const besideBoth = (ending: string) => ({ path: beside(place.path, ending), file: beside(place.file, ending) })
  const [runsAt, chartAt] = [besideBoth('json'), besideBoth('html')]
  return {
    announce: () => {
      err.write(
        `  ${colours.bold('Rehearsal')}  the timer starts at the first step; Shift+T starts another run; Ctrl+C ends\n\n`,
      )
    },
    note: recorder.note,
    finish: async (write) => {
      const fresh = recorder.runs(Date.now())
      if (fresh.length === 0) {
        err.write('\n  Nothing was recorded: the timer ran for less than five seconds.\n')
        return
      }
      const kept = await keepRuns(fresh, { ...place, ...runsAt })
      const { runs } = kept
      if (kept.told !== undefined) err.write(`\n${colours.yellow('!')} ${plainText(kept.told)}\n`)
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
      err.write(
        `${colours.dim(`${runs.length} ${runs.length === 1 ? 'run' : 'runs'} in ${plainText(basename(kept.file))}`)}\n`,
      )
      const page = renderRehearsal({
        title: meta.title,
        lang: meta.lang,
        slides: compared,
        plan,
        runs: runs.map(({ date, seconds }) => ({ label: dayAndTime(date), seconds })),
      })
      const bytes = Buffer.from(page.html)
      await writeArtefact(
        { kind: 'html', name: chartAt.file, bytes },
        { to: { file: chartAt.path }, sources: inputs() },
      )
      err.write(`${colours.green('✓')} ${plainText(chartAt.file)}: a chart of all runs\n`)
      const times = compared.map(({ average }) => average)
      const asked = write ? {} : { ask: (question: string) => askTerminal(question, terminal) }
      await offerTimes({ place, slides, times, slidesNow, terminal, ...asked })
    },
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

import { checkDeck } from '../../check/checkDeck.js'
import type { RuleSettings } from '../../check/levels.js'
import { measurementsIn } from '../../check/measure/measurements.js'
import type { SlidePictures } from '../../check/report/page.js'
import type { Reported } from '../../check/report/reported.js'
import type { Speller } from '../../check/spelling/speller.js'
import type { Engine } from '../../compile/engine/engine.js'
import { type Deadline, startDeadline } from '../../export/deadline.js'
import type { Client } from '../../load/client.js'
import { exitCodes, LecternError } from '../../model/error.js'
import type { ExportBrowser } from '../browser.js'
import type { Common } from '../common.js'
import type { Machine } from '../machine.js'
import { prepareDeck } from '../prepareDeck.js'
import type { ProjectSettings } from '../settings.js'
import type { Recalled } from './checkMemory.js'
import { missingFiles } from './localLinks.js'

/** What all decks of a check share. */
export interface CheckRun {
  /** Absent: nothing is shared with other decks. */
  readonly common?: Common
  readonly settings: ProjectSettings
  readonly machine: Machine
  /** Aborted when the user wants it to end. */
  readonly signal: AbortSignal
  readonly rules: RuleSettings
  readonly engine: Engine
  readonly client: Client
  readonly browser: ExportBrowser
  /** Absent: spelling is not looked at. */
  readonly speller?: Speller | undefined
  /** True when a report wants pictures of the slides. */
  readonly pictures: boolean
  /** Called when nothing more has to be measured for this deck. */
  readonly measured?: () => void
}

/** A deck that was looked at. */
export interface Looked {
  readonly reported: Reported
  readonly pictures: SlidePictures
  /** Absolute paths of all that the deck was made from. */
  readonly inputs: readonly string[]
}

/** Checks one deck within its deadline. One with errors is not measured: it is not what anybody will see. */
export async function checkOne({ source, memo }: Recalled, run: CheckRun): Promise<Looked> {
  const { settings, browser } = run
  const { deck, files, problems, inputs } = await prepareDeck(source, { ...run, time: () => {}, positions: true })
  if (problems.some(({ severity }) => severity === 'error') || deck.slides.length === 0)
    return { reported: { deck, problems, measured: 0, quiet: 0 }, pictures: new Map(), inputs }
  const deadline = deadlineFor(source.file, settings.timeoutMs ?? 60_000 + 500 * deck.slides.length, run.signal)
  const job = {
    files: files.files,
    browser: () => browser.start(),
    known: measurementsIn(memo),
    client: run.client,
    signal: deadline.signal,
    ...(run.speller === undefined ? {} : { speller: run.speller }),
    ...(run.measured === undefined ? {} : { measured: run.measured }),
  }
  try {
    const dead = settings.allowNet ? await (await import('./externalLinks.js')).brokenLinks(deck) : []
    const found = [...problems, ...(await missingFiles(deck, source)), ...dead]
    const checked = await checkDeck(deck, { ...job, source, problems: found, settings: run.rules })
    const seen = checked.problems.flatMap(({ slide }) => slide ?? [])
    const pictures = run.pictures ? await picturesOf(deck, seen, job, browser) : new Map<number, string>()
    return {
      reported: { deck, problems: checked.problems, measured: checked.measured, quiet: checked.silenced },
      pictures,
      inputs,
    }
  } catch (error) {
    if (deadline.signal.aborted) throw deadline.signal.reason
    throw error
  } finally {
    deadline.stop()
    await memo.flush()
  }
}

async function picturesOf(
  deck: Parameters<typeof checkDeck>[0],
  seen: readonly number[],
  job: Parameters<typeof import('../../check/report/pictures.js').pictureSlides>[2],
  browser: ExportBrowser,
): Promise<SlidePictures> {
  const { pictureSlides } = await import('../../check/report/pictures.js')
  return pictureSlides(deck, seen, job, await browser.start())
}

function deadlineFor(file: string, allowedMs: number, stopped: AbortSignal): Deadline {
  const late = (): LecternError => {
    const problem = {
      severity: 'error',
      code: 'deadline-passed',
      message: `Checking ${file} took longer than ${allowedMs / 1000} s.`,
      hint: 'Raise the limit with --timeout <seconds>, or look for an oversized slide or an endless script.',
      place: { file, line: 1, column: 1 },
    } as const
    return new LecternError(problem, exitCodes.deadline)
  }
  return startDeadline(allowedMs, late, stopped)
}

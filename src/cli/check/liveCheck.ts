import type { RuleSettings } from '../../check/levels.js'
import { viewsOf } from '../../check/measure/views.js'
import type { Speller } from '../../check/spelling/speller.js'
import { startDeadline } from '../../export/deadline.js'
import type { Client } from '../../load/client.js'
import { LecternError } from '../../model/error.js'
import type { Problem } from '../../model/problem.js'
import type { ExportBrowser } from '../../project/browser.js'
import { missingFiles } from '../../project/check/localLinks.js'
import type { Prepared } from '../../serve/deck/prepared.js'
import type { Session } from '../../serve/deck/session.js'
import { recentMeasurements } from './recentMeasurements.js'

/** What checking while somebody writes needs. */
export interface LiveCheckJob {
  readonly client: Client
  readonly browser: ExportBrowser
  readonly rules: RuleSettings
  /** Absent: spelling is not looked at. */
  readonly speller?: Speller | undefined
  readonly failed: (error: unknown) => void
}

/** How long a check may keep the process to itself, while a save may be waiting. */
const breathMs = 4

/** How long a check may take. */
const allowedMs = 60_000

/** This deck and the one before, to which whoever undoes goes back: what they look like is remembered. */
const recalledDecks = 2

/** How long nothing may change before a check begins: the patch is out by then, and nobody is in the middle of a word. */
const restMs = 250

/**
 * Checks a session's deck after each change that shows, without being in its way: later than the patch, one at a time,
 * and only the slides that changed are laid out. Gives what ends it.
 */
export function checkWhileWriting(session: Session, job: LiveCheckJob): () => void {
  const known = recentMeasurements()
  const hashes = new WeakMap<Uint8Array, string>()
  const overtaken = new Error('Something else was saved.')
  const stopped = new AbortController()
  let waiting: { readonly prepared: Prepared; readonly revision: number } | undefined
  let rest: ReturnType<typeof setTimeout> | undefined
  let isChecking = false
  const check = async (): Promise<void> => {
    if (isChecking) return
    isChecking = true
    for (let next = waiting; next !== undefined && !stopped.signal.aborted; next = waiting) {
      waiting = undefined
      await checkOnce(next.prepared, next.revision)
    }
    isChecking = false
  }
  const checkOnce = async (prepared: Prepared, revision: number): Promise<void> => {
    const { deck, files, source } = prepared
    if (source === undefined) return
    const deadline = startDeadline(allowedMs, tooLate, stopped.signal)
    try {
      const { checkDeck } = await import('../../check/checkDeck.js')
      let breathedMs = performance.now()
      // Whoever saves comes first: what is being checked then is not what is on disk any more.
      const breathe = async (): Promise<void> => {
        if (performance.now() - breathedMs < breathMs) return
        await new Promise(setImmediate)
        if (session.isBusy()) throw overtaken
        breathedMs = performance.now()
      }
      const { problems } = await checkDeck(deck, {
        source,
        files,
        known,
        signal: deadline.signal,
        breathe,
        hashes,
        client: job.client,
        browser: () => job.browser.start(),
        problems: await missingFiles(deck, source),
        settings: job.rules,
        ...(job.speller === undefined ? {} : { speller: job.speller }),
      })
      session.find(revision, problems.map(asWarning))
    } catch (error) {
      if (stopped.signal.aborted || error === overtaken) return
      stop()
      // Without a browser there is all but this; it is said once, where the findings would be.
      if (error instanceof LecternError) session.find(revision, [{ ...error.problem, severity: 'info' }])
      else job.failed(error)
    } finally {
      deadline.stop()
      // Also after a check that was overtaken: somebody may write for an hour without one that is not.
      known.keep(recalledDecks * deck.slides.length * viewsOf(deck).length)
    }
  }
  const unlisten = session.listen(({ shown, prepared, problems }) => {
    if (prepared === undefined || problems.some(({ severity }) => severity === 'error')) return
    waiting = { prepared, revision: shown.revision }
    clearTimeout(rest)
    rest = setTimeout(() => void check(), restMs)
  })
  const stop = (): void => {
    unlisten()
    clearTimeout(rest)
    stopped.abort(new Error('Stopped.'))
  }
  return stop
}

function tooLate(): Error {
  return new Error(`A check took longer than ${allowedMs / 1000} s`)
}

/** Errors are for decks that cannot be shown; what is found on a slide that shows is a warning while it is written. */
function asWarning(problem: Problem): Problem {
  return problem.severity === 'error' ? { ...problem, severity: 'warning' } : problem
}

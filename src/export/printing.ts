import { exitCodes, LecternError } from '../model/error.js'
import type { Browser } from './browser/run/browser.js'
import { type Deadline, startDeadline } from './deadline.js'
import { machineError } from './machineError.js'
import { orAborted } from './orAborted.js'

/** The browser of an export, and how long it may work. */
export interface BrowserWork {
  /** Named in messages. */
  readonly file: string
  /** Slides, sheets or pictures: each adds to the time that is allowed. */
  readonly count: number
  /** The browser, which may still be starting. The caller closes it. */
  readonly browser: Promise<Browser>
  /** Starts another one, for the one retry after a crash. It is closed here. */
  readonly relaunch: () => Promise<Browser>
  /** How long all of it may take. Absent: 60 s and half a second for each of `count`. */
  readonly timeoutMs?: number
  /** Ends the work at once; it then rejects with the signal's reason. */
  readonly signal?: AbortSignal
  /** Called when this work needs no browser any more, however it ended. */
  readonly released?: () => void
}

/**
 * Does work in a browser, and once more with a fresh one when the first one died. A browser that is out of time is closed.
 * @throws LecternError 4 (`deadline-passed`), 3 (`browser-failed`) when the browser died twice.
 */
export async function withBrowser<Result>(
  job: BrowserWork,
  work: (browser: Browser, signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const deadline = deadlineOf(job)
  try {
    return await workTwice(job, work, deadline.signal)
  } finally {
    deadline.stop()
    job.released?.()
  }
}

async function workTwice<Result>(
  job: BrowserWork,
  work: (browser: Browser, signal: AbortSignal) => Promise<Result>,
  signal: AbortSignal,
): Promise<Result> {
  const browser = await arrival(job.browser, signal)
  try {
    return await work(browser, signal)
  } catch (error) {
    const died = error instanceof LecternError && error.problem.code === 'browser-failed'
    // What stopped for another reason leaves the browser to the other decks.
    if (signal.aborted || died) await browser.close()
    if (signal.aborted) throw signal.reason
    if (!died) throw error
  }
  const second = await arrival(job.relaunch(), signal)
  try {
    return await work(second, signal)
  } catch (error) {
    throw error instanceof LecternError && error.problem.code === 'browser-failed' ? diedTwice(job.file, error) : error
  } finally {
    await second.close()
  }
}

/** It is not the browser, then, but something in the deck: that is what is named. */
function diedTwice(file: string, { problem, exitCode, cause }: LecternError): LecternError {
  const message = problem.message.replace(
    'The browser stopped unexpectedly',
    `The browser stopped unexpectedly twice while rendering ${file}`,
  )
  return new LecternError({ ...problem, message, place: { ...problem.place, file } }, exitCode, cause)
}

/** The browser once it runs. One that comes when nobody waits any more is closed. */
async function arrival(browser: Promise<Browser>, signal: AbortSignal): Promise<Browser> {
  try {
    return await orAborted(browser, signal)
  } catch (error) {
    browser.then((late) => late.close()).catch(() => {})
    throw error
  }
}

/** Goes through a list with a few at a time, in order; the first failure ends it. */
export async function inParallel<Item>(
  items: readonly Item[],
  together: number,
  work: (item: Item, index: number) => Promise<void>,
): Promise<void> {
  const waiting = [...items.entries()]
  const worker = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const [index, item] = next
      try {
        await work(item, index)
      } catch (error) {
        waiting.length = 0
        throw error
      }
    }
  }
  await Promise.all(Array.from({ length: Math.min(together, items.length) }, worker))
}

function deadlineOf({ timeoutMs, count, file, signal }: BrowserWork): Deadline {
  const allowedMs = timeoutMs ?? 60_000 + 500 * count
  const late = (): LecternError =>
    machineError({
      code: 'deadline-passed',
      message: `Printing ${file} took longer than ${allowedMs / 1000} s.`,
      hint: 'Raise the limit with --timeout <seconds>, or look for an endless script or an overly complex SVG.',
      file,
      exitCode: exitCodes.deadline,
    })
  return startDeadline(allowedMs, late, signal)
}

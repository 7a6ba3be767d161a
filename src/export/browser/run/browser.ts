// The export browser. It speaks the DevTools protocol over a pipe itself (pipe.ts, tab.ts) instead of through
// puppeteer-core: a 20-slide export with the embedded Chromium takes 310–370 ms this way against 550–620 ms, of which
// importing the library alone is 150–180 ms (100 slides: 690–800 ms against 1010 ms; Node 20.20, two cores).

import type { Size } from '../../../model/deck.js'
import { LecternError } from '../../../model/error.js'
import type { Problem } from '../../../model/problem.js'
import { machineError } from '../../machineError.js'
import { orAborted } from '../../orAborted.js'
import type { OpenPage, View } from '../talk/openPage.js'
import { openTabs } from '../talk/tabs.js'
import { type LaunchOptions, startBrowser } from './launch.js'
import { removeProfile, removeStaleProfiles } from './profile.js'

/** What is to be printed, and how. */
export interface PrintJob {
  readonly size: Size
  /** True when the page's script says `data-lectern="ready"` on the root; it is then waited for. */
  readonly waitForScript: boolean
  /** Ends the work at once; printing rejects with its reason. */
  readonly signal?: AbortSignal
}

/** A headless browser without network. Whoever launches it closes it. */
export interface Browser {
  /** Product and version: `HeadlessChrome/147.0.7727.0`. */
  readonly version: string
  /** True when a tab costs little, as in the headless shell: a full Chrome starts a large process for it. */
  readonly quickTabs: boolean
  /** True when a picture waits for the next frame, while other tabs can work. */
  readonly waitsForFrames: boolean
  /** What the author should know of the way it runs. */
  readonly problems: readonly Problem[]
  /**
   * Prints an HTML document, complete with everything it shows, to a tagged PDF.
   * @throws LecternError (3, `browser-failed`) when the page or the browser dies; the signal's reason when it is aborted.
   */
  print(html: string, job: PrintJob): Promise<Uint8Array>
  /** Shows an HTML document, complete with everything it shows, and waits until it has settled. Throws as `print` does. */
  open(html: string, view: View): Promise<OpenPage>
  /** Kills the browser with all its processes and removes its profile. May be called at any time, and twice. */
  close(): Promise<void>
}

/**
 * Starts a browser. Takes about 100 ms with the embedded one, so callers start it before they compile.
 * @throws LecternError (3) when it cannot be started within `startMs`, has no sandbox, or is too old.
 */
export async function launchBrowser(options: LaunchOptions): Promise<Browser> {
  const swept = removeStaleProfiles(options.tempFolder)
  const started = await startBrowser(options)
  const { pipe, version, problems, page: first, stills } = started
  const tabs = openTabs(pipe, first, stills)
  let closed: Promise<void> | undefined
  const close = async (): Promise<void> => {
    pipe.fail(crashed(options.executable.path, new Error('The browser was closed.')))
    await started.kill()
    await Promise.all([removeProfile(started.profile), swept])
  }
  const guarded = async <Result>(work: Promise<Result>, signal: AbortSignal | undefined): Promise<Result> => {
    try {
      return await orAborted(work, signal)
    } catch (error) {
      throw error instanceof LecternError || signal?.aborted ? error : crashed(options.executable.path, error)
    }
  }
  const open = async (html: string, view: View): Promise<OpenPage> => {
    const tab = await guarded(tabs.take(), view.signal)
    let failed = false
    const asking = async <Result>(work: Promise<Result>): Promise<Result> => {
      try {
        return await guarded(orAborted(work, tab.died), view.signal)
      } catch (error) {
        failed = true
        throw error
      }
    }
    try {
      await asking(tab.show(html, view))
    } catch (error) {
      tab.close()
      throw error
    }
    return {
      evaluate: (expression) => asking(tab.evaluate(expression)),
      emulate: (other) => asking(tab.emulate(other)),
      picture: (job) => asking(tab.picture(job)),
      pdf: (size) => asking(tab.pdf(size)),
      close: () => (failed ? tab.close() : tabs.giveBack(tab)),
    }
  }
  return {
    version,
    quickTabs: options.executable.from === 'embedded' || options.executable.from === 'fetched',
    waitsForFrames: !stills,
    problems,
    open,
    print: async (html, job) => {
      const page = await open(html, job)
      try {
        return await page.pdf(job.size)
      } finally {
        page.close()
      }
    },
    close: () => {
      closed ??= close()
      return closed
    },
  }
}

function crashed(file: string, cause: unknown): LecternError {
  return machineError({
    code: 'browser-failed',
    message: `The browser stopped unexpectedly: ${cause instanceof Error ? cause.message : String(cause)}`,
    hint: 'Free up memory and space in the temporary folder, or try another browser with --browser.',
    file,
    cause,
  })
}

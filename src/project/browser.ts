import type { Executable } from '../export/browser/find/executable.js'
import type { Browser } from '../export/browser/run/browser.js'
import type { Machine } from './machine.js'

/** The browser of one run: started once, when it is needed, and closed whatever happens. */
export interface ExportBrowser {
  /** Looks for its program ahead of time, because it is likely to be needed. What is wrong with it is told by `start`. */
  seek(): void
  /** Starts it, or gives the one that runs. One that was closed after a crash or a deadline is replaced. */
  start(): Promise<Browser>
  /**
   * Starts it and waits until its process has been made, so that compiling goes on beside it and not before it. Never rejects:
   * why it does not run is told by `start`.
   */
  begin(): Promise<void>
  /** Starts one that only its caller uses, and closes. */
  relaunch(): Promise<Browser>
  /** The one that runs or ran; absent when none was needed. */
  started(): Promise<Browser> | undefined
  close(): Promise<void>
}

interface BrowserWish {
  /** `--browser`; absent: the finder decides. */
  readonly named: string | undefined
  readonly signal: AbortSignal
  /** See `LaunchOptions.stills`. */
  readonly stills?: boolean
  readonly say: (text: string) => void
}

/** Readies the browser that prints. Failures show when it is waited for, so that compiling can go on meanwhile. */
export function openExportBrowser(
  { named, signal, say, stills = false }: BrowserWish,
  machine: Machine,
): ExportBrowser {
  let current: Promise<Browser> | undefined
  let last: Promise<Browser> | undefined
  let begun = Promise.resolve()
  let sought: Promise<Executable> | undefined
  const { env, cwd, platform, arch, isRoot, tempFolder } = machine
  const find = async (): Promise<Executable> => {
    const [{ findBrowser }, { embeddedPack }] = await Promise.all([
      import('../export/browser/find/findBrowser.js'),
      import('../export/browser/find/chromium.js'),
    ])
    const pack = embeddedPack(platform, arch)
    return findBrowser({
      named,
      cwd,
      env,
      platform,
      arch,
      tempFolder,
      pack,
      isRoot,
      say,
    })
  }
  const launch = async (isStills = stills, onBegun = () => {}): Promise<Browser> => {
    const finding = sought ?? find()
    sought = undefined
    const [executable, { launchBrowser }] = await Promise.all([finding, import('../export/browser/run/browser.js')])
    return launchBrowser({ executable, env, tempFolder, isRoot, signal, stills: isStills, begun: onBegun })
  }
  const shared = async (onBegun: () => void): Promise<Browser> => {
    const browser = await launch(stills, onBegun)
    const close = (): Promise<void> => {
      current = undefined
      return browser.close()
    }
    return { ...browser, close }
  }
  const start = (): Promise<Browser> => {
    if (current === undefined) {
      let begin = () => {}
      begun = new Promise((resolve) => {
        begin = resolve
      })
      current = shared(begin)
      current.catch(begin)
      last = current
    }
    return current
  }
  return {
    seek: () => {
      sought ??= find()
      sought.catch(() => {})
    },
    start,
    begin: () => {
      start()
      return begun
    },
    // The retry after a fault draws in the usual way.
    relaunch: () => launch(false),
    started: () => last,
    close: async () => {
      const started = await last?.catch(() => undefined)
      await started?.close()
    },
  }
}

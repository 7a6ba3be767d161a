import { tmpdir } from 'node:os'
import type { Browser } from '../export/browser.js'
import type { Terminal } from './terminal.js'

/** The browser of one run: started early, once, and closed whatever happens. */
export interface ExportBrowser {
  readonly browser: Promise<Browser>
  relaunch(): Promise<Browser>
  close(): Promise<void>
}

interface BrowserWish {
  /** `--browser`; absent: the finder decides. */
  readonly named: string | undefined
  readonly signal: AbortSignal
  readonly say: (text: string) => void
}

/** Starts the browser that prints. Failures show when it is waited for, so that compiling can go on meanwhile. */
export function openExportBrowser({ named, signal, say }: BrowserWish, terminal: Terminal): ExportBrowser {
  const isRoot = process.getuid?.() === 0
  const launch = async (): Promise<Browser> => {
    const [{ findBrowser }, { embeddedPack }, { launchBrowser }] = await Promise.all([
      import('../export/findBrowser.js'),
      import('../export/chromium.js'),
      import('../export/browser.js'),
    ])
    const { env, cwd } = terminal
    const tempFolder = tmpdir()
    const executable = await findBrowser({
      named,
      cwd,
      env,
      platform: process.platform,
      tempFolder,
      pack: embeddedPack(),
      isRoot,
      say,
    })
    return launchBrowser({ executable, env, tempFolder, isRoot, signal })
  }
  const browser = launch()
  browser.catch(() => {})
  return {
    browser,
    relaunch: launch,
    close: async () => {
      const started = await browser.catch(() => undefined)
      await started?.close()
    },
  }
}

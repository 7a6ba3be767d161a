import { readdirSync, readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { embeddedPack } from '../../src/export/browser/find/chromium.js'
import type { Executable } from '../../src/export/browser/find/executable.js'
import { findBrowser, type Machine } from '../../src/export/browser/find/findBrowser.js'
import { type Browser, launchBrowser } from '../../src/export/browser/run/browser.js'
import type { LaunchOptions } from '../../src/export/browser/run/launch.js'
import type { LecternError } from '../../src/model/error.js'

export const isRoot = process.getuid?.() === 0

/** This machine, with the embedded browser in the user's real cache. */
export function thisMachine(changes: Partial<Machine> = {}): Machine {
  return {
    cwd: process.cwd(),
    env: { ...process.env, LECTERN_BROWSER: undefined, CHROME_PATH: undefined },
    platform: process.platform,
    arch: process.arch,
    tempFolder: tmpdir(),
    pack: embeddedPack(),
    isRoot,
    say: () => {},
    ...changes,
  }
}

/** A temporary folder for one test. */
export async function makeFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'lectern-test-'))
}

export async function removeFolder(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true, maxRetries: 5 })
}

/** Starts the embedded browser with its profile in `tempFolder`. */
export async function startBrowserIn(tempFolder: string, changes: Partial<LaunchOptions> = {}): Promise<Browser> {
  const executable: Executable =
    changes.executable ?? (await findBrowser(thisMachine({ named: process.env.LECTERN_TEST_BROWSER })))
  return launchBrowser({ executable, env: process.env, tempFolder, isRoot, ...changes })
}

/** The living processes of the browsers whose profile is in `tempFolder`, each with its command line. */
export function processesIn(tempFolder: string): { pid: number; args: string[] }[] {
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const args = readFileSync(`/proc/${name}/cmdline`, 'utf8').split(/[\0 ]/)
        const stat = readFileSync(`/proc/${name}/stat`, 'utf8')
        const [state, , group] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
        return state === 'Z' ? [] : [{ pid: Number(name), group: Number(group), args }]
      } catch {
        return []
      }
    })
  const mains = all.filter(({ args }) => args.some((arg) => arg.startsWith(`--user-data-dir=${tempFolder}/`)))
  const groups = new Set(mains.map(({ group }) => group))
  return all.filter(({ group }) => groups.has(group))
}

/** Waits until a condition holds; the test's own limit ends the wait. */
export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((done) => setTimeout(done, 10))
}

/** The error that work ends with, which must be one of ours. */
export async function faultOf(work: Promise<unknown>): Promise<LecternError> {
  const outcome = await work.then(
    (value) => ({ value }),
    (error: unknown) => ({ error }),
  )
  if ('error' in outcome && outcome.error instanceof Error && outcome.error.name === 'LecternError') {
    return outcome.error as LecternError
  }
  throw new Error(`A LecternError was expected, not ${JSON.stringify(outcome)}`)
}

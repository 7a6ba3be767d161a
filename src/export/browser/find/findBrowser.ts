import { constants } from 'node:fs'
import { access, readFile, realpath, stat } from 'node:fs/promises'
import { delimiter, isAbsolute, join, resolve } from 'node:path'
import { machineError } from '../../machineError.js'
import { installedShell } from '../install/installedShell.js'
import { shellPlatform } from '../install/pinned.js'
import { embeddedChromium } from './chromium.js'
import type { Executable } from './executable.js'
import { installedPlaces, programNames } from './installedBrowsers.js'

/** The machine, as the finder sees it. All of it comes in, so that a test can be a machine of its own. */
export interface Machine {
  /** `--browser`; absent when it was not given. Relative to `cwd`. */
  readonly named?: string | undefined
  readonly cwd: string
  readonly env: Readonly<Record<string, string | undefined>>
  /** As `process.platform` names it. */
  readonly platform: string
  /** As `process.arch` names it. */
  readonly arch: string
  readonly tempFolder: string
  /** Folder of the embedded browser's package, from `embeddedPack()`; absent where there is none. */
  readonly pack?: string | undefined
  /** True when the run has the rights of root. */
  readonly isRoot: boolean
  /** Told what the user has to wait for. */
  readonly say: (text: string) => void
}

/**
 * Finds the browser: the one that is named (`--browser`, `LECTERN_BROWSER`, `CHROME_PATH`), else the one that
 * `lectern browser install` fetched, else the embedded one, which gives the same pages everywhere, else an installed one.
 * @throws LecternError (3) when a named one cannot be used, or there is none at all.
 */
export async function findBrowser(machine: Machine): Promise<Executable> {
  const named = namedBy(machine)
  if (named !== undefined) return checkNamed(named, machine)
  const installed = () => findInstalled(machine)
  const fetched = await installedShell(machine)
  if (machine.pack === undefined && fetched === undefined) return (await installed()) ?? fail(machine)
  if (await isSandboxForbidden(machine)) {
    // Distributions that forbid user namespaces let packaged browsers make them all the same.
    const packaged = await installed()
    if (packaged !== undefined) return packaged
  }
  if (fetched !== undefined || machine.pack === undefined) return fetched ?? fail(machine)
  try {
    return await embeddedChromium({
      pack: machine.pack,
      env: machine.env,
      tempFolder: machine.tempFolder,
      say: machine.say,
    })
  } catch (error) {
    const other = await installed()
    if (other === undefined) throw error
    return other
  }
}

interface Named {
  readonly path: string
  readonly by: string
}

function namedBy({ named, env }: Machine): Named | undefined {
  const wishes = [
    { path: named, by: '--browser' },
    { path: env.LECTERN_BROWSER, by: 'LECTERN_BROWSER' },
    { path: env.CHROME_PATH, by: 'CHROME_PATH' },
  ]
  for (const { path, by } of wishes) if (path !== undefined && path !== '') return { path, by }
  return undefined
}

async function checkNamed({ path, by }: Named, machine: Machine): Promise<Executable> {
  const place = isAbsolute(path) ? path : resolve(machine.cwd, path)
  const wrong = await whyNot(place, machine)
  if (wrong === undefined) return { path: place, from: 'named', env: {} }
  throw machineError({
    code: 'browser-missing',
    message: `The browser set by ${by} cannot be used: ${place} ${wrong}.`,
    hint: 'Give the path of a Chrome, Chromium, Edge or Brave executable, or remove it to use the embedded browser.',
    file: place,
  })
}

/** Why a path is no browser that we can start; absent when it is one. */
async function whyNot(path: string, { platform }: Machine): Promise<string | undefined> {
  const stats = await stat(path).catch(() => undefined)
  if (stats === undefined) return 'does not exist'
  if (stats.isDirectory()) return 'is a folder'
  if (!stats.isFile()) return 'is not a regular file'
  const runs = await access(path, constants.X_OK).then(
    () => true,
    () => false,
  )
  if (!runs) return 'is not executable'
  if (platform === 'linux' && (await isSnap(path))) {
    return 'is a Snap, which cannot read Lectern’s files and prints empty pages'
  }
  return undefined
}

/** Ubuntu's `/usr/bin/chromium-browser` is a script that calls the Snap. */
async function isSnap(path: string): Promise<boolean> {
  const real = await realpath(path).catch(() => path)
  if (path.startsWith('/snap/') || real.startsWith('/snap/') || real === '/usr/bin/snap') return true
  const { size } = await stat(real)
  return size < 16_384 && (await readFile(real, 'utf8')).includes('/snap/bin/')
}

async function findInstalled(machine: Machine): Promise<Executable | undefined> {
  for (const path of candidates(machine)) {
    if ((await whyNot(path, machine)) === undefined) return { path, from: 'installed', env: {} }
  }
  return undefined
}

function candidates({ env, platform }: Machine): string[] {
  const folders = (env.PATH ?? env.Path ?? '').split(delimiter).filter(isAbsolute)
  const names = programNames(platform)
  return [...names.flatMap((name) => folders.map((folder) => join(folder, name))), ...installedPlaces(platform, env)]
}

/** True where a normal user's program cannot make the user namespaces that the embedded browser's sandbox is made of. */
async function isSandboxForbidden({ platform, isRoot, env }: Machine): Promise<boolean> {
  if (platform !== 'linux' || isRoot || env.LECTERN_SANDBOX === 'off') return false
  const settings = [
    ['/proc/sys/kernel/apparmor_restrict_unprivileged_userns', '1'],
    ['/proc/sys/kernel/unprivileged_userns_clone', '0'],
    ['/proc/sys/user/max_user_namespaces', '0'],
  ] as const
  const forbids = settings.map(async ([file, no]) => (await readFile(file, 'utf8').catch(() => '')).trim() === no)
  return (await Promise.all(forbids)).includes(true)
}

function fail(machine: Machine): never {
  const places = installedPlaces(machine.platform, machine.env)
  const looked = [`${programNames(machine.platform).join(', ')} in PATH`, ...places]
  // `--debug` and `lectern doctor` show what was thrown underneath.
  const cause = new Error(
    `searched: --browser, LECTERN_BROWSER and CHROME_PATH (not set); the browser from lectern browser install (not installed); the embedded browser (not installed); ${looked.join('; ')}`,
  )
  const ours = shellPlatform(machine.platform, machine.arch) === undefined ? 'I' : 'Run `lectern browser install`, or i'
  throw machineError({
    code: 'browser-missing',
    message: 'No browser was found for PDF, images and checks.',
    hint: `${ours}nstall Chrome, Chromium, Edge or Brave, or use --browser <path>; --debug lists where Lectern searched.`,
    file: '',
    cause,
  })
}

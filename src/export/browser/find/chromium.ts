// The embedded Chromium: the optional package @sparticuz/chromium, used only as a bag of compressed files. Its own code
// is never run: it starts whatever is called `chromium` in the shared temporary folder, and its flags open the browser up.
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { homedir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import * as own from '../../../load/thisProcess.js'
import { machineError, systemCode } from '../../machineError.js'
import { libraryPath } from './chromiumLibraries.js'
import type { Executable } from './executable.js'
import { type Pack, reuse, unpack } from './unpack.js'

/** What the embedded browser needs to know of the machine. */
export interface EmbeddedJob {
  /** Folder of the package; see `embeddedPack`. */
  readonly pack: string
  readonly env: Readonly<Record<string, string | undefined>>
  readonly tempFolder: string
  /** Told once, when there is something to wait for. */
  readonly say: (text: string) => void
}

/**
 * The embedded browser, unpacked on its first use (about 3 s) into the user's cache, else into the temporary folder.
 * @throws LecternError (3) when neither folder can hold it.
 */
export async function embeddedChromium(job: EmbeddedJob): Promise<Executable> {
  const pack = await describePack(job.pack)
  const folders = cacheFolders(job).map((folder) => join(folder, `chromium-${pack.version}`))
  for (const folder of folders) if (await reuse(folder)) return executableIn(folder, job)
  job.say('Unpacking the browser (first run only)')
  const faults: unknown[] = []
  for (const folder of folders) {
    try {
      await unpack(pack, folder)
      return executableIn(folder, job)
    } catch (fault) {
      faults.push(fault)
    }
  }
  const reasons = folders.map((folder, index) => `${folder} (${systemCode(faults[index]) ?? String(faults[index])})`)
  throw machineError({
    code: 'browser-missing',
    message: `The embedded browser cannot be unpacked into ${reasons.join(' nor into ')}.`,
    hint: 'Free up 220 MB, set XDG_CACHE_HOME to a writable folder, or use an installed browser with --browser.',
    file: folders[0] ?? job.tempFolder,
    cause: faults[0],
  })
}

/** Absolute folder of the embedded browser's package; absent where it is not installed or cannot run. */
export function embeddedPack(platform: string = own.platform, arch: string = own.arch): string | undefined {
  if (platform !== 'linux' || arch !== 'x64') return undefined
  try {
    // Its exports name no file but its own code, which lies two folders below the package's root.
    return resolve(dirname(createRequire(import.meta.url).resolve(packageName)), '..', '..')
  } catch {
    return undefined
  }
}

/** The optional package, as npm knows it. */
export const packageName = '@sparticuz/chromium'

async function describePack(folder: string): Promise<Pack> {
  try {
    const about: unknown = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'))
    const version = typeof about === 'object' && about !== null && 'version' in about ? String(about.version) : ''
    if (!/^[\w.-]+$/.test(version)) throw new Error('its package.json has no version')
    return { folder, version }
  } catch (cause) {
    throw machineError({
      code: 'browser-missing',
      message: `The package of the embedded browser is damaged: ${cause instanceof Error ? cause.message : cause}`,
      hint: `Reinstall ${packageName}, or use an installed browser with --browser.`,
      file: folder,
      cause,
    })
  }
}

function cacheFolders({ env, tempFolder }: EmbeddedJob): string[] {
  const home = env.HOME ?? homedir()
  const cache = env.XDG_CACHE_HOME?.startsWith('/') ? env.XDG_CACHE_HOME : join(home, '.cache')
  return [join(cache, 'lectern'), join(tempFolder, `lectern-cache-${own.uid ?? 0}`)]
}

async function executableIn(folder: string, { env }: EmbeddedJob): Promise<Executable> {
  const libraries = await libraryPath(join(folder, 'lib'), env.LD_LIBRARY_PATH)
  const fontsAreSet = env.FONTCONFIG_FILE !== undefined || env.FONTCONFIG_PATH !== undefined
  return {
    path: join(folder, 'chromium'),
    from: 'embedded',
    env: {
      ...(libraries === undefined ? {} : { LD_LIBRARY_PATH: libraries }),
      ...(fontsAreSet ? {} : { FONTCONFIG_FILE: join(folder, 'fonts.conf') }),
    },
  }
}

import { isAbsolute, join } from 'node:path'
import type { Executable } from '../find/executable.js'
import { isWhole } from '../find/unpack.js'
import { pinnedVersion, programInArchive, type ShellPlatform, shellPlatform } from './pinned.js'

/** What decides where the fetched browser lies. */
export interface ShellMachine {
  readonly env: Readonly<Record<string, string | undefined>>
  /** As `process.platform` and `process.arch` name them. */
  readonly platform: string
  readonly arch: string
}

/** Absolute folder of the fetched browser, whether it is there or not; `undefined` where there is no place or no build for it. */
export function shellFolder({ env, platform, arch }: ShellMachine): string | undefined {
  if (shellPlatform(platform, arch) === undefined) return undefined
  const home = env.HOME ? join(env.HOME, '.cache') : undefined
  const parent = env.XDG_CACHE_HOME || (platform === 'win32' ? env.LOCALAPPDATA : home)
  if (!parent || !isAbsolute(parent)) return undefined
  return join(parent, 'lectern', `chrome-headless-shell-${pinnedVersion}`)
}

/** Path of the program inside of the folder. */
export function programIn(platform: ShellPlatform): string {
  return join(...programInArchive(platform).split('/'))
}

/** The browser that `lectern browser install` fetched; `undefined` when it is not there whole. */
export async function installedShell(machine: ShellMachine): Promise<Executable | undefined> {
  const platform = shellPlatform(machine.platform, machine.arch)
  const folder = shellFolder(machine)
  if (platform === undefined || folder === undefined || !(await isWhole(folder, programIn(platform)))) return undefined
  return { path: join(folder, programIn(platform)), from: 'fetched', env: {} }
}

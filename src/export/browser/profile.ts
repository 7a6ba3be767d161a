// A browser's profile lives in a folder of its own per run, `lectern-<pid>-<pid namespace>-<random>`, which nobody else
// can read. The browser's temporary files go there too. A run that was killed cannot remove it, so the next run does. All
// that the next run must know is in the name, because a run can be killed right after the folder was made.
import { lstat, mkdtemp, readdir, readlink, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { machineError, systemCode } from '../machineError.js'
import { isAlive } from './processes.js'

/**
 * Makes a profile folder (mode 0700) inside `parent` and gives its absolute path.
 * @throws LecternError (3, `output-failed`) when the folder cannot be made.
 */
export async function makeProfile(parent: string): Promise<string> {
  let profile: string | undefined
  try {
    profile = await mkdtemp(join(parent, `lectern-${process.pid}-${await pidNamespace()}-`))
    // A full disk still makes folders. A browser that finds no room there says nothing for ten seconds.
    await writeFile(join(profile, 'room'), new Uint8Array(4096))
    return profile
  } catch (cause) {
    if (profile !== undefined) await removeProfile(profile)
    throw machineError({
      code: 'output-failed',
      message: `The browser needs a temporary folder, and none can be made in ${parent} (${systemCode(cause) ?? 'unknown'}).`,
      hint: 'Make room there, or set TMPDIR to a folder that can be written.',
      file: parent,
      cause,
    })
  }
}

/** Removes a profile folder. Waits a moment for a dying browser to let go of it; never throws. */
export async function removeProfile(profile: string): Promise<void> {
  await rm(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 20 }).catch(() => {})
}

/** Removes the profiles in `parent` that runs of ours left behind when they were killed. Never throws. */
export async function removeStaleProfiles(parent: string): Promise<void> {
  const names = await readdir(parent).catch(() => [])
  const here = await pidNamespace()
  for (const name of names) {
    const [, pid, namespace] = /^lectern-(\d+)-(\d+)-\w{6}$/.exec(name) ?? []
    if (pid === undefined || namespace !== here || isAlive(Number(pid))) continue
    if (await isOurs(join(parent, name))) await removeProfile(join(parent, name))
  }
}

/** Two containers may share a temporary folder and each have a process 17: a profile is judged only where it was made. */
async function pidNamespace(): Promise<string> {
  const link = await readlink('/proc/self/ns/pid').catch(() => '')
  return /\d+/.exec(link)?.[0] ?? '0'
}

async function isOurs(folder: string): Promise<boolean> {
  const stats = await lstat(folder).catch(() => undefined)
  return stats?.isDirectory() === true && (process.getuid === undefined || stats.uid === process.getuid())
}

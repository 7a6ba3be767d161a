// A browser's profile lives in a folder of its own per run, which nobody else can read. The browser's temporary files go
// there too. A run that was killed cannot remove it, so the next run does, when it can tell (see `load/disk/drafts.ts`). Age tells
// nothing: a browser may be at work for days.
import { lstat, mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type DraftKind, draftMaker, draftName } from '../../../load/disk/drafts.js'
import { uid } from '../../../load/thisProcess.js'
import { machineError, systemCode } from '../../machineError.js'

/** What profiles are called. */
export const profileDrafts: DraftKind = { prefix: 'lectern-', ending: '' }

/**
 * Makes a profile folder (mode 0700) inside `parent` and gives its absolute path.
 * @throws LecternError (3, `output-failed`) when the folder cannot be made.
 */
export async function makeProfile(parent: string): Promise<string> {
  const profile = join(parent, draftName(profileDrafts))
  try {
    await mkdir(profile, { mode: 0o700 })
    // A full disk still makes folders. A browser that finds no room there says nothing for ten seconds.
    await writeFile(join(profile, 'room'), new Uint8Array(4096))
    return profile
  } catch (cause) {
    if (systemCode(cause) !== 'EEXIST') await removeProfile(profile)
    throw machineError({
      code: 'output-failed',
      message: `The browser needs a temporary folder, but none can be created in ${parent} (${systemCode(cause) ?? 'unknown'}).`,
      hint: 'Free up space there, or set TMPDIR to a writable folder.',
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
  for (const name of names) {
    if (draftMaker(name, profileDrafts) !== 'ended') continue
    if (await isOurs(join(parent, name))) await removeProfile(join(parent, name))
  }
}

async function isOurs(folder: string): Promise<boolean> {
  const stats = await lstat(folder).catch(() => undefined)
  return stats?.isDirectory() === true && (uid === undefined || stats.uid === uid)
}

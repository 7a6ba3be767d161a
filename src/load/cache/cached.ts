// Files of the cache. What stands there is believed by later runs, and some of it opens doors, so it counts only when nobody but
// this user can have written it: a folder or file of somebody else, one that others may write to, and a link are as if absent.
import { constants, open, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { makeFolders } from '../disk/makeFolders.js'
import { ownedOnly } from '../disk/ownership.js'
import { replaceFile } from '../disk/replaceFile.js'

/** Reads a file of the cache; `undefined` when there is none that can be believed, or it is larger than the limit. Never throws. */
export async function readCached(path: string, limitBytes: number): Promise<Buffer | undefined> {
  try {
    if (!ownedOnly(await stat(dirname(path)))) return undefined
    const file = await open(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0))
    try {
      const stats = await file.stat()
      const isTrusted = stats.isFile() && stats.size <= limitBytes && ownedOnly(stats)
      return isTrusted ? await file.readFile() : undefined
    } finally {
      await file.close()
    }
  } catch {
    return undefined
  }
}

/**
 * Writes a file of the cache, for this user's eyes only (mode 0600); a reader sees the old one or the new one. Nothing is written
 * into a folder that others may write to. Never throws: a disk that is full means that the next run knows nothing. What
 * killed runs left in the folder is removed once per run, not here.
 */
export async function writeCached(path: string, content: Uint8Array): Promise<void> {
  try {
    await makeFolders(dirname(path), 0o700)
    if (!ownedOnly(await stat(dirname(path)))) return
    await replaceFile(path, content, { mode: 0o600, sweep: false })
  } catch {
    // As said above.
  }
}

// A save that is interrupted leaves the old file or the new one, never half of one: the text goes to a temporary name in
// the same folder, onto the disk, and is then renamed. Mode and, where that is allowed, owner are those of the old file.
import { randomBytes } from 'node:crypto'
import type { Stats } from 'node:fs'
import { type FileHandle, open, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'

/**
 * Puts `bytes` in the place of the file `path`, which `old` describes; absent when there is none. `stillFits` is asked
 * last, when only the rename is left: false leaves everything as it was. Throws what the system says.
 */
export async function replaceFile(
  path: string,
  bytes: Uint8Array,
  old: Stats | undefined,
  stillFits: () => Promise<boolean>,
): Promise<boolean> {
  const temporary = join(dirname(path), `.lectern-${process.pid}-${randomBytes(4).toString('hex')}.tmp`)
  let file: FileHandle | undefined
  try {
    file = await open(temporary, 'wx', old === undefined ? 0o666 : 0o600)
    await file.writeFile(bytes)
    if (old !== undefined) {
      // Whose file it is comes first: a change of owner takes special bits away. Only root may give files away.
      await file.chown(old.uid, old.gid).catch(() => undefined)
      await file.chmod(old.mode & 0o777)
    }
    await file.sync()
    await file.close()
    file = undefined
    if (!(await stillFits())) return false
    await renamePatiently(temporary, path)
    return true
  } finally {
    await file?.close().catch(() => undefined)
    await rm(temporary, { force: true }).catch(() => undefined)
  }
}

/** Virus scanners and viewers on Windows keep a file for a moment. */
async function renamePatiently(from: string, to: string): Promise<void> {
  for (const pauseMs of [50, 100, 200, 400]) {
    try {
      return await rename(from, to)
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : undefined
      if (code !== 'EBUSY' && code !== 'EPERM' && code !== 'EACCES') throw error
      await wait(pauseMs)
    }
  }
  await rename(from, to)
}

// The one way in which files get onto the disk: whatever happens, either the old file or the new one is there, and whole. The
// bytes go to a temporary name in the same folder, which is then renamed. Mode and, where that is allowed, owner are those
// of the old file. A link in the file's place is replaced, not followed: whoever wants to follow it gives the path behind it.
import type { Stats } from 'node:fs'
import { constants, copyFile, type FileHandle, open, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { draftName, fileDrafts, removeAbandoned } from './drafts.js'

/** How a file is replaced. */
export interface Replacing {
  /** The file that is there, whose mode and owner are kept. Absent: there is none, or it does not matter. */
  readonly old?: Stats | undefined
  /** Rights of a file without an old one, less the umask's. Absent: 0666. */
  readonly mode?: number
  /** Asked last, when only the rename is left: false leaves everything as it was. Absent: yes. */
  readonly stillFits?: () => Promise<boolean>
  /** Leaves everything as it was, while bytes are being written. */
  readonly signal?: AbortSignal | undefined
  /** True to wait until the bytes are on the disk: for what an author wrote, which nothing can make again. */
  readonly sync?: boolean
  /** False to leave alone what killed runs left in the folder, because others look after it. Absent: it is removed. */
  readonly sweep?: boolean
}

/** What comes into a file: bytes, or all of another file (absolute path), which may be too large to be read. */
export type Content = Uint8Array | { readonly copyOf: string }

/** Puts `content` in the place of the file `path`. False: it did not fit any more. Throws what the system says. */
export async function replaceFile(path: string, content: Content, how: Replacing = {}): Promise<boolean> {
  const { old, mode = 0o666, stillFits, signal, sync = false, sweep = true } = how
  const draft = join(dirname(path), draftName(fileDrafts))
  let file: FileHandle | undefined
  try {
    if (sweep) await removeAbandoned(dirname(path))
    if (content instanceof Uint8Array) {
      file = await open(draft, 'wx', old === undefined ? mode : 0o600)
      await file.writeFile(content, signal === undefined ? {} : { signal })
    } else {
      await copyFile(content.copyOf, draft, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE)
      file = await open(draft, 'r')
    }
    if (old !== undefined) {
      // Whose file it is comes first: a change of owner takes special bits away. Only root may give files away.
      await file.chown(old.uid, old.gid).catch(() => undefined)
      await file.chmod(old.mode & 0o777)
    }
    if (sync) await file.sync()
    await file.close()
    file = undefined
    if (stillFits !== undefined && !(await stillFits())) return false
    await renamePatiently(draft, path)
    return true
  } finally {
    await file?.close().catch(() => undefined)
    await rm(draft, { force: true }).catch(() => undefined)
  }
}

/** Renames. Virus scanners and viewers on Windows keep a file for a moment, which is waited for. @throws the file system's error. */
export async function renamePatiently(from: string, to: string): Promise<void> {
  for (const pauseMs of [50, 100, 200, 400, 500, 600]) {
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

// A path that was judged may lead elsewhere by the time it is opened (a TOCTOU race: links flip between two looks). So a file
// is opened once, its descriptor is asked where it lies and what it is, and only that descriptor is read or served.
import type { BigIntStats } from 'node:fs'
import { constants, type FileHandle, lstat, open, readlink, realpath } from 'node:fs/promises'
import { type Reach, type Resolved, resolvePathInside } from './containment.js'
import { type Read, readFrom, reasonOf } from './readRegular.js'

/** A regular file inside a root, open for reading. Whoever gets it closes `file`. */
export interface Opened {
  readonly ok: true
  readonly file: FileHandle
  /** Of the descriptor. */
  readonly stats: BigIntStats
  /** Absolute, links resolved. */
  readonly path: string
}

/** Why a file was not opened. */
export interface NotOpened {
  readonly ok: false
  readonly reason: Extract<Resolved, { ok: false }>['reason'] | 'folder' | 'special' | 'forbidden' | 'failed'
  readonly cause?: unknown
}

/** Opens the regular file that the decoded `path` names below a folder or within a deck's reach. Never throws, never waits for a writer. */
export async function openInside(within: string | Reach, path: string): Promise<Opened | NotOpened> {
  const found = await resolvePathInside(within, path)
  return found.ok ? openReal(found.path) : found
}

/**
 * Opens a regular file by the absolute path that it was found at, links resolved: what `resolveInside` gave. When another file is
 * there by way of a link now, it is `outside`. Never throws, never waits for a writer.
 */
export async function openReal(path: string): Promise<Opened | NotOpened> {
  const opened = await openRegular(path)
  if (!opened.ok || (await liesThere(opened))) return opened
  await opened.file.close()
  return { ok: false, reason: 'outside' }
}

/** Reads a file of at most `limitBytes` by the path that `resolveInside` gave. What another one has taken the place of is `missing`. Never throws. */
export async function readReal(path: string, limitBytes: number): Promise<Read> {
  const opened = await openReal(path)
  if (!opened.ok) return notRead(opened)
  try {
    return await readFrom(opened.file, limitBytes)
  } catch (cause) {
    return { ok: false, reason: reasonOf(cause), cause }
  } finally {
    await opened.file.close()
  }
}

/** Why a file was not opened, in the words of reading. */
export function notRead({ reason, cause }: NotOpened): Read {
  if (reason === 'folder' || reason === 'special' || reason === 'forbidden' || reason === 'failed') {
    return { ok: false, reason, cause }
  }
  return { ok: false, reason: 'missing' }
}

/** The last part of the path may not be a link: where links are allowed, they have been followed before. */
async function openRegular(path: string): Promise<Opened | NotOpened> {
  let file: FileHandle | undefined
  try {
    file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOFOLLOW ?? 0))
    const stats = await file.stat({ bigint: true })
    if (stats.isFile()) return { ok: true, file, stats, path }
    await file.close()
    return { ok: false, reason: stats.isDirectory() ? 'folder' : 'special' }
  } catch (cause) {
    await file?.close().catch(() => undefined)
    return { ok: false, reason: reasonOf(cause), cause }
  }
}

/** Linux knows where a descriptor lies. Elsewhere the path must still be free of links and name the same file. */
async function liesThere({ file, stats, path }: Opened): Promise<boolean> {
  const lies = await readlink(`/proc/self/fd/${file.fd}`).catch(() => undefined)
  // A save that replaces the file by a rename leaves the descriptor with what was deleted.
  if (lies === path || lies === `${path} (deleted)`) return true
  // Some file systems heed no case and say what the name on the disk is.
  if (lies !== undefined && lies.toLowerCase() !== path.toLowerCase()) return false
  const now = await lstat(path, { bigint: true }).catch(() => undefined)
  return now?.ino === stats.ino && now.dev === stats.dev && (await realpath(path).catch(() => '')) === path
}

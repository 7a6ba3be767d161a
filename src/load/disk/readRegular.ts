// A name on the command line or in a deck may be a pipe, a device or a sparse terabyte. Only regular files are read, and
// never more than the limit, whatever the file says of its size or does while it is being read.
import type { BigIntStats, Stats } from 'node:fs'
import { constants, type FileHandle, open, stat } from 'node:fs/promises'
import { stateOf } from './fileState.js'

/**
 * A file's bytes and the state that it had before they were read, or why there are none. `large` also carries the size in bytes
 * that the file claims.
 */
export type Read =
  | { readonly ok: true; readonly bytes: Uint8Array; readonly state: string }
  | {
      readonly ok: false
      readonly reason: 'missing' | 'folder' | 'special' | 'forbidden' | 'failed'
      readonly cause?: unknown
    }
  | { readonly ok: false; readonly reason: 'large'; readonly sizeBytes: number }

/** Reads a regular file of at most `limitBytes`. Never throws, never waits for a writer, never reads past the limit. */
export async function readRegular(path: string, limitBytes: number): Promise<Read> {
  let file: FileHandle | undefined
  try {
    const before = refusal(await stat(path), limitBytes)
    if (before !== undefined) return before
    // Without O_NONBLOCK, a pipe that takes the file's place after the stat would hang the open.
    file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
    return await readFrom(file, limitBytes)
  } catch (cause) {
    return { ok: false, reason: reasonOf(cause), cause }
  } finally {
    await file?.close()
  }
}

/** Reads what is open, from where it stands. Throws what the system says. */
export async function readFrom(file: FileHandle, limitBytes: number): Promise<Read> {
  const opened = await file.stat({ bigint: true })
  return refusal(opened, limitBytes) ?? (await readOpened(file, opened, limitBytes))
}

/** The first `count` bytes of what is open, fewer when it is shorter; where it stands does not change. Throws what the system says. */
export async function headOf(file: FileHandle, count: number): Promise<Uint8Array> {
  const { bytesRead, buffer } = await file.read(Buffer.alloc(count), 0, count, 0)
  return buffer.subarray(0, bytesRead)
}

/** The first `count` bytes of a regular file, fewer when it is shorter; none when it cannot be read. */
export async function readHead(path: string, count: number): Promise<Uint8Array> {
  let file: FileHandle | undefined
  try {
    file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
    if (!(await file.stat()).isFile()) return new Uint8Array()
    return await headOf(file, count)
  } catch {
    return new Uint8Array()
  } finally {
    await file?.close()
  }
}

function refusal(stats: Stats | BigIntStats, limitBytes: number): Read | undefined {
  if (stats.isDirectory()) return { ok: false, reason: 'folder' }
  if (!stats.isFile()) return { ok: false, reason: 'special' }
  return Number(stats.size) > limitBytes ? { ok: false, reason: 'large', sizeBytes: Number(stats.size) } : undefined
}

/** Reads to the end of the file: it may have grown or shrunk since its size was asked. */
async function readOpened(file: FileHandle, opened: BigIntStats, limitBytes: number): Promise<Read> {
  const sizeBytes = Number(opened.size)
  const chunks: Uint8Array[] = []
  let total = 0
  for (;;) {
    // What is read may be kept for long, with all of its buffer: no more than the file needs, while it is as large as it says.
    const left = sizeBytes > 0 && total <= sizeBytes ? sizeBytes - total + 1 : 65_536
    const room = Math.min(left, limitBytes + 1 - total)
    const { bytesRead, buffer } = await file.read(Buffer.allocUnsafe(room), 0, room, null)
    if (bytesRead === 0) {
      const bytes = chunks.length === 1 ? (chunks[0] ?? buffer) : Buffer.concat(chunks)
      return { ok: true, bytes, state: stateOf(opened) }
    }
    chunks.push(buffer.subarray(0, bytesRead))
    total += bytesRead
    if (total > limitBytes) return { ok: false, reason: 'large', sizeBytes: total }
  }
}

/** What the system's refusal to open a file means. */
export function reasonOf(cause: unknown): 'missing' | 'forbidden' | 'special' | 'failed' {
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined
  if (code === 'EACCES' || code === 'EPERM') return 'forbidden'
  if (code === 'ENXIO' || code === 'EOPNOTSUPP') return 'special'
  const absent = ['ENOENT', 'ENOTDIR', 'ELOOP', 'ENAMETOOLONG', 'ERR_INVALID_ARG_VALUE']
  return typeof code === 'string' && absent.includes(code) ? 'missing' : 'failed'
}

import { createHash } from 'node:crypto'
import { type BigIntStats, readdirSync, readFileSync, statSync } from 'node:fs'

/** What a path held when it was looked at. */
export interface FileStamp {
  /** Changes with every write, and with some things that are none. Costs one `stat`. */
  readonly mark: string
  /** Of the content: a file's bytes, a folder's names; empty when nothing is there. */
  readonly hash: string
  /** When it was written, by the clock of the files; 0 when nothing is there. */
  readonly changedMs: number
  /** Of a file; 0 for everything else. */
  readonly sizeBytes: number
  /** Content of a small file, to tell half a save from a whole one. */
  readonly bytes?: Uint8Array
}

/** Nothing there, or nothing that can be read. */
const nothing: FileStamp = { mark: '', hash: '', changedMs: 0, sizeBytes: 0 }

/**
 * Looks at a path, and at its content when its mark is not the one of `last` or `always` is set: what is written twice
 * within a tick of the file system's clock leaves the mark alone. Never throws, never opens what is no file or folder.
 */
export function stampOf(path: string, last: FileStamp | undefined, always: boolean): FileStamp {
  try {
    const stats = statSync(path, { bigint: true })
    const { size, ctimeNs } = stats
    const mark = markIn(stats)
    if (mark === last?.mark && !always) return last
    const changedMs = Number(ctimeNs) / 1e6
    if (stats.isDirectory()) return { mark, hash: hashOf(readdirSync(path).sort().join('/')), changedMs, sizeBytes: 0 }
    if (!stats.isFile()) return nothing
    // A film is not read for every look at it.
    if (size > largestRead) return { mark, hash: mark, changedMs, sizeBytes: Number(size) }
    const bytes = readFileSync(path)
    const stamp = { mark, hash: hashOf(bytes), changedMs, sizeBytes: bytes.length }
    return bytes.length <= largestKept ? { ...stamp, bytes } : stamp
  } catch {
    return nothing
  }
}

/** The mark of a path as it is now; empty when nothing is there. Never throws. */
export function markOf(path: string): string {
  try {
    const stats = statSync(path, { bigint: true })
    return stats.isFile() || stats.isDirectory() ? markIn(stats) : ''
  } catch {
    return ''
  }
}

function markIn({ ino, size, mtimeNs, ctimeNs }: BigIntStats): string {
  return `${ino} ${size} ${mtimeNs} ${ctimeNs}`
}

const largestRead = 32 * 1024 * 1024
const largestKept = 1024 * 1024

function hashOf(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('base64url')
}

/**
 * How long, in milliseconds, to wait before a look is believed: it may have come into the middle of a save. The file is gone
 * or empty, or holds only the beginning of what it held; most editors are done a few milliseconds later, some sync in between.
 */
export function patienceFor(before: FileStamp | undefined, now: FileStamp): number {
  if (before === undefined || before.hash === '' || before.sizeBytes === 0 || now.hash === before.hash) return 0
  if (now.sizeBytes === 0) return 350
  if (before.bytes === undefined || now.bytes === undefined || now.sizeBytes >= before.sizeBytes) return 0
  return Buffer.compare(now.bytes, before.bytes.subarray(0, now.sizeBytes)) === 0 ? 80 : 0
}

// Results of expensive work, kept between runs: one file for each deck. It is a cache and nothing else: whatever is wrong
// with it (damaged, foreign, someone else's, not writable), it is as if it were not there.
// The file: one line with a checksum of everything behind it, one line of JSON with the keys and the lengths of the
// values, then the values one after the other. Values become strings only when they are asked for.
import { createHash } from 'node:crypto'
import { accessSync, constants } from 'node:fs'
import { dirname, isAbsolute, join } from 'node:path'
import type { Memo } from '../../model/memo.js'
import { platform } from '../thisProcess.js'
import { readCached, writeCached } from './cached.js'
import { packMemo, unpackMemo } from './memoFormat.js'

/** Where a memo is kept. */
export interface MemoPlace {
  /** Absolute folder, made when it is missing; absent: in memory only. */
  readonly folder: string | undefined
  /** What the memo belongs to, the deck's absolute path; empty: in memory only. */
  readonly scope: string
  /** Of everything that decides what the values are; another version's file is not read. */
  readonly version: string
}

/** A memo that can be written to disk. */
export interface DiskMemo extends Memo {
  /**
   * Writes what was asked for or set since the memo was opened, when there is anything new. Never throws: a cache that
   * cannot be written is no mistake.
   */
  flush(): Promise<void>
}

const limitBytes = 20 * 1024 * 1024

/** Opens a memo. Never throws. */
export async function openMemo({ folder, scope, version }: MemoPlace): Promise<DiskMemo> {
  const path = folder === undefined || scope === '' ? undefined : join(folder, `${sha256(scope).slice(0, 32)}.memo`)
  const stored =
    path === undefined
      ? new Map<string, Buffer>()
      : unpackMemo((await readCached(path, limitBytes)) ?? Buffer.alloc(0), version)
  const used = new Map<string, string>()
  let fresh = false
  return {
    get(key) {
      const known = used.get(key)
      if (known !== undefined) return known
      const value = stored.get(key)?.toString('utf8')
      if (value !== undefined) used.set(key, value)
      return value
    },
    set(key, value) {
      if (used.get(key) === value) return
      used.set(key, value)
      fresh = true
    },
    async flush() {
      if (path === undefined || !fresh) return
      fresh = false
      await writeCached(path, packMemo(used, version, limitBytes))
    },
  }
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

/**
 * The folder for what may be thrown away: `$XDG_CACHE_HOME/lectern`, else `~/.cache/lectern` (on Windows in
 * `%LOCALAPPDATA%`). It need not exist. `undefined` when there is no home or nothing can be written there.
 */
export function cacheFolder(env: Readonly<Record<string, string | undefined>>): string | undefined {
  const home = env.HOME ? join(env.HOME, '.cache') : undefined
  const parent = env.XDG_CACHE_HOME || (platform === 'win32' ? env.LOCALAPPDATA : home)
  if (!parent || !isAbsolute(parent)) return undefined
  const folder = join(parent, 'lectern')
  return canWrite(folder) ? folder : undefined
}

/** True when the folder, or the nearest one above it that exists, can be written to. */
function canWrite(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK)
    return true
  } catch (cause) {
    const absent = cause instanceof Error && 'code' in cause && cause.code === 'ENOENT'
    return absent && dirname(folder) !== folder && canWrite(dirname(folder))
  }
}

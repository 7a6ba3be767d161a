import type { BigIntStats } from 'node:fs'
import { stat } from 'node:fs/promises'

/**
 * Names the state of a file on disk, like version control systems do: which file it is, its size, and when its content and
 * its entry last changed, in nanoseconds. The last of these nobody can set back, so the same state is the same content.
 */
export function stateOf({ dev, ino, size, mtimeNs, ctimeNs }: BigIntStats): string {
  return [dev, ino, size, mtimeNs, ctimeNs].map((number) => number.toString(36)).join(' ')
}

/** The state of a file; `undefined` when there is none that can be asked. Never throws. */
export async function fileState(path: string): Promise<string | undefined> {
  try {
    return stateOf(await stat(path, { bigint: true }))
  } catch {
    return undefined
  }
}

import type { Stats } from 'node:fs'
import { uid } from '../thisProcess.js'

/** True when a file or folder is ours and nobody else can write to it. On Windows, where modes say nothing, always. */
export function ownedOnly(stats: Stats): boolean {
  return uid === undefined || (stats.uid === uid && (stats.mode & 0o022) === 0)
}

// Why a text of the editor was not read or not saved, in words for whoever writes it.

import type { SaveAnswer, SaveRefusal } from '../../model/protocol/editor.js'
import type { Read } from '../disk/readRegular.js'

/** A text that cannot be edited, and why. */
export interface SourceRefused {
  readonly ok: false
  readonly reason: SaveRefusal
  readonly message: string
}

/** Why a file could not be read. */
export function notRead(file: string, loaded: Extract<Read, { ok: false }>): SourceRefused {
  switch (loaded.reason) {
    case 'missing':
      return no('missing', `${file} no longer exists.`)
    case 'large':
      return no('unfit', `${file} is larger than 10 MB.`)
    case 'forbidden':
      return no('failed', `No permission to read ${file}.`)
    default:
      return no('failed', `${file} is not a file that can be edited.`)
  }
}

/** A file that this user may not write. */
export function readOnlyMessage(file: string): string {
  return `${file} is read-only. Change its permissions, or copy the text.`
}

const faults: Readonly<Record<string, string>> = {
  ENOSPC: 'no space left on the disk',
  EDQUOT: 'your disk quota is exceeded',
  EROFS: 'the disk is read-only',
  ENOENT: 'its folder no longer exists',
  EMFILE: 'too many files are open',
}

/** Why a file could not be written, from what the system says. */
export function faultOf(file: string, cause: unknown): [SaveRefusal, string] {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
  if (code === 'EACCES' || code === 'EPERM') return ['read-only', `No permission to write to the folder of ${file}.`]
  return ['failed', `${file} could not be written: ${faults[code] ?? (code || 'for an unknown reason')}.`]
}

/** A text that cannot be edited. */
export function no(reason: SaveRefusal, message: string): SourceRefused {
  return { ok: false, reason, message }
}

/** A save that was not carried out. */
export function refuse(reason: SaveRefusal, message: string): Extract<SaveAnswer, { saved: false }> {
  return { saved: false, reason, message }
}

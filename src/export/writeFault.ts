import type { LecternError } from '../model/error.js'
import { machineError, systemCode } from './machineError.js'

/** The error (3, `output-failed`) for a path that cannot be written, with the system's reason in plain words. */
export function writeFault(path: string, cause: unknown): LecternError {
  const code = systemCode(cause)
  const [reason, hint] = reasons[code ?? ''] ?? [typeof cause === 'string' ? cause : String(code ?? cause), otherPlace]
  return machineError({
    code: 'output-failed',
    message: `${path} cannot be written: ${reason}.`,
    hint,
    file: path,
    cause,
  })
}

const otherPlace = 'Choose another place with -o.'
const rights = 'Change its rights, or choose another place with -o.'
const room = 'Make room there, or choose another place with -o. The old file is untouched.'

const reasons: Readonly<Record<string, readonly [reason: string, hint: string]>> = {
  ENOSPC: ['no space is left', room],
  EDQUOT: ['your quota is used up', room],
  EFBIG: ['it would be larger than files may be here', room],
  EACCES: ['permission denied', rights],
  EPERM: ['permission denied', rights],
  EROFS: ['the disk is read-only', otherPlace],
  ENOTDIR: ['a part of its path is a file, not a folder', otherPlace],
  EEXIST: ['a part of its path is a file, not a folder', otherPlace],
  ENOENT: ['its folder does not exist and cannot be made', otherPlace],
  ENAMETOOLONG: ['its name is too long', 'Choose a shorter name with -o.'],
  ELOOP: ['its path goes round in circles through links', otherPlace],
  EBUSY: ['another program has it open', 'Close it there and try again.'],
  EISDIR: ['it is a folder', otherPlace],
}

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
const rights = 'Change its permissions, or choose another place with -o.'
const room = 'Free up space there, or choose another place with -o. The existing file is unchanged.'

const reasons: Readonly<Record<string, readonly [reason: string, hint: string]>> = {
  ENOSPC: ['no space left on the disk', room],
  EDQUOT: ['your disk quota is exceeded', room],
  EFBIG: [
    'it would exceed the maximum file size',
    'Raise the limit (`ulimit -f`), or choose a disk that takes larger files with -o. The existing file is unchanged.',
  ],
  EACCES: ['permission denied', rights],
  EPERM: ['permission denied', rights],
  EROFS: ['the disk is read-only', otherPlace],
  ENOTDIR: ['a part of its path is a file, not a folder', otherPlace],
  EEXIST: ['a part of its path is a file, not a folder', otherPlace],
  ENOENT: ['its folder does not exist and cannot be created', otherPlace],
  ENAMETOOLONG: ['its name is too long', 'Choose a shorter name with -o.'],
  ELOOP: ['its path is a loop of symbolic links', otherPlace],
  EBUSY: ['another program is using it', 'Close it there and try again.'],
  EISDIR: ['it is a folder', otherPlace],
}

import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { exitCodes, LecternError } from '../model/error.js'

/**
 * The absolute folder of Lectern itself: the nearest one above this module whose package.json has our name. The same
 * from `src/` and from the bundle in `lib/`. @throws LecternError (3) when the installation is broken.
 */
export function packageRoot(): string {
  return readInstallation().root
}

/** Where Lectern is, and which version. @throws LecternError (3) when the installation is broken. */
export function readInstallation(): { readonly root: string; readonly version: string } {
  for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
    const path = join(folder, 'package.json')
    if (existsSync(path)) {
      const { name, version } = readManifest(path)
      if (name === 'lectern' && typeof version === 'string') return { root: folder, version }
    }
    if (dirname(folder) === folder) throw broken(folder, 'its package.json is missing')
  }
}

function readManifest(path: string): { readonly name?: unknown; readonly version?: unknown } {
  try {
    const value: unknown = JSON.parse(readFileSync(path, 'utf8'))
    return typeof value === 'object' && value !== null ? value : {}
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? cause.code : 'it is damaged'
    throw broken(path, `${path} cannot be read (${code})`, cause)
  }
}

function broken(file: string, reason: string, cause?: unknown): LecternError {
  return new LecternError(
    {
      severity: 'error',
      code: 'internal',
      message: `The Lectern installation is incomplete: ${reason}.`,
      hint: 'Reinstall Lectern, or give this user read access.',
      place: { file, line: 1, column: 1 },
    },
    exitCodes.environment,
    cause,
  )
}

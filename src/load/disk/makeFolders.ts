import { mkdir, stat } from 'node:fs/promises'
import { dirname } from 'node:path'

/** How often it is tried again when others make and remove folders on the same path. */
const mostTries = 4

/**
 * Makes a folder and what is missing above it, and gives the first that it made; `undefined` when all were there. Others may
 * make the same ones at the same time. Node's own recursive `mkdir` never comes back where the system says that a folder
 * is neither there nor can be made, as below /proc. Throws what the system says.
 */
export async function makeFolders(folder: string, mode = 0o777): Promise<string | undefined> {
  let first: string | undefined
  for (let tries = 1; ; tries++) {
    try {
      await mkdir(folder, { mode })
      return first ?? folder
    } catch (cause) {
      const code = cause instanceof Error && 'code' in cause ? cause.code : undefined
      if (code === 'EEXIST' && (await stat(folder).catch(() => undefined))?.isDirectory()) return first
      if (code !== 'ENOENT' || dirname(folder) === folder || tries === mostTries) throw cause
      first = (await makeFolders(dirname(folder), mode)) ?? first
    }
  }
}

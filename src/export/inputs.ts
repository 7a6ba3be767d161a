// Whether an output is one of the inputs: the one answer for every command that writes. A file is known by what it is on
// disk, so that other spellings of its path, links and hard links are found as well.
import type { Stats } from 'node:fs'
import { stat } from 'node:fs/promises'

/** All that a run reads. */
export interface Inputs {
  /** The path of the input that this file is; `undefined` when it is none. */
  pathOf(file: Pick<Stats, 'dev' | 'ino'>): Promise<string | undefined>
}

/** Inputs by their absolute paths; some may not be there. They are looked at once, when it is first asked. */
export function inputsFrom(paths: readonly string[]): Inputs {
  let known: Promise<ReadonlyMap<string, string>> | undefined
  return {
    pathOf: async (file) => {
      known ??= look(paths)
      return (await known).get(keyOf(file))
    },
  }
}

async function look(paths: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const found = await Promise.all(
    [...new Set(paths)].filter(Boolean).map(async (path) => {
      const stats = await stat(path).catch(() => undefined)
      return stats?.isFile() ? [[keyOf(stats), path] as const] : []
    }),
  )
  return new Map(found.flat())
}

function keyOf({ dev, ino }: Pick<Stats, 'dev' | 'ino'>): string {
  return `${dev}:${ino}`
}

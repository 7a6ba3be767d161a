// Folders are watched, not files: a watched file goes silent when an editor puts another one in its place.
import { realpathSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { WatchFolder } from './watchFolder.js'

/** Watches the folders that paths lie in. */
export interface Folders {
  /** Watches these paths and nothing else. */
  follow(paths: readonly string[]): void
  /** Watches anew what has been replaced, and what has appeared. */
  renew(): void
  /** Number of folders that the system watches for us. */
  size(): number
  close(): void
}

export interface FolderEvents {
  /** Something may have happened to these of the paths. */
  readonly touched: (paths: readonly string[]) => void
  /** The system has no watchers left; told once. */
  readonly exhausted: (cause: unknown) => void
}

interface Watched {
  readonly stop: () => void
  readonly ino: bigint
}

export function watchFolders(watch: WatchFolder, events: FolderEvents): Folders {
  let interests = new Map<string, Interest>()
  const watched = new Map<string, Watched>()
  let isExhausted = false

  const stop = (folder: string): void => {
    watched.get(folder)?.stop()
    watched.delete(folder)
  }
  const start = (folder: string, ino: bigint): void => {
    const signs = {
      touched: (name: string | null) => touch(folder, name),
      failed: (cause: unknown) => {
        stop(folder)
        exhaust(cause)
      },
    }
    try {
      const end = watch(folder, signs, interests.get(folder)?.isNear === true ? 'near' : 'above')
      watched.set(folder, { stop: end, ino })
    } catch (cause) {
      exhaust(cause)
    }
  }
  const exhaust = (cause: unknown): void => {
    const code = cause instanceof Error && 'code' in cause ? cause.code : undefined
    if (isExhausted || (code !== 'ENOSPC' && code !== 'EMFILE' && code !== 'ENFILE')) return
    isExhausted = true
    events.exhausted(cause)
  }
  const touch = (folder: string, name: string | null): void => {
    const interest = interests.get(folder)
    if (interest === undefined) return
    const { names, any } = interest
    // What a watcher says about its own folder bears the folder's own name.
    const isAll = name === null || name === basename(folder)
    const paths = isAll ? [...names.values()].flatMap((some) => [...some]) : (names.get(name) ?? [])
    const all = new Set([...paths, ...any])
    if (all.size > 0) events.touched([...all])
  }
  const renew = (): void => {
    for (const folder of watched.keys()) if (!interests.has(folder)) stop(folder)
    for (const folder of interests.keys()) {
      const ino = inodeOf(folder)
      const now = watched.get(folder)
      if (now?.ino === ino) continue
      if (now !== undefined) stop(folder)
      if (ino !== undefined && !isExhausted) start(folder, ino)
    }
  }
  return {
    follow(paths) {
      interests = interestsOf(paths)
      renew()
    },
    renew,
    size: () => watched.size,
    close() {
      interests = new Map()
      for (const folder of [...watched.keys()]) stop(folder)
    },
  }
}

/** What of a folder counts, and for which paths. */
interface Interest {
  readonly names: Map<string, Set<string>>
  /** For these, any name counts: the folder itself is what they depend on. */
  readonly any: Set<string>
  /** Some of the paths lie in it, and not only folders that lead to them. */
  isNear: boolean
}

/** Each path, where it really lies, and the folders above it: any of them may be renamed, or be a link that is changed. */
function interestsOf(paths: readonly string[]): Map<string, Interest> {
  const interests = new Map<string, Interest>()
  const of = (folder: string): Interest => {
    const known = interests.get(folder) ?? { names: new Map(), any: new Set(), isNear: false }
    interests.set(folder, known)
    return known
  }
  for (const path of paths) {
    if (statSync(path, { throwIfNoEntry: false })?.isDirectory() === true) {
      const own = of(path)
      own.any.add(path)
      own.isNear = true
    }
    for (const one of new Set([path, realPathOf(path)])) {
      for (let at = one, level = 0; level <= foldersAbove && dirname(at) !== at; at = dirname(at), level += 1) {
        const folder = of(dirname(at))
        const { names } = folder
        folder.isNear ||= level === 0
        names.set(basename(at), (names.get(basename(at)) ?? new Set()).add(path))
      }
    }
  }
  return interests
}

/** How many folders above a file's own are watched for being renamed; a look at everything now and then finds the rest. */
const foldersAbove = 2

function realPathOf(path: string): string {
  try {
    return realpathSync(path)
  } catch {
    // Of what is missing, the folder may still be a link.
    return dirname(path) === path ? path : join(realPathOf(dirname(path)), basename(path))
  }
}

function inodeOf(folder: string): bigint | undefined {
  const stats = statSync(folder, { bigint: true, throwIfNoEntry: false })
  return stats?.isDirectory() ? stats.ino : undefined
}

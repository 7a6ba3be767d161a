import { stat } from 'node:fs/promises'
import { type FileStamp, markOf, patienceFor, stampOf } from './fileStamp.js'
import { watchFolders } from './folders.js'
import { type WatchFolder, watchFolder } from './watchFolder.js'

/** Watches the files that something was made from. */
export interface Watcher {
  /** Something is being made from the files from now on, until they are followed again: it may read them half saved. */
  begin(): void
  /**
   * Watches these absolute paths from now on, whether they are there or not. What was written since `begin` and not told
   * counts as changed, also when its content is what it was: what was made may have seen something else. `sinceMs`: when they were read, by the clock of
   * the files; one that is new here and was written later counts as changed.
   */
  follow(paths: readonly string[], sinceMs: number): void
  /** What a small file held when it was looked at last. */
  bytesOf(path: string): Uint8Array | undefined
  /** How many folders the system watches for us. */
  folders(): number
  close(): void
}

export interface WatchOptions {
  /** These have other content than before. `noticedMs`: when the first sign of it came, by `performance.now()`. */
  readonly changed: (paths: ReadonlySet<string>, noticedMs: number) => void
  /** The system has no watchers left, so files are looked at twice a second instead. Told once. */
  readonly exhausted: (cause: unknown) => void
  /** Stands in for the system's watchers. */
  readonly watch?: WatchFolder
}

/** Files are dated by the system's tick, which may lie this far behind the clock that was asked. */
const clockTickMs = 20
/** Signs of one save come in a burst. */
const burstMs = 2
/** Between two looks at a file that seems half saved. */
const recheckMs = 20

/**
 * Tells when the content of files has changed, whatever way they are saved. Events of the system are only a reason to look;
 * a look at everything now and then finds what no event told.
 */
export function watchFiles({ changed, exhausted, watch = watchFolder }: WatchOptions): Watcher {
  const stamps = new Map<string, FileStamp>()
  /** Paths to look at, and when their first sign came. */
  const signs = new Map<string, number>()
  /** Paths that look half saved, and since when. */
  const halves = new Map<string, number>()
  /** Marks of all paths when the last making began, and what was told since. */
  let marksBefore = new Map<string, string>()
  const told = new Set<string>()
  let timer: NodeJS.Timeout | undefined
  let isPolling = false
  let isClosed = false

  const sign = (paths: readonly string[]): void => {
    const now = performance.now()
    for (const path of paths) if (!signs.has(path)) signs.set(path, now)
    timer ??= setTimeout(look, burstMs)
  }
  const folders = watchFolders(watch, {
    touched: sign,
    exhausted: (cause) => {
      isPolling = true
      exhausted(cause)
      sweeper.hurry()
    },
  })
  const look = (): void => {
    timer = undefined
    folders.renew()
    const found = new Set<string>()
    let noticedMs = Number.POSITIVE_INFINITY
    for (const [path, since] of [...signs]) {
      signs.delete(path)
      if (!stamps.has(path) || !differs(path)) continue
      found.add(path)
      told.add(path)
      noticedMs = Math.min(noticedMs, since)
    }
    if (found.size > 0 && !isClosed) changed(found, noticedMs)
  }
  const differs = (path: string): boolean => {
    const before = stamps.get(path)
    const now = stampOf(path, before, true)
    const since = halves.get(path) ?? performance.now()
    if (performance.now() - since < patienceFor(before, now)) {
      halves.set(path, since)
      setTimeout(() => sign([path]), recheckMs)
      return false
    }
    halves.delete(path)
    stamps.set(path, now)
    return now.hash !== before?.hash
  }
  const sweeper = sweep(
    async () => {
      for (const [path, { mark }] of [...stamps]) if ((await markLater(path)) !== mark) sign([path])
      folders.renew()
    },
    () => isPolling,
  )
  return {
    begin() {
      marksBefore = new Map([...stamps].map(([path, { mark }]) => [path, mark]))
      told.clear()
    },
    follow(paths, sinceMs) {
      const wanted = new Set(paths)
      for (const path of stamps.keys()) if (!wanted.has(path)) stamps.delete(path)
      const late: string[] = []
      for (const path of wanted) {
        const known = stamps.get(path)
        if (known !== undefined) {
          const before = marksBefore.get(path)
          if (before === undefined || told.has(path) || markOf(path) === before) continue
          late.push(path)
          stamps.set(path, { ...known, hash: 'unread' })
          continue
        }
        const stamp = stampOf(path, undefined, true)
        const isLate = stamp.changedMs >= sinceMs - clockTickMs
        if (isLate) late.push(path)
        stamps.set(path, isLate ? { ...stamp, hash: 'unread' } : stamp)
      }
      folders.follow([...wanted])
      if (late.length > 0) sign(late)
    },
    bytesOf: (path) => stamps.get(path)?.bytes,
    folders: folders.size,
    close() {
      isClosed = true
      clearTimeout(timer)
      sweeper.stop()
      folders.close()
      stamps.clear()
    },
  }
}

async function markLater(path: string): Promise<string> {
  try {
    const { ino, size, mtimeNs, ctimeNs } = await stat(path, { bigint: true })
    return `${ino} ${size} ${mtimeNs} ${ctimeNs}`
  } catch {
    return ''
  }
}

/**
 * Looks at everything again and again, so rarely that it costs less than half a hundredth of a core; but every ten seconds,
 * also where a busy machine made the last look seem long.
 */
function sweep(work: () => Promise<void>, isPolling: () => boolean): { hurry(): void; stop(): void } {
  let timer: NodeJS.Timeout | undefined
  let isStopped = false
  const plan = (tookMs: number): void => {
    if (isStopped) return
    clearTimeout(timer)
    timer = setTimeout(run, isPolling() ? Math.max(500, tookMs * 20) : Math.min(10_000, Math.max(2_000, tookMs * 250)))
  }
  const run = (): void => {
    const begun = performance.now()
    work().finally(() => plan(performance.now() - begun))
  }
  plan(0)
  return {
    hurry: () => plan(0),
    stop: () => {
      isStopped = true
      clearTimeout(timer)
    },
  }
}

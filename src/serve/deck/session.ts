import { dirname } from 'node:path'
import type { Reach } from '../../load/disk/containment.js'
import type { Problem } from '../../model/problem.js'
import type { LiveHead } from '../../model/protocol/live.js'
import { type Watcher, type WatchOptions, watchFiles } from '../watch/watch.js'
import { emptyDeck, problemOf } from './emptyDeck.js'
import type { Prepare, Prepared } from './prepared.js'
import type { ServedFile } from './servedFiles.js'
import { type Memory, type Shown, show } from './shown.js'

/** What of a deck is remembered, to tell a window what has changed since. */
export type Past = Pick<Shown, 'revision' | 'hashes' | 'css'> & { readonly head: LiveHead }

/** What became of a change on disk. */
export interface Update {
  readonly shown: Shown
  /** What was shown until now; of the same revision when nothing of it changed, or the deck has an error. */
  readonly before: Past
  /** Absent when there is no deck to speak of. */
  readonly prepared: Prepared | undefined
  readonly problems: readonly Problem[]
  /** What a check of the deck that is shown has found; absent when this is a change on disk. */
  readonly found?: readonly Problem[]
  /** Dependencies that changed; absent the first time. */
  readonly changed: ReadonlySet<string> | undefined
  /** From the first sign of the change until the build began, and the build, in milliseconds. */
  readonly timings: { readonly event: number; readonly compile: number }
}

/** A deck that is being written: what is shown of it, kept up to date. */
export interface Session {
  /** Name in addresses; unique on the server. */
  readonly name: string
  /** The deck as messages name it, and its absolute path. */
  readonly file: string
  readonly path: string
  /** The last deck without errors; before there was one, what could be made of it. */
  shown(): Shown
  /** A deck of the past, while it is remembered. */
  past(revision: number): Past | undefined
  /** A file of the deck that is shown, or of one shown shortly before. */
  servedFile(hash: string): ServedFile | undefined
  /** Of the deck as it is on disk, and what a check has found since. */
  problems(): readonly Problem[]
  /** Takes what a check of the deck of this revision has found; nothing when another one is shown by now. */
  find(revision: number, found: readonly Problem[]): void
  /** Absolute paths of all that the deck came from. */
  dependencies(): readonly string[]
  /** Builds for the first time and begins to watch. Asked again, gives the same promise. Never rejects. */
  start(): Promise<void>
  /** How far the deck may read; its own folder before it could be read once. */
  reach(): Reach
  /** Calls `listener` after each build; gives what ends that. */
  listen(listener: (update: Update) => void): () => void
  /** True while a change is being built, or waits for it. */
  isBusy(): boolean
  /** How many folders are watched. */
  folders(): number
  close(): void
}

export interface SessionOptions {
  readonly name: string
  readonly file: string
  readonly path: string
  readonly prepare: Prepare
  /** Path that its files are served under. */
  readonly filesAt: string
  readonly exhausted: WatchOptions['exhausted']
  readonly watch?: WatchOptions['watch']
}

/** Decks that a window may have slept through and still get only what changed; and those whose files are still served. */
const remembered = { decks: 30, files: 3 }

/** Makes a session; nothing is read before it is started. */
export function openSession({ name, file, path, prepare, filesAt, exhausted, watch }: SessionOptions): Session {
  const memory: Memory = { slides: new Map(), fileHashes: new WeakMap(), css: '' }
  const listeners = new Set<(update: Update) => void>()
  let reach: Reach = { folder: dirname(path), root: dirname(path) }
  let shown = show(emptyDeck({ file, name }), 0, filesAt, memory)
  let history: Past[] = [shown]
  let files = [shown.files]
  let problems: readonly Problem[] = []
  /** Kept until the next check, so that they do not come and go with each letter. */
  let found: readonly Problem[] = []
  let dependencies: readonly string[] = [path]
  let hadGood = false
  let waiting: { changed: Set<string>; noticedMs: number } | undefined
  let isBuilding = false
  let isClosed = false
  let started: Promise<void> | undefined

  /** Absent until the session starts: an index may list thousands of decks that nobody opens. */
  let watcher: Watcher | undefined
  const take = (changed: ReadonlySet<string>, noticedMs: number): void => {
    // However many changes come during a build, one build follows it.
    waiting ??= { changed: new Set(), noticedMs }
    for (const one of changed) waiting.changed.add(one)
    if (!isBuilding) void buildWaiting()
  }
  const buildWaiting = async (): Promise<void> => {
    isBuilding = true
    for (let next = waiting; next !== undefined && !isClosed; next = waiting) {
      waiting = undefined
      await build(next.changed, next.noticedMs)
    }
    isBuilding = false
  }
  const build = async (changed: ReadonlySet<string> | undefined, noticedMs: number): Promise<void> => {
    const [begun, readMs] = [performance.now(), Date.now()]
    watcher?.begin()
    const outcome = await prepare(changed, (one) => watcher?.bytesOf(one)).catch((error: unknown) =>
      problemOf(error, file),
    )
    if (isClosed) return
    const before = shown
    const prepared = 'deck' in outcome ? outcome : undefined
    problems = 'deck' in outcome ? outcome.problems : [outcome]
    if (prepared !== undefined) {
      reach = prepared.source ?? reach
      dependencies = [...new Set([path, ...prepared.dependencies])]
      const isGood = !problems.some(({ severity }) => severity === 'error')
      if (isGood || !hadGood) accept(prepared)
      hadGood ||= isGood
    }
    const compile = performance.now() - begun
    const timings = { event: begun - noticedMs, compile }
    for (const listener of listeners) listener({ shown, before, prepared, problems, changed, timings })
    watcher?.follow(dependencies, readMs)
  }
  const accept = (prepared: Prepared): void => {
    const next = show(prepared, shown.revision + 1, filesAt, memory)
    if (shown.revision > 0 && isSame(shown, next)) return
    shown = next
    const { revision, hashes, css, head } = next
    history = [...history, { revision, hashes, css, head }]
    history = history.slice(-remembered.decks)
    files = [...files, next.files].slice(-remembered.files)
  }
  const start = async (): Promise<void> => {
    isBuilding = true
    watcher = watchFiles({ exhausted, changed: take, ...(watch === undefined ? {} : { watch }) })
    watcher.follow(dependencies, Number.POSITIVE_INFINITY)
    await build(undefined, performance.now())
    await buildWaiting()
  }
  return {
    name,
    file,
    path,
    shown: () => shown,
    past: (revision) => history.find((past) => past.revision === revision),
    servedFile: (hash) => files.findLast(({ byHash }) => byHash.has(hash))?.byHash.get(hash),
    problems: () => [...problems, ...found],
    find(revision, fresh) {
      if (isClosed || revision !== shown.revision || JSON.stringify(fresh) === JSON.stringify(found)) return
      found = fresh
      const update = { shown, before: shown, prepared: undefined, problems, found, changed: new Set<string>() }
      for (const listener of listeners) listener({ ...update, timings: { event: 0, compile: 0 } })
    },
    reach: () => reach,
    dependencies: () => dependencies,
    start() {
      started ??= start()
      return started
    },
    listen(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    isBusy: () => isBuilding || waiting !== undefined,
    folders: () => watcher?.folders() ?? 0,
    close() {
      isClosed = true
      watcher?.close()
      listeners.clear()
    },
  }
}

/** True when no window could see a difference. */
function isSame(one: Shown, other: Shown): boolean {
  const told = ({ hashes, numbers, head }: Shown): string => JSON.stringify([hashes, numbers, head])
  return one.css === other.css && told(one) === told(other)
}

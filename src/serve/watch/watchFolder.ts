// One folder, watched for its own entries. Of a watcher only the raw events are taken, as the system sends them: a look at each file
// and an opinion of what has happened would cost milliseconds of a save, and every event here only means "look again".
import { watch as watchRaw } from 'node:fs'
import { watch } from 'chokidar'

/** What is told of a watched folder. */
export interface FolderSigns {
  /** Something may have happened to the entry of that name; `null`: to any of them. */
  readonly touched: (name: string | null) => void
  readonly failed: (cause: unknown) => void
}

/**
 * Watches one folder, not what lies deeper, until the function that comes back is called. `near`: files of a deck lie in it; `above`:
 * only folders that could be renamed. May throw what the system throws.
 */
export type WatchFolder = (folder: string, signs: FolderSigns, role: 'near' | 'above') => () => void

export const watchFolder: WatchFolder = (folder, signs, role) =>
  role === 'near' ? watchNear(folder, signs) : watchAbove(folder, signs)

function watchNear(folder: string, { touched, failed }: FolderSigns): () => void {
  const watcher = watch(folder, {
    depth: 0,
    ignoreInitial: true,
    atomic: false,
    // The folder's own watcher tells of everything in it; one for each file would go silent when the file is replaced.
    ignored: (path) => path !== folder,
  })
  watcher.on('raw', (_event, name) => touched(typeof name === 'string' ? name : null))
  watcher.on('error', failed)
  // What happened before the system was asked has no event.
  watcher.on('ready', () => touched(null))
  return () => void watcher.close()
}

/** A folder above may be a home folder, where others are busy: chokidar would read all of it again once a second. */
function watchAbove(folder: string, { touched, failed }: FolderSigns): () => void {
  const watcher = watchRaw(folder, (_event, name) => touched(name))
  watcher.on('error', failed)
  const first = setImmediate(() => touched(null))
  return () => {
    clearImmediate(first)
    watcher.close()
  }
}

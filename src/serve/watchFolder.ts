// One folder, watched by chokidar. Only its raw events are taken, as the system sends them: chokidar's own look at each file
// and its opinion of what has happened would cost milliseconds of a save, and every event here only means "look again".
import { watch } from 'chokidar'

/** What is told of a watched folder. */
export interface FolderSigns {
  /** Something may have happened to the entry of that name; `null`: to any of them. */
  readonly touched: (name: string | null) => void
  readonly failed: (cause: unknown) => void
}

/** Watches one folder, not what lies deeper, until the function that comes back is called. May throw what the system throws. */
export type WatchFolder = (folder: string, signs: FolderSigns) => () => void

export const watchFolder: WatchFolder = (folder, { touched, failed }) => {
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

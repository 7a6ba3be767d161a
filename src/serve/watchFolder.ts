// One folder, watched by the system. A library would look at each file and have an opinion of what has happened; here an event
// only means "look again", and what a busy folder beside the deck tells about other files must cost nothing.
import { watch } from 'node:fs'

/** What is told of a watched folder. */
export interface FolderSigns {
  /** Something may have happened to the entry of that name; `null`: to any of them. */
  readonly touched: (name: string | null) => void
  readonly failed: (cause: unknown) => void
}

/** Watches one folder, not what lies deeper, until the function that comes back is called. May throw what the system throws. */
export type WatchFolder = (folder: string, signs: FolderSigns) => () => void

export const watchFolder: WatchFolder = (folder, { touched, failed }) => {
  const watcher = watch(folder, (_event, name) => touched(name))
  watcher.on('error', failed)
  // What happened before the system was asked has no event.
  const first = setImmediate(() => touched(null))
  return () => {
    clearImmediate(first)
    watcher.close()
  }
}

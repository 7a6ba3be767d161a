import { sheetReader } from '../export/fonts/sheet.js'
import type { AssetCache } from '../load/assets/assets.js'
import type { Surroundings } from './surroundings.js'

/** What the decks of one run have in common, found out once: forty decks of one theme are the usual case. */
export interface Common {
  readonly readSheet: ReturnType<typeof sheetReader>
  /** Fonts and emoji of our packages, which nobody changes while we run. */
  readonly ownFiles: AssetCache
  /** Gives the surroundings of that key, and looks for them when nobody has yet. */
  surroundings(key: string, look: () => Promise<Surroundings>): Promise<Surroundings>
  /** Gives the hash of these very surroundings, and makes it when nobody has yet. */
  hashOf(surroundings: Surroundings, hash: () => string): string
}

export function inCommon(): Common {
  const surroundings = new Map<string, Promise<Surroundings>>()
  const hashes = new WeakMap<Surroundings, string>()
  return {
    readSheet: sheetReader(),
    ownFiles: new Map(),
    surroundings: (key, look) => {
      const found = surroundings.get(key) ?? look()
      surroundings.set(key, found)
      return found
    },
    hashOf: (of, hash) => {
      const known = hashes.get(of) ?? hash()
      hashes.set(of, known)
      return known
    },
  }
}

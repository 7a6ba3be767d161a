/** Something to remember between visits of a page. */
export interface Memory {
  /** What was remembered; `undefined` for nothing, for broken JSON, and where storage is switched off. */
  get(key: string): unknown
  /** Remembers if it can. */
  set(key: string, value: unknown): void
}

/** `window` remembers for this window until it is closed, `browser` for good. Names carry the page's path. */
export function openMemory(where: 'window' | 'browser'): Memory {
  const name = (key: string): string => `lectern:${location.pathname}:${key}`
  // Asking for the storage itself throws where it is switched off.
  const storage = (): Storage => (where === 'window' ? sessionStorage : localStorage)
  return {
    get: (key) => {
      try {
        return JSON.parse(storage().getItem(name(key)) ?? 'null') ?? undefined
      } catch {
        return undefined
      }
    },
    set: (key, value) => {
      try {
        storage().setItem(name(key), JSON.stringify(value))
      } catch {
        // Switched off or full: the talk goes on without.
      }
    },
  }
}

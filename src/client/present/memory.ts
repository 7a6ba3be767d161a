import { recall, remember, type Where } from '../dom/storage.js'

/** Something to remember between visits of a page. */
export interface Memory {
  /** What was remembered; `undefined` for nothing, for broken JSON, and where storage is switched off. */
  get(key: string): unknown
  /** Remembers if it can. */
  set(key: string, value: unknown): void
}

/** `window` remembers for this window until it is closed, `browser` for good. Names carry the page's path. */
export function openMemory(where: Where): Memory {
  const name = (key: string): string => `lectern:${location.pathname}:${key}`
  return {
    get: (key) => {
      try {
        return JSON.parse(recall(where, name(key)) ?? 'null') ?? undefined
      } catch {
        return undefined
      }
    },
    set: (key, value) => void remember(where, name(key), JSON.stringify(value)),
  }
}

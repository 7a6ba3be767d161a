/** `window`: until the window is closed. `browser`: for good. */
export type Where = 'window' | 'browser'

// Asking for the storage itself throws where it is switched off.
const storage = (where: Where): Storage => (where === 'window' ? sessionStorage : localStorage)

/** What was remembered under a name; `undefined` for nothing, and where storage is switched off. */
export function recall(where: Where, name: string): string | undefined {
  try {
    return storage(where).getItem(name) ?? undefined
  } catch {
    return undefined
  }
}

/** Remembers a text; false where storage is switched off or full. */
export function remember(where: Where, name: string, text: string): boolean {
  try {
    storage(where).setItem(name, text)
    return true
  } catch {
    return false
  }
}

/** Forgets what was remembered. */
export function forget(where: Where, name: string): void {
  try {
    storage(where).removeItem(name)
  } catch {
    // Switched off: there is nothing.
  }
}

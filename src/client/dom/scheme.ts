import { root } from './page.js'
import { recall, remember } from './storage.js'

/** `light` or `dark`. */
export type Scheme = 'light' | 'dark'

/** Changes the deck from dark to light or back, and remembers it for this window. Gives the scheme that shows now. */
export function toggleScheme(): Scheme {
  const next = current() === 'dark' ? 'light' : 'dark'
  setScheme(next)
  return next
}

/** Shows the deck in light or dark colours, and remembers it for this window. */
export function setScheme(scheme: Scheme): void {
  if (root.style.colorScheme === scheme) return
  root.style.colorScheme = scheme
  remember('window', name, scheme)
}

/** Brings back what this window was set to before it was reloaded. */
export function restoreScheme(): void {
  const kept = recall('window', name)
  if (kept === 'light' || kept === 'dark') root.style.colorScheme = kept
}

/** True when somebody chose a scheme for this window; without storage nobody can tell. */
export function hasOwnScheme(): boolean {
  return recall('window', name) !== undefined
}

function current(): Scheme {
  const { colorScheme } = root.style
  if (colorScheme === 'light' || colorScheme === 'dark') return colorScheme
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'
}

const name = 'lectern-scheme'

// The one containment function. Everything that a deck or a theme names goes through here before it is opened.
// A prefix test is not enough (`/deck-secret` starts with `/deck`), and neither is a lexical test (a link may lead out),
// so the real path of the file is compared with the real path of the root by `path.relative`.
import { realpath } from 'node:fs/promises'
import { dirname, isAbsolute, relative, resolve, sep } from 'node:path'
import { isInside } from '../deck/root.js'

/** Where paths count from, and the folder that what they lead to has to lie in. Both absolute. */
export interface Reach {
  readonly folder: string
  /** `folder`, or one above it. */
  readonly root: string
  /** True when names that begin with a dot (`.git`, `.env`) may be on the way from `folder`. Absent: they may not. */
  readonly hidden?: boolean
}

/** Where an address leads: to a real file or folder inside the root (absolute, links resolved), or nowhere, and why. */
export type Resolved =
  | { readonly ok: true; readonly path: string }
  | {
      readonly ok: false
      readonly reason: 'outside' | 'missing' | 'malformed' | 'hidden'
    }

/**
 * Finds what an address in a Markdown or CSS file points to, below a folder or within a deck's reach. The address is decoded
 * once; a query and a fragment are dropped. Never throws, and never says whether something outside the root exists.
 */
export async function resolveInside(root: string | Reach, address: string): Promise<Resolved> {
  const end = address.search(/[?#]/)
  const encoded = end < 0 ? address : address.slice(0, end)
  if (/^[a-z][a-z0-9+.-]*:/i.test(encoded)) return { ok: false, reason: 'outside' }
  try {
    return await resolvePathInside(root, decodeURIComponent(encoded))
  } catch {
    return { ok: false, reason: 'malformed' }
  }
}

/** As `resolveInside`, for a path that is decoded already: `FileRef.path`, a path in a manifest. */
export async function resolvePathInside(within: string | Reach, path: string): Promise<Resolved> {
  const { folder, root, hidden } = reachOf(within)
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
  if (path === '' || /[\u0000-\u001f\u007f-\u009f\\]/.test(path)) return { ok: false, reason: 'malformed' }
  if (sep === '\\' && path.includes(':')) return { ok: false, reason: 'malformed' }
  const target = resolve(folder, path)
  if (path.startsWith('/') || isAbsolute(path) || !isInside(resolve(root), target)) {
    return { ok: false, reason: 'outside' }
  }
  if (hidden !== true && isHidden(folder, target)) return { ok: false, reason: 'hidden' }
  const realRoot = await realPathOf(root)
  if (realRoot === undefined) return { ok: false, reason: 'missing' }
  const real = await realPathOf(target)
  if (real === undefined) {
    return { ok: false, reason: (await endsInside(realRoot, dirname(target))) ? 'missing' : 'outside' }
  }
  if (!isInside(realRoot, real)) return { ok: false, reason: 'outside' }
  const realFolder = hidden === true ? undefined : await realPathOf(folder)
  if (realFolder !== undefined && isHidden(realFolder, real)) return { ok: false, reason: 'hidden' }
  return { ok: true, path: real }
}

/** A folder of which everything may be read: a theme's, a package's. */
function reachOf(within: string | Reach): Reach {
  return typeof within === 'string' ? { folder: within, root: within, hidden: true } : within
}

/** True when the way from a folder to a path leads through a name that begins with a dot. */
function isHidden(folder: string, path: string): boolean {
  return relative(folder, path)
    .split(sep)
    .some((part) => part.startsWith('.') && part !== '..')
}

/** A missing file behind a link that leads out is outside, not missing: its nearest existing folder decides. */
async function endsInside(realRoot: string, folder: string): Promise<boolean> {
  const real = await realPathOf(folder)
  if (real !== undefined) return isInside(realRoot, real)
  const parent = dirname(folder)
  return parent === folder ? false : endsInside(realRoot, parent)
}

async function realPathOf(path: string): Promise<string | undefined> {
  try {
    return await realpath(path)
  } catch {
    return undefined
  }
}

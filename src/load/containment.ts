// The one containment function. Everything that a deck or a theme names goes through here before it is opened.
// A prefix test is not enough (`/deck-secret` starts with `/deck`), and neither is a lexical test (a link may lead out),
// so the real path of the file is compared with the real path of the root by `path.relative`.
import { realpath } from 'node:fs/promises'
import { dirname, isAbsolute, relative, resolve, sep } from 'node:path'

/** Where an address leads: to a real file or folder inside the root (absolute, links resolved), or nowhere, and why. */
export type Resolved =
  | { readonly ok: true; readonly path: string }
  | { readonly ok: false; readonly reason: 'outside' | 'missing' | 'malformed' }

/**
 * Finds what an address in a Markdown or CSS file points to, below the folder `root`. The address is decoded once; a
 * query and a fragment are dropped. Never throws, and never says whether something outside the root exists.
 */
export async function resolveInside(root: string, address: string): Promise<Resolved> {
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
export async function resolvePathInside(root: string, path: string): Promise<Resolved> {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
  if (path === '' || /[\u0000-\u001f\u007f-\u009f\\]/.test(path)) return { ok: false, reason: 'malformed' }
  if (sep === '\\' && path.includes(':')) return { ok: false, reason: 'malformed' }
  const target = resolve(root, path)
  if (path.startsWith('/') || isAbsolute(path) || !isInside(resolve(root), target)) {
    return { ok: false, reason: 'outside' }
  }
  const realRoot = await realPathOf(root)
  if (realRoot === undefined) return { ok: false, reason: 'missing' }
  const real = await realPathOf(target)
  if (real !== undefined) return isInside(realRoot, real) ? { ok: true, path: real } : { ok: false, reason: 'outside' }
  return { ok: false, reason: (await endsInside(realRoot, dirname(target))) ? 'missing' : 'outside' }
}

/** True when `path` is `root` or lies below it. Both absolute; links are not followed. */
function isInside(root: string, path: string): boolean {
  const way = relative(root, path)
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way)
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

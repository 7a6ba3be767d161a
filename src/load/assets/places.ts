import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import type { FileRef } from '../../model/deck.js'
import { type Reach, type Resolved, resolvePathInside } from '../disk/containment.js'

/** Where the files of a deck and its themes lie. */
export interface AssetFolders {
  /** Folder of the deck and how far it may read, such as its `Source`; absolute. */
  readonly deckRoot: Reach
  /** Theme's name → absolute folder of its files. */
  readonly themeRoots: ReadonlyMap<string, string>
}

/** A path, and where it counts from. */
export interface AssetPlace {
  readonly within: string | Reach
  readonly path: string
}

/** Finds the first of the places at which something lies; when there is none, says why not at the first. */
export async function locate(ref: FileRef, sources: AssetFolders): Promise<(Resolved & AssetPlace) | undefined> {
  let first: (Resolved & AssetPlace) | undefined
  for (const { within, path } of placesOf(ref, sources)) {
    const found = { within, path, ...(await resolvePathInside(within, path)) }
    if (found.ok) return found
    first ??= found
  }
  return first
}

/** The places at which a file may lie, the first one first. */
export function placesOf(ref: FileRef, { deckRoot, themeRoots }: AssetFolders): AssetPlace[] {
  const { path } = ref
  if ((ref.from === 'deck' || ref.from === 'theme') && path.startsWith('/')) return placesFromTheTop(path, deckRoot)
  if (ref.from === 'deck') return [{ within: deckRoot, path }]
  if (ref.from === 'theme') return placesOfTheme(themeRoots.get(ref.theme ?? ''), path, deckRoot)
  const [, name, rest] = /^([a-z0-9-]+)\/(.+)$/.exec(path) ?? []
  const own =
    ref.from === 'katex'
      ? packageFolder('katex', join('dist', 'fonts'), path)
      : name !== undefined && rest !== undefined
        ? packageFolder(`@fontsource/${name}`, '', rest)
        : undefined
  return own === undefined ? [] : [own]
}

/**
 * `/img/a.png` counts from the root of the project, as on GitHub and in site generators, else from the deck's folder, as where that
 * is served by itself (Marp's server). Never from the root of the disk.
 */
export function placesFromTheTop(path: string, deck: Reach): AssetPlace[] {
  const below = path.replace(/^\/+/, '')
  const places = [{ within: { ...deck, folder: deck.root }, path: below }]
  return deck.folder === deck.root ? places : [...places, { within: deck, path: below }]
}

/** In Marp the addresses of a theme count from the deck, so what is not in its own folder may lie there. */
function placesOfTheme(folder: string | undefined, path: string, deck: Reach): AssetPlace[] {
  if (folder === undefined) return []
  const own = { within: folder, path }
  return deck.folder === '' ? [own] : [own, { within: deck, path }]
}

/** The fonts' first folder is the name of the package that has them. */
function packageFolder(name: string, below: string, path: string): AssetPlace | undefined {
  try {
    const manifest = createRequire(import.meta.url).resolve(`${name}/package.json`)
    return { within: join(dirname(manifest), below), path }
  } catch {
    return undefined
  }
}

/** Absolute paths that a reference to a file of the deck or its theme means, the first one first, whether they are there or not. */
export function assetPaths(ref: FileRef, folders: AssetFolders): string[] {
  if (ref.from !== 'deck' && ref.from !== 'theme') return []
  return placesOf(ref, folders).map(({ within, path }) =>
    resolve(typeof within === 'string' ? within : within.folder, path),
  )
}

import { readdir } from 'node:fs/promises'
import { nearest } from '../../model/words/nearest.js'
import { type Reach, resolvePathInside } from '../disk/containment.js'

/** The file that a misspelt path most likely means: in the folder that it names, by its last part. `undefined` when none is near. */
export async function nearestIn(within: Reach, path: string): Promise<string | undefined> {
  const cut = path.lastIndexOf('/') + 1
  const folder = await resolvePathInside(within, path.slice(0, cut) || '.')
  const names = folder.ok ? await readdir(folder.path).catch(() => []) : []
  const near = nearest(path.slice(cut), names)
  return near === undefined ? undefined : `${path.slice(0, cut)}${near}`
}

import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { nearest } from '../model/nearest.js'

/** The file that a misspelt path most likely means: in the folder that it names, by its last part. `undefined` when none is near. */
export async function nearestIn(root: string, folder: string, path: string): Promise<string | undefined> {
  const cut = path.lastIndexOf('/') + 1
  const names = await readdir(join(root, folder, path.slice(0, cut))).catch(() => [])
  const near = nearest(path.slice(cut), names)
  return near === undefined ? undefined : `${path.slice(0, cut)}${near}`
}

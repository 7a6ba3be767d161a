import type { Dirent } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { dirname, join, relative, sep } from 'node:path'
import { isInside } from '../../load/deck/root.js'
import type { Reach } from '../../load/disk/containment.js'

/** How much is listed: folders below each other, and files. `folders`: how many are looked into that are not the deck's own. */
const most = { depth: 5, files: 1_000, folders: 200 }

const shown = /\.(png|jpe?g|gif|svg|webp|avif|bmp|ico|mp4|webm|mov|mp3|m4a|wav|ogg|md|markdown)$/i

/**
 * Files that a deck can name, as it names them (`img/a.png`, `../assets/b.png`): those of its own folder first, then those of
 * the folders above it up to its root, the nearest first. Follows no links.
 */
export async function listDeckFiles({ folder, root }: Reach): Promise<string[]> {
  const files: string[] = []
  await listBelow(folder, undefined, Number.POSITIVE_INFINITY)
  let looked = 0
  for (let at = folder; at !== root && isInside(root, dirname(at)) && looked < most.folders; at = dirname(at)) {
    looked += await listBelow(dirname(at), at, most.folders - looked)
  }
  return files

  /** Lists a folder without one that is listed already. Gives how many folders were looked into. */
  async function listBelow(top: string, without: string | undefined, limit: number): Promise<number> {
    let count = 0
    let folders = [top]
    for (let depth = 0; depth < most.depth && folders.length > 0; depth++) {
      const below: string[] = []
      for (const one of folders) {
        if (files.length >= most.files || count >= limit) return count
        count += 1
        for (const entry of await entriesOf(one)) {
          const path = join(one, entry.name)
          if (entry.name.startsWith('.') || entry.name === 'node_modules' || path === without) continue
          if (entry.isDirectory()) below.push(path)
          else if (entry.isFile() && shown.test(entry.name)) files.push(relative(folder, path).split(sep).join('/'))
          if (files.length >= most.files) return count
        }
      }
      folders = below.slice(0, most.files)
    }
    return count
  }
}

async function entriesOf(folder: string): Promise<Dirent[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => [])
  return entries.sort((one, other) => one.name.localeCompare(other.name, 'en'))
}

import type { Dirent } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'

/** How much is listed: folders below each other, and files. */
const most = { depth: 5, files: 1_000 }

const shown = /\.(png|jpe?g|gif|svg|webp|avif|bmp|ico|mp4|webm|mov|mp3|m4a|wav|ogg|md|markdown)$/i

/** Files of the deck's folder that a deck can name, relative to it, `/` between folders, the nearest first. Follows no links. */
export async function listDeckFiles(root: string): Promise<string[]> {
  const files: string[] = []
  let folders = ['']
  for (let depth = 0; depth < most.depth && folders.length > 0 && files.length < most.files; depth++) {
    const below: string[] = []
    for (const folder of folders) {
      for (const entry of await entriesOf(join(root, folder))) {
        const path = folder === '' ? entry.name : `${folder}/${entry.name}`
        if (entry.name.startsWith('.') || entry.name === 'node_modules') continue
        if (entry.isDirectory()) below.push(path)
        else if (entry.isFile() && shown.test(entry.name)) files.push(path)
        if (files.length >= most.files) return files
      }
    }
    folders = below.slice(0, most.files)
  }
  return files
}

async function entriesOf(folder: string): Promise<Dirent[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => [])
  return entries.sort((one, other) => one.name.localeCompare(other.name, 'en'))
}

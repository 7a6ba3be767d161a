import { createHash } from 'node:crypto'
import { statSync } from 'node:fs'
import { basename } from 'node:path'
import type { Prepared } from './prepared.js'

/** A file as it is served: its content, or the absolute path of what is too large to be kept. */
export type ServedFile =
  | { readonly bytes: Uint8Array; readonly mime: string }
  | { readonly path: string; readonly bytes?: undefined }

/** The files of one deck. Only what the deck refers to is here: no address can ask for more. */
export interface ServedFiles {
  /**
   * By the hash of the content, which stands in the address: what an address gave once, it gives for ever, and a picture
   * that was replaced has another one.
   */
  readonly byHash: ReadonlyMap<string, ServedFile>
  /** Address of a `FileRef`; of a file that could not be had, an address of nothing: its description shows. */
  readonly urlOf: (key: string) => string
}

/** Hashes of contents that were served before; they are the same objects as long as they do not change. */
export type FileHashes = WeakMap<Uint8Array, string>

/** Gives every file of a deck an address below `at`. */
export function serveFiles({ deck, files, beside }: Prepared, at: string, hashes: FileHashes): ServedFiles {
  const byHash = new Map<string, ServedFile>()
  const urls = new Map<string, string>()
  for (const { key, path } of deck.files) {
    const loaded = files.get(key)
    const large = beside.get(key)
    if (loaded === undefined && large === undefined) continue
    const hash = loaded === undefined ? markOf(large ?? '') : hashOf(loaded.bytes, hashes)
    byHash.set(hash, loaded ?? { path: large ?? '' })
    urls.set(key, `${at}${hash}/${encodeURIComponent(basename(path))}`)
  }
  return { byHash, urlOf: (key) => urls.get(key) ?? nothing }
}

const nothing = 'data:,'

function hashOf(bytes: Uint8Array, hashes: FileHashes): string {
  const known = hashes.get(bytes)
  if (known !== undefined) return known
  const hash = createHash('sha256').update(bytes).digest('base64url').slice(0, 22)
  hashes.set(bytes, hash)
  return hash
}

/** A film is not read to be named. */
function markOf(path: string): string {
  const stats = statSync(path, { throwIfNoEntry: false })
  return createHash('sha256').update(`${path} ${stats?.size} ${stats?.mtimeMs}`).digest('base64url').slice(0, 22)
}

// Unpacks an archive into a folder that is ours. Names that lead out of it, links and bombs are refused: an archive may come from
// a mirror or a stick.
import { createWriteStream } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'

/** Why an archive cannot be used, in words that complete “The archive …”. */
export class ArchiveFault extends Error {}

/** Unpacks `archive`. @throws ArchiveFault for what is wrong with it, the file system's error for what the disk does. */
export async function unzip(archive: string, into: string, signal: AbortSignal): Promise<void> {
  const { openPromise } = await import('yauzl')
  const zip = await openPromise(archive, { autoClose: false, strictFileNames: true }).catch((cause: unknown) => {
    throw damaged(cause)
  })
  try {
    let bytes = 0
    let entries = 0
    for await (const entry of zip.eachEntry()) {
      signal.throwIfAborted()
      const { fileName: name, uncompressedSize, externalFileAttributes } = entry
      bytes += uncompressedSize
      entries += 1
      if (entries > mostEntries || bytes > mostBytes) throw new ArchiveFault('unpacks to far more than a browser')
      const mode = externalFileAttributes >>> 16
      if ((mode & 0o170000) === 0o120000) throw new ArchiveFault(`has a link in it (${name})`)
      const path = join(into, ...name.split('/'))
      if (name.endsWith('/')) {
        await mkdir(path, { recursive: true, mode: 0o700 })
        continue
      }
      await mkdir(dirname(path), { recursive: true, mode: 0o700 })
      const from = await zip.openReadStreamPromise(entry)
      // The owner's rights are kept, nobody else gets any.
      await pipeline(from, createWriteStream(path, { flags: 'wx', mode: (mode & 0o700) | 0o600 }), { signal })
    }
  } catch (cause) {
    signal.throwIfAborted()
    throw damaged(cause)
  } finally {
    zip.close()
  }
}

const mostEntries = 5_000
const mostBytes = 2_000_000_000

function damaged(cause: unknown): unknown {
  const isOurs = cause instanceof ArchiveFault || (cause instanceof Error && 'code' in cause && 'syscall' in cause)
  return isOurs ? cause : new ArchiveFault(`is damaged (${cause instanceof Error ? cause.message : cause})`, { cause })
}

// The folder is made under a temporary name, completed by a marker and renamed, so that a half unpacked one is never
// used and two processes can unpack at once. It is used again only if it is ours and nobody else could have changed it.
import { createReadStream, createWriteStream } from 'node:fs'
import { lstat, mkdir, readdir, readFile, rename, rm, rmdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { constants, createBrotliDecompress } from 'node:zlib'
import { type DraftKind, draftName, removeAbandoned } from '../../../load/disk/drafts.js'
import { makeFolders } from '../../../load/disk/makeFolders.js'
import { ownedOnly } from '../../../load/disk/ownership.js'
import { renamePatiently } from '../../../load/disk/replaceFile.js'
import { gid, uid } from '../../../load/thisProcess.js'
import { systemCode } from '../../machineError.js'
import { fontsConf } from './fontsConf.js'

/** The package that holds the compressed files. */
export interface Pack {
  readonly folder: string
  readonly version: string
}

/** Unpacks the browser into `folder`, unless another process has done so meanwhile. @throws the file system's error. */
export async function unpack(pack: Pack, folder: string): Promise<void> {
  await placeWhole(folder, program, (temporary) => fill(pack, temporary, folder))
}

/** Path of the embedded browser's program in its folder. */
const program = 'chromium'

/**
 * Has a folder filled under a temporary name, marks it as whole and puts it in place, unless another process has done so
 * meanwhile. `program`: a path inside of it. @throws what `fill` throws, and the file system's error.
 */
export async function placeWhole(
  folder: string,
  program: string,
  fill: (temporary: string) => Promise<void>,
): Promise<void> {
  const parent = dirname(folder)
  await makeFolders(parent, 0o700)
  if (!(await isOursAlone(parent))) throw new Error('others may write there')
  await removeAbandoned(parent, unpackDrafts)
  const temporary = join(parent, draftName(unpackDrafts))
  try {
    await mkdir(temporary, { mode: 0o700 })
    await fill(temporary)
    await writeFile(join(temporary, marker), JSON.stringify(await sizesIn(temporary)))
    await moveTo(temporary, folder, program)
  } finally {
    await rm(temporary, { recursive: true, force: true })
    // Succeeds only when it is empty: nothing could be unpacked.
    await rmdir(parent).catch(() => {})
  }
}

/** True when `folder` holds a whole browser that nobody but us can have written. */
export function reuse(folder: string): Promise<boolean> {
  return isWhole(folder, program)
}

/** True when `folder` was put in place whole, is still whole, and nobody but us can have written it. */
export async function isWhole(folder: string, program: string): Promise<boolean> {
  try {
    if (!(await isOursAlone(dirname(folder))) || !(await isOursAlone(folder))) return false
    const files: unknown = JSON.parse(await readFile(join(folder, marker), 'utf8'))
    if (typeof files !== 'object' || files === null) return false
    const sizes = Object.entries(files)
    const same = await Promise.all(sizes.map(async ([name, size]) => (await lstat(join(folder, name))).size === size))
    return same.length > 0 && same.every(Boolean) && (await isOursAlone(join(folder, program)))
  } catch {
    return false
  }
}

const marker = 'unpacked.json'
const unpackDrafts: DraftKind = { prefix: 'unpacking-', ending: '' }

async function isOursAlone(path: string): Promise<boolean> {
  const stats = await lstat(path)
  return !stats.isSymbolicLink() && ownedOnly(stats)
}

async function fill(pack: Pack, into: string, folder: string): Promise<void> {
  const bin = join(pack.folder, 'bin')
  await Promise.all([
    decompress(join(bin, 'chromium.br'), createWriteStream(join(into, 'chromium'), { mode: 0o700 })),
    untar(join(bin, 'al2023.tar.br'), into),
    untar(join(bin, 'fonts.tar.br'), into),
  ])
  await mkdir(join(into, 'font-cache'), { mode: 0o700 })
  await writeFile(join(into, 'fonts.conf'), fontsConf(folder))
}

function decompress(from: string, into: NodeJS.WritableStream): Promise<void> {
  const options = { chunkSize: 1 << 20, params: { [constants.BROTLI_DECODER_PARAM_LARGE_WINDOW]: 1 } }
  return pipeline(createReadStream(from), createBrotliDecompress(options), into)
}

/** The archives name users of the machine that they were made on: files become ours, and nobody else's. */
async function untar(from: string, into: string): Promise<void> {
  const { extract } = await import('tar-fs')
  const own = uid === undefined ? {} : { uid, gid: gid ?? 0 }
  const map = <Header extends { mode?: number }>(header: Header): Header => ({
    ...header,
    ...own,
    mode: (header.mode ?? 0o600) & 0o700,
  })
  await decompress(
    from,
    extract(into, { map, ignore: (_, header) => header?.type !== 'file' && header?.type !== 'directory' }),
  )
}

async function sizesIn(folder: string): Promise<Record<string, number>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile())
  const sizes: Record<string, number> = {}
  for (const file of files) {
    const path = join(file.parentPath ?? file.path, file.name)
    sizes[path.slice(folder.length + 1)] = (await lstat(path)).size
  }
  return sizes
}

/** Renames onto a name that may be taken: by a whole browser, which then stays, or by a damaged one, which goes. */
async function moveTo(temporary: string, folder: string, program: string): Promise<void> {
  try {
    await renamePatiently(temporary, folder)
  } catch (error) {
    if (!['ENOTEMPTY', 'EEXIST', 'ENOTDIR'].includes(systemCode(error) ?? '')) throw error
    if (await isWhole(folder, program)) return
    const damaged = join(dirname(folder), draftName(unpackDrafts))
    // Another process may have cleared it away a moment ago.
    await rename(folder, damaged).catch(() => {})
    await rm(damaged, { recursive: true, force: true })
    await rename(temporary, folder).catch(async (again: unknown) => {
      if (!(await isWhole(folder, program))) throw again
    })
  }
}

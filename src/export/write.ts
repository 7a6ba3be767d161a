// Files are written to a temporary name beside their target and renamed, so that whatever happens, either the old file
// or the new one is there, and whole. A link in the target's place is replaced, never followed: what lies behind it is
// somewhere that nobody asked us to write. Devices, pipes and sockets are refused.
import { randomBytes } from 'node:crypto'
import { lstat, mkdir, readdir, rename, rm, rmdir, stat, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { Artefact } from '../model/artefact.js'
import { exitCodes } from '../model/error.js'
import { isAlive } from './browser/processes.js'
import { machineError, systemCode } from './machineError.js'
import { writeFault } from './writeFault.js'

/** Where an artefact goes. */
export interface WriteJob {
  /** Absolute path of the folder; the file takes the artefact's name. Or of the file itself. */
  readonly to: { readonly folder: string } | { readonly file: string }
  /** Absolute paths of everything that was read: none of it is ever overwritten. */
  readonly sources: readonly string[]
  /** Leaves everything as it was. */
  readonly signal?: AbortSignal
}

/**
 * Writes an artefact, making the folders that are missing, and gives the absolute path of its file.
 * @throws LecternError 2 (`output-conflict`) for a source, 3 (`output-failed`) with the path for everything else; the
 * signal's reason when it is aborted. The old file is then as it was.
 */
export async function writeArtefact(artefact: Artefact, { to, sources, signal }: WriteJob): Promise<string> {
  const target = 'file' in to ? resolve(to.file) : join(resolve(to.folder), artefact.name)
  await refuse(target, sources)
  const folder = dirname(target)
  const made = await makeFolders(folder).catch((cause: unknown) => {
    throw writeFault(target, cause)
  })
  const temporary = join(folder, `${temporaryPrefix}${process.pid}-${randomBytes(4).toString('hex')}.tmp`)
  try {
    signal?.throwIfAborted()
    await removeAbandoned(folder)
    const old = await lstat(target).catch(() => undefined)
    const mode = old?.isFile() ? old.mode & 0o777 : 0o666
    await writeFile(temporary, artefact.bytes, { flag: 'wx', mode, ...(signal === undefined ? {} : { signal }) })
    await renamePatiently(temporary, target)
    return target
  } catch (cause) {
    await rm(temporary, { force: true }).catch(() => {})
    await removeMade(folder, made)
    if (signal?.aborted) throw signal.reason
    throw writeFault(target, cause)
  }
}

/**
 * Makes a folder and what is missing above it, and gives the first that it made. Node's own recursive `mkdir` never comes
 * back where the system says that a folder is neither there nor can be made, as below /proc.
 */
async function makeFolders(folder: string): Promise<string | undefined> {
  try {
    await mkdir(folder)
    return folder
  } catch (cause) {
    const code = systemCode(cause)
    if (code === 'EEXIST' && (await stat(folder).catch(() => undefined))?.isDirectory()) return undefined
    if (code !== 'ENOENT' || dirname(folder) === folder || (await stat(dirname(folder)).catch(() => undefined)))
      throw cause
    const first = await makeFolders(dirname(folder))
    await mkdir(folder)
    return first ?? folder
  }
}

async function refuse(target: string, sources: readonly string[]): Promise<void> {
  const link = await lstat(target).catch(() => undefined)
  if (link === undefined) return
  if (link.isDirectory()) throw writeFault(target, 'it is a folder')
  if (!link.isFile() && !link.isSymbolicLink())
    throw writeFault(target, 'it is a device, a pipe or a socket, not a file')
  const real = await stat(target).catch(() => undefined)
  for (const source of sources) {
    const read = await stat(source).catch(() => undefined)
    if (read === undefined || real === undefined || read.ino !== real.ino || read.dev !== real.dev) continue
    throw machineError({
      code: 'output-conflict',
      message: `${target} is what the talk is made from (${source}); it is not overwritten.`,
      hint: 'Choose another name with -o.',
      file: target,
      exitCode: exitCodes.usage,
    })
  }
}

const temporaryPrefix = '.lectern-'

/** Virus scanners and viewers on Windows keep a file for a moment. */
async function renamePatiently(from: string, to: string): Promise<void> {
  for (const pauseMs of [50, 100, 200, 400, 500, 600]) {
    try {
      return await rename(from, to)
    } catch (error) {
      if (!['EBUSY', 'EPERM', 'EACCES'].includes(systemCode(error) ?? '')) throw error
      await wait(pauseMs)
    }
  }
  await rename(from, to)
}

/** Removes the temporary files of runs that were killed while they wrote here. */
async function removeAbandoned(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const pid = new RegExp(`^\\${temporaryPrefix}(\\d+)-[\\da-f]{8}\\.tmp$`).exec(name)?.[1]
    if (pid === undefined || isAlive(Number(pid))) continue
    await rm(join(folder, name), { force: true }).catch(() => {})
  }
}

/** Takes back the folders that were made for a file that could not be written. */
async function removeMade(folder: string, first: string | undefined): Promise<void> {
  for (let at = folder; first !== undefined && at.length >= first.length; at = dirname(at)) {
    await rmdir(at).catch(() => {})
  }
}

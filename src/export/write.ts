// Artefacts are whole or not there. A link in the target's place is replaced, never followed: what lies behind it is
// somewhere that nobody asked us to write. Devices, pipes and sockets are refused.
import { lstat, rmdir, stat } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { makeFolders } from '../load/disk/makeFolders.js'
import { type Content, replaceFile } from '../load/disk/replaceFile.js'
import type { Artefact } from '../model/artefact.js'
import { exitCodes } from '../model/error.js'
import { type Inputs, inputsFrom } from './inputs.js'
import { machineError, systemCode } from './machineError.js'
import { writeFault } from './writeFault.js'

/** Where an artefact goes. */
export interface WriteJob {
  /** Absolute path of the folder; the file takes the artefact's name. Or of the file itself. */
  readonly to: { readonly folder: string } | { readonly file: string }
  /** Everything that was read, or its absolute paths: none of it is ever overwritten. */
  readonly sources: Inputs | readonly string[]
  /** Leaves everything as it was. */
  readonly signal?: AbortSignal
}

/**
 * Writes an artefact, making the folders that are missing, and gives the absolute path of its file.
 * @throws LecternError 2 (`output-conflict`) for a source, 3 (`output-failed`) with the path for everything else; the
 * signal's reason when it is aborted. The old file is then as it was.
 */
export async function writeArtefact(artefact: Artefact, job: WriteJob): Promise<string> {
  const { to } = job
  return put('file' in to ? resolve(to.file) : join(resolve(to.folder), artefact.name), artefact.bytes, job)
}

/** Copies a file (absolute path) that is too large to be read to `to`, as artefacts are written. Throws as they do. */
export async function copyArtefact(from: string, to: string, job: Omit<WriteJob, 'to'>): Promise<string> {
  return put(to, { copyOf: from }, job)
}

async function put(target: string, content: Content, { sources, signal }: Omit<WriteJob, 'to'>): Promise<string> {
  await refuse(target, sources)
  const folder = dirname(target)
  for (let tries = 1; ; tries++) {
    signal?.throwIfAborted()
    let made: string | undefined
    try {
      made = await makeFolders(folder)
      const old = await lstat(target).catch(() => undefined)
      await replaceFile(target, content, { old: old?.isFile() ? old : undefined, signal })
      return target
    } catch (cause) {
      await removeMade(folder, made)
      if (signal?.aborted) throw signal.reason
      // Another run has taken back the folders that it had made, and we had found, for a file that it could not write.
      if (systemCode(cause) !== 'ENOENT' || made !== undefined || tries === mostTries) throw writeFault(target, cause)
    }
  }
}

/** How often it is tried to write where others make and remove folders. */
const mostTries = 3

async function refuse(target: string, sources: WriteJob['sources']): Promise<void> {
  const link = await lstat(target).catch(() => undefined)
  if (link === undefined) return
  if (link.isDirectory()) throw writeFault(target, 'it is a folder')
  if (!link.isFile() && !link.isSymbolicLink())
    throw writeFault(target, 'it is a device, a pipe or a socket, not a file')
  const real = await stat(target).catch(() => undefined)
  const inputs = 'pathOf' in sources ? sources : inputsFrom(sources)
  const source = real === undefined ? undefined : await inputs.pathOf(real)
  if (source === undefined) return
  throw machineError({
    code: 'output-conflict',
    message: `${target} is a source of the talk (${source}) and was not overwritten.`,
    hint: 'Choose another output name.',
    file: target,
    exitCode: exitCodes.usage,
  })
}

/** Takes back the folders that were made for a file that could not be written. */
async function removeMade(folder: string, first: string | undefined): Promise<void> {
  for (let at = folder; first !== undefined && at.length >= first.length; at = dirname(at)) {
    await rmdir(at).catch(() => {})
  }
}

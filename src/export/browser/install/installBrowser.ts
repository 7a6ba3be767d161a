import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { LecternError } from '../../../model/error.js'
import { machineError, systemCode } from '../../machineError.js'
import { placeWhole } from '../find/unpack.js'
import { launchBrowser } from '../run/browser.js'
import { type Downloaded, DownloadFault, download } from './download.js'
import { installedShell, programIn, type ShellMachine, shellFolder } from './installedShell.js'
import { archiveAddress, pinnedHashes, publicSource, type ShellPlatform, shellPlatform } from './pinned.js'
import { ArchiveFault, unzip } from './unzip.js'

/** What installing a browser depends on. */
export interface InstallJob extends ShellMachine {
  readonly tempFolder: string
  readonly isRoot: boolean
  readonly signal: AbortSignal
  /** Absolute path of an archive that somebody has already; absent: it is downloaded. */
  readonly from?: string | undefined
  /** SHA-256 that the archive must have, 64 hexadecimal digits; absent: the pinned one, where there is one. */
  readonly sha256?: string | undefined
  /** What is being done, and how far it is: bytes so far, and of all when that is known. */
  readonly progress: (what: 'download' | 'unpack' | 'start', bytes: number, total?: number) => void
}

/** What became of it. */
export interface InstalledBrowser {
  readonly path: string
  /** Product and version, as the browser says. Absent when it was there already. */
  readonly version?: string
  /** Bytes and SHA-256 of the archive; absent when it was there already. */
  readonly archive?: Downloaded
}

/**
 * Puts the pinned headless browser into the user's cache, where exports and checks find it. It is whole and has been started
 * once, or it is not there: what failed leaves nothing, and an older one as it was.
 * @throws LecternError (3, `browser-install`; `browser-failed` when it does not start), the signal's reason.
 */
export async function installBrowser(job: InstallJob): Promise<InstalledBrowser> {
  const { env, signal, progress } = job
  const platform = shellPlatform(job.platform, job.arch)
  const folder = shellFolder(job)
  if (platform === undefined) throw noBuild(job)
  if (folder === undefined)
    throw fault('There is no cache folder.', 'Set XDG_CACHE_HOME to the absolute path of a folder that can be written.')
  const there = await installedShell(job)
  if (there !== undefined) return { path: there.path }
  const made: { version?: string; archive?: Downloaded } = {}
  try {
    await placeWhole(folder, programIn(platform), async (draft) => {
      const archive = job.from ?? join(draft, 'archive.zip')
      try {
        made.archive = await fetched(job, platform, archive)
        progress('unpack', 0)
        await unzip(archive, draft, signal)
      } finally {
        if (job.from === undefined) await rm(archive, { force: true })
      }
      const path = join(draft, programIn(platform))
      if (!(await stat(path).catch(() => undefined))?.isFile())
        throw new ArchiveFault(`holds no ${programIn(platform)}: it is for another system`)
      progress('start', 0)
      const executable = { path, from: 'fetched', env: {} } as const
      const browser = await launchBrowser({ executable, env, tempFolder: job.tempFolder, isRoot: job.isRoot, signal })
      made.version = browser.version
      await browser.close()
    })
  } catch (cause) {
    signal.throwIfAborted()
    throw inWords(cause, job, platform, folder)
  }
  return { path: join(folder, programIn(platform)), ...made }
}

/** Removes what was fetched. Gives the folder, or `undefined` when there was none. */
export async function removeBrowser(machine: ShellMachine): Promise<string | undefined> {
  const folder = shellFolder(machine)
  if (folder === undefined || (await stat(folder).catch(() => undefined)) === undefined) return undefined
  await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  return folder
}

async function fetched(job: InstallJob, platform: ShellPlatform, archive: string): Promise<Downloaded> {
  const { env, signal, progress } = job
  const address = archiveAddress(env.LECTERN_BROWSER_MIRROR || publicSource, platform)
  const found =
    job.from === undefined
      ? await download({ address, into: archive, signal, progress: (...so) => progress('download', ...so) })
      : await measured(archive)
  const wanted = (job.sha256 ?? pinnedHashes[platform])?.toLowerCase()
  if (wanted !== undefined && found.sha256 !== wanted)
    throw new ArchiveFault(`has the SHA-256 ${found.sha256} instead of ${wanted}`)
  return found
}

async function measured(path: string): Promise<Downloaded> {
  if (!(await stat(path)).isFile()) throw new ArchiveFault('is not a file')
  const hash = createHash('sha256')
  let bytes = 0
  for await (const piece of createReadStream(path)) {
    hash.update(piece)
    bytes += piece.length
  }
  return { bytes, sha256: hash.digest('hex') }
}

function inWords(cause: unknown, job: InstallJob, platform: ShellPlatform, folder: string): unknown {
  const address = archiveAddress(job.env.LECTERN_BROWSER_MIRROR || publicSource, platform)
  if (cause instanceof DownloadFault)
    return fault(
      `The browser could not be downloaded: ${cause.message}.`,
      `Try again, or fetch ${address} elsewhere and run \`lectern browser install --from <file.zip>\`.`,
      cause,
    )
  if (cause instanceof ArchiveFault)
    return fault(`The archive ${cause.message}.`, `Download it again: ${address}.`, cause)
  const code = systemCode(cause)
  if (code === 'ENOENT' && job.from !== undefined)
    return fault(`The file ${job.from} does not exist.`, `Download ${address} and give that file.`, cause)
  const reasons: Readonly<Record<string, string>> = {
    ENOSPC: 'no space left on the disk',
    EDQUOT: 'your disk quota is exceeded',
    EACCES: 'permission denied',
    EPERM: 'permission denied',
    EROFS: 'the disk is read-only',
  }
  const reason = reasons[code ?? '']
  if (reason === undefined) return cause
  const hint = 'Make 400 MB of room, or set XDG_CACHE_HOME to a folder that has it and can be written.'
  return fault(`${dirname(folder)} cannot be written: ${reason}.`, hint, cause)
}

function noBuild({ platform, arch }: ShellMachine): LecternError {
  return fault(
    `There is no headless browser to download for ${platform} on ${arch}.`,
    "Install Chromium from your system's packages; Lectern finds it.",
  )
}

function fault(message: string, hint: string, cause?: unknown): LecternError {
  return machineError({ code: 'browser-install', message, hint, file: '', cause })
}

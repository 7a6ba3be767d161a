import { resolve } from 'node:path'
import { installBrowser, removeBrowser } from '../../export/browser/install/installBrowser.js'
import { pinnedVersion } from '../../export/browser/install/pinned.js'
import { type ExitCode, exitCodes } from '../../model/error.js'
import type { CommandContext } from '../commandContext.js'
import { openProgress } from '../make/progress.js'

/** Options of the `browser` commands as the command line gives them. */
export interface InstallFlags {
  readonly from?: string
  readonly sha256?: string
  readonly quiet?: boolean
  readonly debug?: boolean
}

/** `lectern browser install`: the pinned headless browser, into the user's cache. */
export async function install(flags: InstallFlags, { terminal, machine, signal }: CommandContext): Promise<ExitCode> {
  const progress = openProgress(terminal, flags.quiet !== true)
  const say = (line: string): void => {
    progress.clear()
    if (flags.quiet !== true) terminal.err.write(`${line}\n`)
  }
  let announced = false
  try {
    const { path, version, archive } = await installBrowser({
      ...machine,
      signal,
      from: flags.from === undefined ? undefined : resolve(machine.cwd, flags.from),
      sha256: flags.sha256,
      progress: (what, bytes, total) => {
        if (what === 'download' && !announced) {
          announced = true
          say(
            `Downloading chrome-headless-shell ${pinnedVersion}${total === undefined ? '' : ` (${megabytes(total)})`}`,
          )
        }
        progress.show(
          what === 'download' ? `  ${share(bytes, total)}` : what === 'unpack' ? '  Unpacking' : '  Starting it',
        )
      },
    })
    if (version === undefined) say(`✓ Already installed: ${path}`)
    else {
      say(`✓ ${version.replace('HeadlessChrome/', 'Chromium ')} installed: ${path}`)
      if (archive !== undefined) say(`  SHA-256 of the archive: ${archive.sha256}`)
    }
    return exitCodes.ok
  } finally {
    progress.clear()
  }
}

/** `lectern browser remove`: takes it away again. */
export async function remove(flags: InstallFlags, { terminal, machine }: CommandContext): Promise<ExitCode> {
  const folder = await removeBrowser(machine)
  if (flags.quiet !== true)
    terminal.err.write(
      folder === undefined ? 'Nothing to remove: no browser was downloaded.\n' : `✓ Removed ${folder}\n`,
    )
  return exitCodes.ok
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(0)} MB`
}

function share(bytes: number, total: number | undefined): string {
  return total === undefined ? megabytes(bytes) : `${Math.floor((100 * bytes) / total)} % of ${megabytes(total)}`
}

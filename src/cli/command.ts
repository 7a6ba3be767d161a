import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readInstallation } from '../load/packageRoot.js'
import type { ExitCode } from '../model/error.js'
import { run } from './run.js'

/**
 * Runs the command. `compiled` gives V8's compiled form of each script that was loaded; the build asks for it by naming a
 * folder in `LECTERN_KEEP_COMPILED`, after a run that has used what most runs use.
 */
export async function main(
  process: NodeJS.Process,
  compiled: () => ReadonlyMap<string, Uint8Array>,
): Promise<ExitCode> {
  const exitCode = await run(process.argv.slice(2), { process, installation: readInstallation })
  const keep = process.env.LECTERN_KEEP_COMPILED
  if (keep !== undefined && exitCode === 0)
    for (const [name, bytes] of compiled()) await writeFile(join(keep, `${name}.cache`), bytes)
  return exitCode
}

import { execFile } from 'node:child_process'
import { chmodSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { build } from 'esbuild'
import { folderWith } from './folder.js'

const packageFolder = fileURLToPath(new URL('../../', import.meta.url))

/**
 * Runs the body of an async function in a child process without root's rights and gives what it returns, as JSON. The body
 * sees the exports of `module` (a path in `src/`) as `lectern`, and `LecternError`s come back as `{ error: problem, exitCode }`.
 */
export async function asUser(module: string, body: string): Promise<unknown> {
  const folder = folderWith()
  chmodSync(folder, 0o755)
  const script = `
    import * as lectern from ${JSON.stringify(join(packageFolder, 'src', module))}
    if (process.getuid() === 0) { process.setgroups([]); process.setgid(65534); process.setuid(65534) }
    const run = async () => { ${body} }
    run().catch((error) => ({ error: error.problem ?? String(error), exitCode: error.exitCode }))
      .then((result) => process.stdout.write(JSON.stringify(result ?? null)))`
  const outfile = join(folder, 'run.mjs')
  const options = { bundle: true, platform: 'node', format: 'esm', logLevel: 'error' } as const
  const banner = { js: "import{createRequire as _r}from'node:module';const require=_r(import.meta.url);" }
  await build({ ...options, banner, stdin: { contents: script, resolveDir: packageFolder, loader: 'ts' }, outfile })
  const { stdout } = await promisify(execFile)(process.execPath, [outfile], { cwd: folder })
  return JSON.parse(stdout)
}

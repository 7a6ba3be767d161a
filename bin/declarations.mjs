// The `.d.mts` files of the public API: what TypeScript says of `src/index.ts`, and of the files that its declarations name. The
// compiler writes those of all that is imported; what cannot be seen from outside is left out.
import { execFile } from 'node:child_process'
import { cp, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const root = join(import.meta.dirname, '..')

/** Writes them to `folder`: `index.d.ts`, and beside it those that it names. */
export async function writeDeclarations(folder) {
  const draft = await mkdtemp(join(tmpdir(), 'lectern-types-'))
  try {
    const compiler = fileURLToPath(import.meta.resolve('typescript/package.json'))
    await promisify(execFile)(
      process.execPath,
      [join(dirname(compiler), 'bin', 'tsc'), ...['-p', join(root, 'tsconfig.api.json'), '--outDir', draft]],
      { cwd: root },
    )
    await keepReachable(draft, folder)
  } finally {
    await rm(draft, { recursive: true, force: true })
  }
}

async function keepReachable(draft, folder) {
  const wanted = [join(draft, 'index.d.ts')]
  for (const path of wanted) {
    const text = await readFile(path, 'utf8')
    for (const [, name] of text.matchAll(/(?:from|import\()\s*['"](\.[^'"]+)\.js['"]/g)) {
      const other = join(dirname(path), `${name}.d.ts`)
      if (!wanted.includes(other)) wanted.push(other)
    }
    const target = join(folder, relative(draft, path))
    await mkdir(dirname(target), { recursive: true })
    await cp(path, target)
  }
}

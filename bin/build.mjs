// Builds `lib/`: the command in three files (starting Node on hundreds of small ones costs more than a compile; the engine's
// libraries wait until a deck is compiled), the client, the API with its types, the packed CSS of the themes that come with us,
// and V8's compiled form of it all. `--if-stale`: only when `lib/` is no release build of the files that are there. While you
// write: `npm run dev`.
import { execFileSync } from 'node:child_process'
import { copyFile, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { apiBundle, clientBundles, commandBundles, libraryBundle, seedBundle, vegaBundles } from './bundles.mjs'
import { writeDeclarations } from './declarations.mjs'
import { readBuild, readInputs, writeStamp } from './freshness.mjs'

const root = join(import.meta.dirname, '..')
const lib = join(root, 'lib')
/** Built beside and put in place at the end: whoever runs the command meanwhile has the old one. */
const draft = join(root, `lib-${process.pid}`)

if (process.argv.includes('--if-stale')) {
  const { kind, staleFor } = readBuild()
  if (kind === 'release' && staleFor === undefined) process.exit(0)
}
const inputs = readInputs()
const bundles = [
  ...commandBundles(draft),
  ...clientBundles(draft),
  libraryBundle(draft),
  ...vegaBundles(draft),
  seedBundle(draft),
]
await Promise.all([
  ...[...bundles, apiBundle(draft)].map((options) => build(options)),
  writeDeclarations(join(draft, 'types')),
])
await handOverImports(join(draft, 'command.cjs'))
await handOverImports(join(draft, 'libraries.cjs'))
await handOverImports(join(draft, 'seed.cjs'), 'import')
await copyFile(fileURLToPath(import.meta.resolve('shiki/onig.wasm')), join(draft, 'onig.wasm'))
await rm(lib, { recursive: true, force: true })
await rename(draft, lib)
const { default: seed } = await import(join(lib, 'seed.cjs'))
await seed.writeSeed()
await rm(join(lib, 'seed.cjs'))
await keepCompiled()
writeStamp({ kind: 'release', inputs })

/**
 * A script has no `import()` of its own: it gets the one of the module that loads it (see `src/cli/main.ts`). The program
 * that reads configurations is a text for a worker and keeps its own.
 */
async function handOverImports(path, name = 'lecternImport') {
  const code = await readFile(path, 'utf8')
  const packages =
    /\bimport\((?=[`"](?:@marp-team|beautiful|highlight\.js|hyphen\/|markdown-it-cjk|open[`"]|https-proxy|proxy-from|yauzl|shiki\/(?:langs|wasm)))/g
  const others = code.match(
    /\bimport\((?![`"](?:@marp-team|beautiful|highlight\.js|hyphen\/|markdown-it-cjk|open[`"]|https-proxy|proxy-from|yauzl|shiki\/(?:langs|wasm))|path\)|pathToFileURL\(path\)).{0,30}/g,
  )
  if (others) throw new Error(`Imports that nobody thought of: ${others.join(' ')}`)
  // Texts of characters that take one byte each are read and compiled in half the time. Only regular expressions have others.
  await writeFile(path, escaped(code.replace(packages, `${name}(`)))
}

function escaped(code) {
  return code.replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

/** Builds a small deck that uses what most decks use, and keeps what V8 has compiled for it. */
async function keepCompiled() {
  const folder = await mkdtemp(join(tmpdir(), 'lectern-build-'))
  try {
    const code = ['js', 'python', 'bash'].map((name) => `\`\`\`${name}\nconst a = "b" # c\n\`\`\``).join('\n\n')
    await writeFile(
      join(folder, 'talk.md'),
      `---\ntitle: A\n---\n# A **b** :smile:\n\n* c\n\n---\n\n${code}\n\n$x^2$\n\n| a |\n|---|\n| b |\n`,
    )
    execFileSync(process.execPath, [join(root, 'bin/lectern.js'), 'build', 'talk.md', '-q'], {
      cwd: folder,
      env: { ...process.env, XDG_CACHE_HOME: folder, LECTERN_KEEP_COMPILED: lib },
      stdio: ['ignore', 'ignore', 'inherit'],
    })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

// Builds `lib/`: the command in three files (starting Node on hundreds of small ones costs more than a compile; the engine's
// libraries wait until a deck is compiled), the client, the packed CSS of the themes that come with us, and V8's compiled form
// of it all.
import { execFileSync } from 'node:child_process'
import { copyFile, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { everyLibrary, whenUsed, whole } from './libraries.mjs'

const root = join(import.meta.dirname, '..')
const lib = join(root, 'lib')
/** Built beside and put in place at the end: whoever runs the command meanwhile has the old one. */
const draft = join(root, `lib-${process.pid}`)

/** Loaded from their packages when a deck needs them: large, or with files of their own. */
const external = [
  '@marp-team/marp-core/plugins/mermaid',
  'beautiful-mermaid',
  'highlight.js/lib/*',
  'markdown-it-cjk-friendly',
  'shiki/langs/*',
  'shiki/wasm',
  '@sparticuz/chromium',
  'jiti',
  'open',
  '@iconify-json/*',
]

/** js-yaml loads a parser of JavaScript for a tag that makes functions. No deck may have it, and it takes 10 ms of every start. */
const withoutFunctions = {
  name: 'without-functions',
  setup({ onLoad }) {
    onLoad({ filter: /js-yaml\/type\/js\/function\.js$/ }, async ({ path }) => {
      const code = await readFile(path, 'utf8')
      const contents = code.replace("esprima = _require('esprima');", "throw new Error('not here');")
      if (contents === code) throw new Error('js-yaml loads its parser in another way now.')
      return { contents, loader: 'js' }
    })
  },
}

const node = {
  bundle: true,
  platform: 'node',
  target: 'node20',
  external,
  plugins: [withoutFunctions],
  minify: true,
  logLevel: 'warning',
}
const inCommonJs = {
  ...node,
  format: 'cjs',
  define: { 'import.meta.url': 'lecternUrl' },
  banner: { js: "const lecternUrl=require('node:url').pathToFileURL(__filename).href;" },
}
/** A script that is one function, as `src/cli/main.ts` loads it. */
const asFunction = {
  banner: {
    js: `(function(exports,require,module,__filename,lecternImport,lecternLibrary){${inCommonJs.banner.js}`,
  },
  footer: { js: '})' },
}
await Promise.all([
  // Its ending says that it is a module: Node does not read our package.json, which may be damaged, before we do.
  build({ ...node, format: 'esm', entryPoints: [join(root, 'src/cli/main.ts')], outfile: join(draft, 'main.mjs') }),
  build({
    ...inCommonJs,
    ...asFunction,
    plugins: [...node.plugins, whenUsed],
    entryPoints: [join(root, 'src/cli/command.ts')],
    outfile: join(draft, 'command.cjs'),
  }),
  build({
    ...inCommonJs,
    ...asFunction,
    stdin: { contents: everyLibrary, resolveDir: root },
    plugins: [...node.plugins, whole],
    outfile: join(draft, 'libraries.cjs'),
  }),
  build({ ...inCommonJs, entryPoints: [join(root, 'src/cli/seed.ts')], outfile: join(draft, 'seed.cjs') }),
  build({
    entryPoints: [
      'player.ts',
      'player.css',
      'print.ts',
      'print.css',
      'show.ts',
      'show.css',
      'dev.ts',
      'dev.css',
      'editor.ts',
      'editor.css',
      'preview/preview.ts',
      'preview/preview.css',
    ].map((name) => join(root, 'src/client', name)),
    outdir: join(draft, 'client'),
    bundle: true,
    minify: true,
    format: 'iife',
    target: 'es2022',
    charset: 'utf8',
    logLevel: 'warning',
  }),
  build({
    entryPoints: { ruler: join(root, 'src/client/survey/survey.ts') },
    outdir: join(draft, 'client'),
    bundle: true,
    minify: true,
    format: 'iife',
    globalName: 'lecternRuler',
    target: 'es2022',
    charset: 'utf8',
    logLevel: 'warning',
  }),
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

/**
 * A script has no `import()` of its own: it gets the one of the module that loads it (see `src/cli/main.ts`). The program
 * that reads configurations is a text for a worker and keeps its own.
 */
async function handOverImports(path, name = 'lecternImport') {
  const code = await readFile(path, 'utf8')
  const packages =
    /\bimport\((?=[`"](?:@marp-team|beautiful|highlight\.js|markdown-it-cjk|open[`"]|shiki\/(?:langs|wasm)))/g
  const others = code.match(
    /\bimport\((?![`"](?:@marp-team|beautiful|highlight\.js|markdown-it-cjk|open[`"]|shiki\/(?:langs|wasm))|path\)|pathToFileURL\(path\)).{0,30}/g,
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

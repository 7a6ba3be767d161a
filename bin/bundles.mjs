// What esbuild makes of `src/`: the command in three scripts and the browser's half. A release is minified; a development
// build keeps names and lines and has source maps.
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { everyLibrary, whenUsed, whole } from './libraries.mjs'

const root = join(import.meta.dirname, '..')

/** Loaded from their packages when a deck needs them: large, or with files of their own. */
const external = [
  '@marp-team/marp-core/plugins/mermaid',
  'beautiful-mermaid',
  'highlight.js/lib/*',
  'hyphen/*',
  'markdown-it-cjk-friendly',
  'shiki/langs/*',
  'shiki/wasm',
  '@sparticuz/chromium',
  'jiti',
  'open',
  'https-proxy-agent',
  'proxy-from-env',
  'yauzl',
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

/** Marp's script of a page asks whether it is in one, and brings its markup with blanks that it takes out when it runs. */
const withoutBlanks = {
  name: 'without-blanks',
  setup({ onLoad }) {
    onLoad({ filter: /marp-core\/lib\/browser\.mjs$/ }, async ({ path }) => {
      const code = await readFile(path, 'utf8')
      const asked = code.replace(/if\(typeof window>`u`\)throw Error\(`[^`]*`\);/, '')
      const contents = asked.replace(/`\n<style>[^`]*`\.split\(\/\\n\\s\*\/\)\.join\(``\)/, (markup) =>
        markup.slice(0, markup.lastIndexOf('`.split') + 1).replace(/\n\s*/g, ''),
      )
      if (asked === code || contents === asked) throw new Error('The script of Marp has other words now.')
      return { contents, loader: 'js' }
    })
  },
}

/** KaTeX writes a line to the console for every sign that its fonts lack; what shows on a slide is for `lectern check`. */
const withoutWarnings = {
  name: 'without-warnings',
  setup({ onLoad }) {
    onLoad({ filter: /katex\/dist\/katex\.m?js$/ }, async ({ path }) => {
      const code = await readFile(path, 'utf8')
      const contents = code.replaceAll('console.warn("No character metrics', 'void ("No character metrics')
      if (contents === code) throw new Error('KaTeX says in another way now which signs it lacks.')
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
  logLevel: 'warning',
}
const inCommonJs = {
  ...node,
  format: 'cjs',
  define: { 'import.meta.url': 'lecternUrl' },
  banner: { js: "const lecternUrl=require('node:url').pathToFileURL(__filename).href;" },
}
const browser = {
  bundle: true,
  format: 'iife',
  target: 'es2022',
  charset: 'utf8',
  plugins: [withoutBlanks],
  logLevel: 'warning',
}

/** A script that is one function, as `src/cli/main.ts` loads it. */
const asFunction = {
  banner: {
    js: `(function(exports,require,module,__filename,lecternImport,lecternLibrary){${inCommonJs.banner.js}`,
  },
  footer: { js: '})' },
}

/** A script that Node loads by itself, so that it finds its source map. */
const asModule = {
  banner: {
    js: `${inCommonJs.banner.js}const lecternLibrary=(name)=>require('./libraries.cjs')[name]?.();`,
  },
}

/** The first file of a development build: no compiled form, and traces that name lines of `src/`. */
const devMain = `
import { createRequire } from 'node:module'
if (process.argv.includes('--debug')) process.setSourceMapsEnabled(true)
process.exitCode = await createRequire(import.meta.url)('./command.cjs').main(process, () => new Map())
`

/** The packages of the engine, which change when something is installed. */
export function libraryBundle(outdir, { dev = false } = {}) {
  return {
    ...inCommonJs,
    ...(dev ? asModule : asFunction),
    ...style(dev),
    stdin: { contents: everyLibrary, resolveDir: root },
    plugins: [...node.plugins, withoutWarnings, whole],
    outfile: join(outdir, 'libraries.cjs'),
  }
}

/** The command. */
export function commandBundles(outdir, { dev = false } = {}) {
  // Its ending says that it is a module: Node does not read our package.json, which may be damaged, before we do.
  const main = { ...node, ...style(dev), format: 'esm', outfile: join(outdir, 'main.mjs') }
  return [
    dev
      ? { ...main, stdin: { contents: devMain, resolveDir: root } }
      : { ...main, entryPoints: [join(root, 'src/cli/main.ts')] },
    {
      ...inCommonJs,
      ...(dev ? asModule : asFunction),
      ...style(dev),
      plugins: [...node.plugins, whenUsed],
      entryPoints: [join(root, 'src/cli/command.ts')],
      outfile: join(outdir, 'command.cjs'),
    },
  ]
}

/** Vega asks whether a canvas is installed; ours measures without one. */
const withoutCanvas = {
  name: 'without-canvas',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^canvas$/ }, () => ({ path: 'canvas', namespace: 'without-canvas' }))
    onLoad({ filter: /.*/, namespace: 'without-canvas' }, () => ({ contents: 'export default undefined' }))
  },
}

/** The program that draws `vega-lite` fences: Vega with all that it needs in one file. */
export function vegaBundles(outdir) {
  if (!existsSync(join(root, 'node_modules/vega'))) {
    console.warn('vega is not installed, so `vega-lite` fences are not drawn: run `npm ci`.')
    return []
  }
  const bundle = {
    ...node,
    minify: true,
    format: 'esm',
    external: [],
    plugins: [withoutCanvas],
    // Its package names a file that has no exports.
    alias: { 'vega-interpreter': join(root, 'node_modules/vega-interpreter/build/vega-interpreter.module.js') },
    legalComments: 'eof',
    entryPoints: [join(root, 'bin/vega/program.mjs')],
    outfile: join(outdir, 'vega.mjs'),
  }
  return [bundle]
}

/** What others import: our own code only, in parts that are loaded when they are used. Libraries come from their packages. */
export function apiBundle(outdir) {
  return {
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    packages: 'external',
    splitting: true,
    // Names stay, for whoever reads a trace.
    minifyWhitespace: true,
    entryPoints: { index: join(root, 'src/index.ts') },
    outdir: join(outdir, 'api'),
    outExtension: { '.js': '.mjs' },
    logLevel: 'warning',
  }
}

/** The browser's half. */
export function clientBundles(outdir, { dev = false } = {}) {
  const inPages = { ...browser, ...style(dev, 'inline'), outdir: join(outdir, 'client') }
  return [
    {
      ...inPages,
      entryPoints: [
        ...['player', 'print', 'show', 'dev', 'editor'].flatMap((name) => [
          `entries/${name}.ts`,
          `entries/${name}.css`,
        ]),
        'entries/playerWithFilms.ts',
        'themePreview/preview.ts',
        'themePreview/preview.css',
      ].map((name) => ({ in: join(root, 'src/client', name), out: name.replace(/^entries.|\.\w+$/g, '') })),
    },
    {
      ...inPages,
      entryPoints: { ruler: join(root, 'src/client/measure/measure.ts') },
      globalName: 'lecternRuler',
    },
  ]
}

/** The script that writes `lib/seed`; no part of a development build. */
export function seedBundle(outdir) {
  return {
    ...inCommonJs,
    minify: true,
    entryPoints: [join(root, 'src/cli/seed.ts')],
    outfile: join(outdir, 'seed.cjs'),
  }
}

function style(dev, sourcemap = true) {
  // Node reads our files; a browser has what the map brings.
  return dev ? { sourcemap, sourcesContent: sourcemap === 'inline' } : { minify: true }
}

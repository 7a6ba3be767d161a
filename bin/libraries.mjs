// Two esbuild plugins that part the command from the libraries of the engine: in the command, getters stand for a library; the
// second script has each of them whole, loaded when it is asked for.
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')

/** What only compiling needs: in a script of its own, so that a browser can start and an unchanged deck be told without it. */
const libraries = [
  '@marp-team/marp-core',
  '@marp-team/marp-core/plugins/katex',
  '@marp-team/marpit',
  'katex/dist/contrib/mhchem.js',
  'parse5',
  'postcss',
  'postcss-value-parser',
  'shiki/core',
  'shiki/engine/oniguruma',
]

/** Imported for what they do: they have no getter that could wait. */
const doers = ['katex/dist/contrib/mhchem.js']

/** Has each of those libraries loaded when something of it is used, and not where it is imported. */
export const whenUsed = {
  name: 'when-used',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^[^./]/ }, ({ path, importer }) =>
      importer.startsWith(join(root, 'src')) && libraries.includes(path) ? { path, namespace: 'when-used' } : undefined,
    )
    onLoad({ filter: /.*/, namespace: 'when-used' }, async ({ path }) => {
      if (doers.includes(path)) return { contents: `lecternLibrary(${JSON.stringify(path)})`, loader: 'js' }
      const names = new Set(Object.keys(await import(path)))
      names.delete('default')
      // Node from 23 on lists it among the names of a CommonJS module.
      names.delete('module.exports')
      // Asked once: each answer is a copy, and hot paths ask for every token.
      const library = `let answer; const library = () => (answer ??= lecternLibrary(${JSON.stringify(path)}))`
      const getters = [...names].map((name) => `${name}: { enumerable: true, get: () => library().${name} }`)
      const contents = `${library}\nmodule.exports = Object.defineProperties((...given) => library().default(...given), { ${getters.join(', ')} })`
      return { contents, loader: 'js' }
    })
  },
}

/** All of a package, as an import finds it. */
export const whole = {
  name: 'whole',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^whole:/ }, ({ path }) => ({ path: path.slice('whole:'.length), namespace: 'whole' }))
    onLoad({ filter: /.*/, namespace: 'whole' }, async ({ path }) => {
      const from = JSON.stringify(path)
      const hasDefault = 'default' in (await import(path))
      return {
        contents: `export * from ${from}${hasDefault ? `\nexport { default } from ${from}` : ''}`,
        resolveDir: root,
        loader: 'js',
      }
    })
  },
}

/** The second script: a function for each library. */
export const everyLibrary = `module.exports = { ${libraries.map((name) => `${JSON.stringify(name)}: () => require(${JSON.stringify(`whole:${name}`)})`).join(', ')} }`

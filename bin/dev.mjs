// `npm run dev`: keeps `lib/` made of `src/` while you write. Not minified, with source maps, without seeds and V8's compiled
// form. esbuild remembers what it has parsed, so a save costs a fraction of a second. Files are watched here and not by
// esbuild, which polls and can take two seconds to see a change. `--once`: builds, if that is necessary, and ends.
import { copyFile, mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { watch } from 'chokidar'
import { build, context } from 'esbuild'
import { clientBundles, commandBundles, libraryBundle, vegaBundles } from './bundles.mjs'
import { readBuild, readInputs, writeStamp } from './freshness.mjs'

const root = join(import.meta.dirname, '..')
const lib = join(root, 'lib')
/** Saves that are closer than this are one build. */
const debounceMs = 30
const once = process.argv.includes('--once')
const self = once ? undefined : process.pid

const { kind, staleFor, keptBy } = readBuild()
if (once && ((kind !== undefined && staleFor === undefined) || keptBy !== undefined)) process.exit(0)
if (keptBy !== undefined) {
  console.error(`\`npm run dev\` is running already (process ${keptBy}).`)
  process.exit(2)
}
await rm(lib, { recursive: true, force: true })
await mkdir(lib, { recursive: true })
await build(libraryBundle(lib, { dev: true }))
await Promise.all(vegaBundles(lib).map((options) => build(options)))
await copyFile(fileURLToPath(import.meta.resolve('shiki/onig.wasm')), join(lib, 'onig.wasm'))
const command = await contexts(commandBundles(lib, { dev: true }))
const client = await contexts(clientBundles(lib, { dev: true }))
await rebuild([...command, ...client])
if (once) await Promise.all([...command, ...client].map((one) => one.dispose()))
else follow()

function contexts(bundles) {
  return Promise.all(bundles.map((options) => context(options)))
}

function follow() {
  const changed = new Set()
  let timer
  let building
  const next = async () => {
    await building
    const paths = [...changed]
    changed.clear()
    const inPages = paths.some((path) => /^src\/(client|model)\//.test(path))
    const inCommand = paths.some((path) => !path.startsWith('src/client/'))
    building = rebuild([...(inCommand ? command : []), ...(inPages ? client : [])])
    await building
  }
  const ignored = (path) => /\.(md|jpe?g|png|svg|woff2)$/.test(path)
  watch(['src', 'themes', 'bin'], { cwd: root, ignoreInitial: true, ignored }).on('all', (_, path) => {
    if (path.startsWith('bin')) {
      console.log(`${path} has changed. Start \`npm run dev\` again.`)
      process.exit(0)
    }
    changed.add(path.replaceAll('\\', '/'))
    clearTimeout(timer)
    timer = setTimeout(next, debounceMs)
  })
  console.log('Waiting for changes. Press Ctrl+C to stop.')
}

/** esbuild prints what is wrong; then `lib/` counts as stale until a later save puts that right. */
async function rebuild(all) {
  const start = performance.now()
  try {
    const inputs = readInputs()
    writeStamp({ kind: 'dev', keptBy: self })
    await Promise.all(all.map((one) => one.rebuild()))
    writeStamp({ kind: 'dev', inputs, keptBy: self })
    console.log(`lib/ built in ${Math.round(performance.now() - start)} ms`)
  } catch {
    console.log('lib/ not built')
    process.exitCode = once ? 1 : 0
  }
}

// `node test/bench/watch.mjs [--rounds 9]`: the talk to PDF with `build --watch` after one saved edit, beside a build that has nothing
// to start from. From the save to the line that says the PDF is written.
import { spawn, spawnSync } from 'node:child_process'
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

const at = process.argv.indexOf('--rounds')
const rounds = at === -1 ? 9 : Number(process.argv[at + 1])
const root = resolve(import.meta.dirname, '../..')
const folder = await mkdtemp(join(tmpdir(), 'lectern-watch-'))
const env = { ...process.env, NO_COLOR: '1', XDG_CACHE_HOME: join(folder, 'cache') }
const args = [join(root, 'bin/lectern.js'), 'build', 'talk/deck.md', '--to', 'pdf', '-o', 'out']
try {
  await cp(join(root, 'slides/the-rise-of-python'), join(folder, 'talk'), { recursive: true })
  // Unpacks the browser: that is done once in a lifetime.
  build()
  const cold = []
  for (let round = 0; round < rounds; round++) {
    const cache = join(folder, 'cache', 'lectern')
    for (const name of await readdir(cache)) if (name.endsWith('.memo')) await rm(join(cache, name))
    await rm(join(folder, 'out'), { recursive: true })
    cold.push(build())
  }
  const warm = await watch()
  const [one, other] = [median(warm), median(cold)]
  const ratio = one / other
  console.log(
    `${ratio <= 0.5 ? '✓' : '✗'} PDF of the talk after one edit under --watch: ${one.toFixed(0)} ms, cold ${other.toFixed(0)} ms, ${ratio.toFixed(2)} × (reach 0.5), medians of ${rounds}`,
  )
} finally {
  await rm(folder, { recursive: true, force: true })
}

function build() {
  const begun = performance.now()
  const { status } = spawnSync(process.execPath, [...args, '-q'], { cwd: folder, env })
  if (status !== 0) throw new Error(`A build ended with ${status}.`)
  return performance.now() - begun
}

async function watch() {
  const running = spawn(process.execPath, [...args, '--watch'], {
    cwd: folder,
    env,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  try {
    let said = ''
    let wake = () => undefined
    running.stderr.on('data', (chunk) => {
      said += chunk
      wake()
    })
    const until = async (pattern) => {
      while (!pattern.test(said)) await new Promise((done) => (wake = done))
      said = ''
    }
    await until(/Watching/)
    const deck = join(folder, 'talk/deck.md')
    const text = await readFile(deck, 'utf8')
    const took = []
    for (let round = 0; round < rounds; round++) {
      const begun = performance.now()
      await writeFile(
        deck,
        text.replace(/^# .*/m, (heading) => `${heading} ${round}`),
      )
      await until(/✓ .*\.pdf/)
      took.push(performance.now() - begun)
    }
    return took
  } finally {
    running.kill('SIGINT')
    await new Promise((done) => running.once('exit', done))
  }
}

function median(values) {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)]
}

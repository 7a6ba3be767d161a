// `node test/bench/exports.mjs [--count 100] [--kills 10] [--together 50]`: a deck of 50 slides exported again and again, some
// runs of it ended at random moments; then many builds at once in one project. Nothing may be left behind, no export may take
// more than three times as long as usual, and all that is written must be what one build alone writes. Linux only.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { writeDeck } from './decks.mjs'
import { median } from './measure.mjs'

const lectern = resolve(import.meta.dirname, '../../bin/lectern.js')
const option = (name, usual) => {
  const at = process.argv.indexOf(`--${name}`)
  return at === -1 ? usual : Number(process.argv[at + 1])
}
const count = option('count', 100)
const kills = option('kills', 10)
const together = option('together', 50)
const work = await mkdtemp(join(tmpdir(), 'lectern-exports-'))
const temp = join(work, 'temp')
await mkdir(temp)
const env = { ...process.env, TMPDIR: temp, XDG_CACHE_HOME: join(work, 'cache'), CI: '1', NO_COLOR: '1' }
const pause = (ms) => new Promise((done) => setTimeout(done, ms))
const faults = []
const expect = (holds, fault) => void (holds || faults.push(fault))

/** Runs a build; `end` sends a signal after so many ms. */
function build(deck, out, end, to = 'pdf') {
  const start = performance.now()
  const child = spawn(process.execPath, [lectern, 'build', deck, '--to', to, '-o', out, '--force', '-q'], {
    cwd: work,
    env,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let err = ''
  child.stderr.on('data', (chunk) => (err += chunk))
  const timer = end && setTimeout(() => child.kill(end.signal), end.afterMs)
  return new Promise((done) => {
    child.on('close', (code) => {
      clearTimeout(timer)
      done({ code, ms: performance.now() - start, err })
    })
  })
}

/** Processes that have the temporary folder of this run in their environment or their arguments. */
async function processes() {
  const found = []
  for (const id of await readdir('/proc')) {
    if (!/^\d+$/.test(id) || Number(id) === process.pid) continue
    const about = await Promise.all(
      ['environ', 'cmdline'].map((name) => readFile(`/proc/${id}/${name}`, 'utf8').catch(() => '')),
    )
    if (about.join('').includes(temp)) found.push(id)
  }
  return found
}

async function noneLeft(when) {
  let left = await processes()
  for (let tries = 0; left.length > 0 && tries < 250; tries++) {
    await pause(20)
    left = await processes()
  }
  expect(left.length === 0, `${when}: processes ${left}`)
}

const shaOf = async (path) =>
  createHash('sha256')
    .update(await readFile(path))
    .digest('hex')

try {
  const deck = await writeDeck(join(work, 'deck'), 'deck', 50)
  const out = join(work, 'out')
  const first = await build(deck, out)
  expect(first.code === 0, first.err)
  const [name] = await readdir(out)
  const sha = await shaOf(join(out, name))

  const killed = new Set(Array.from({ length: kills }, (_, at) => Math.floor(((at + 0.5) * count) / kills)))
  const times = []
  const ends = {}
  for (let at = 0; at < count; at++) {
    const signal = ['SIGKILL', 'SIGTERM', 'SIGINT'][at % 3]
    const end = killed.has(at) ? { signal, afterMs: Math.random() * (median(times) || first.ms) } : undefined
    const { code, ms, err } = await build(deck, out, end)
    const what = `export ${at}${end ? ` (${signal} after ${Math.round(end.afterMs)} ms)` : ''}`
    if (end) ends[code ?? 'killed'] = (ends[code ?? 'killed'] ?? 0) + 1
    else {
      times.push(ms)
      expect(code === 0, `${what}: ${code} ${err}`)
    }
    if (end) await noneLeft(what)
    expect((await shaOf(join(out, name))) === sha, `${what}: the file is another one`)
  }
  await noneLeft('at the end')
  expect((await readdir(temp)).length === 0, `left in the temporary folder: ${await readdir(temp)}`)
  expect((await readdir(out)).length === 1, `left beside the file: ${await readdir(out)}`)
  const worst = Math.max(...times) / median(times)
  expect(worst <= 3, `one export took ${worst.toFixed(1)} times the median`)
  console.log(
    `${count} exports, median ${Math.round(median(times))} ms, slowest ${worst.toFixed(2)} times it; ended: ${JSON.stringify(ends)}`,
  )

  const alone = join(work, 'alone')
  await build(deck, alone, undefined, 'html,pdf')
  await rm(join(work, 'cache'), { recursive: true })
  const start = performance.now()
  // Half of them write the same files; one in six also starts a browser.
  const outOf = (at) => join(work, 'at-once', at % 2 === 0 ? 'shared' : String(at))
  const toOf = (at) => (at % 6 === 0 ? 'html,pdf' : 'html')
  const runs = await Promise.all(
    Array.from({ length: together }, (_, at) => build(deck, outOf(at), undefined, toOf(at))),
  )
  for (const [at, { code, err }] of runs.entries()) {
    expect(code === 0, `build ${at}: ${code} ${err}`)
    for (const file of await readdir(outOf(at))) {
      const same = (await shaOf(join(outOf(at), file))) === (await shaOf(join(alone, file)))
      expect(same, `build ${at}: ${file} is not what one build alone writes`)
    }
  }
  await noneLeft('after builds at once')
  console.log(`${together} builds at once, nothing cached: ${Math.round(performance.now() - start)} ms`)
  console.log(faults.length === 0 ? 'nothing left behind, nothing different' : faults.join('\n'))
  process.exitCode = faults.length === 0 ? 0 : 1
} finally {
  await rm(work, { recursive: true, force: true })
}

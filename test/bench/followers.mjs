// `node test/bench/followers.mjs [--followers 500] [--seconds 60]`: one talk and the people who follow it, on loopback, the
// server in a process of its own. Two moves a second; every minute five in a hundred lose their connection and come back.
// Prints how long a move takes from the speaker to everybody, what the server needs for each, and whether anybody is on a
// wrong slide. Afterwards as many connect as the server takes, and one more.
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import WebSocket from 'ws'

const option = (name, usual) => {
  const at = process.argv.indexOf(`--${name}`)
  return at === -1 ? usual : Number(process.argv[at + 1])
}
const followers = option('followers', 500)
const seconds = option('seconds', 60)
const most = 1_000

const folder = await mkdtemp(join(tmpdir(), 'lectern-followers-'))
await writeFile(
  join(folder, 'talk.md'),
  Array.from({ length: 200 }, (_, index) => `# Slide ${index + 1}`).join('\n\n---\n\n'),
)
const server = spawn(
  process.execPath,
  [resolve(import.meta.dirname, '../../bin/lectern.js'), 'present', 'talk.md', '--port', '0'],
  { cwd: folder, env: { ...process.env, NO_COLOR: '1', XDG_CACHE_HOME: folder }, stdio: ['ignore', 'ignore', 'pipe'] },
)
let failed = false
try {
  const link = await new Promise((done) => {
    let said = ''
    server.stderr.on('data', (chunk) => {
      said += chunk
      const found = /Presenter\s+(\S+)/.exec(said)?.[1]
      if (found) done(found)
    })
  })
  const { origin } = new URL(link)
  const answer = await fetch(link, { redirect: 'manual' })
  const cookie = answer.headers.get('set-cookie').split(';')[0]

  /** When each move was made, and how long it took to each follower. */
  const sentAt = new Map()
  const latencies = []
  let outOfOrder = 0
  let closedBadly = 0

  const connect = (headers, heard = () => {}) =>
    new Promise((done, fail) => {
      const socket = new WebSocket(`${origin.replace('http', 'ws')}/__lectern/stage?for=audience`, { headers })
      socket.on('message', heard)
      socket.once('open', () => done(socket))
      socket.once('error', fail)
    })
  const follow = async () => {
    const one = { slide: -1, expected: false }
    one.socket = await connect({ Origin: origin }, (data) => {
      const now = performance.now()
      const { type, state, stamp } = JSON.parse(data)
      if (state === undefined) return
      if (state.place.slide < one.slide) outOfOrder += 1
      one.slide = state.place.slide
      if (type === 'state' && sentAt.has(stamp.count)) latencies.push(now - sentAt.get(stamp.count))
    })
    one.socket.on('close', () => {
      if (!one.expected) closedBadly += 1
    })
    one.socket.on('error', () => {})
    return one
  }

  const memory = () => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${server.pid}/status`, 'utf8'))[1])
  const speaker = await connect({ Origin: origin, Cookie: cookie })
  const base = memory()
  const crowd = []
  for (let index = 0; index < followers; index++) crowd.push(await follow())
  let count = 0
  let worstLag = 0
  const end = performance.now() + seconds * 1000
  const everyMs = 500
  let due = performance.now()
  while (performance.now() < end) {
    count += 1
    sentAt.set(count, performance.now())
    const state = { place: { slide: count, step: 0 }, blank: '', scheme: '', timer: { countedMs: 0 } }
    speaker.send(JSON.stringify({ type: 'state', stamp: { count, by: 'bench' }, state }))
    // Five in a hundred a minute, spread over it.
    if (Math.random() < (followers * 0.05 * everyMs) / 60_000) {
      const index = Math.floor(Math.random() * crowd.length)
      crowd[index].expected = true
      crowd[index].socket.terminate()
      crowd[index] = await follow()
    }
    due += everyMs
    await wait(Math.max(0, due - performance.now()))
    worstLag = Math.max(worstLag, performance.now() - due)
  }
  await wait(1_000)
  const peak = memory()
  const wrong = crowd.filter(({ slide }) => slide !== count).length
  latencies.sort((a, b) => a - b)
  const at = (part) => latencies[Math.floor(latencies.length * part)]?.toFixed(1)
  console.log(`${followers} followers, ${count} moves in ${seconds} s, ${latencies.length} received`)
  console.log(`latency ms: p50 ${at(0.5)}, p95 ${at(0.95)}, p99 ${at(0.99)}, most ${latencies.at(-1)?.toFixed(1)}`)
  console.log(`server: ${base} KB alone, ${peak} KB with all: ${((peak - base) / followers).toFixed(1)} KB each`)
  console.log(
    `wrong slide ${wrong}, out of order ${outOfOrder}, lost ${closedBadly}; generator late by ${worstLag.toFixed(1)} ms at the most`,
  )
  failed = wrong > 0 || outOfOrder > 0 || closedBadly > 0

  while (crowd.length + 1 < most) crowd.push(await follow())
  const refusal = await connect({ Origin: origin }).then(
    () => 'was let in',
    (error) => error.message,
  )
  console.log(`${most} connected; one more: ${refusal}`)
  for (const one of crowd) {
    one.expected = true
    one.socket.terminate()
  }
  speaker.terminate()
} finally {
  server.kill('SIGKILL')
  await rm(folder, { recursive: true, force: true })
}
process.exitCode = failed ? 1 : 0

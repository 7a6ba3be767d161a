// `node test/bench/noise.mjs [--requests 10000] [--messages 10000] [--visits 10000] [--seed 1]`: what is no request and no
// message, and windows that come and go, half of them without a word. `lectern dev` has to live, to answer others meanwhile,
// to tell no secret, and to be as it was before when it is over.
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { request } from 'node:http'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import WebSocket from 'ws'
import { malformedMessage, malformedRequest } from './malformed.mjs'
import { option, startLectern, usage } from './process.mjs'
import { randomFrom } from './random.mjs'

const [requests, messages, visits] = ['requests', 'messages', 'visits'].map((name) => option(name, 10_000))
const random = randomFrom(option('seed', 1))
const atOnce = 20
let failed = false
const say = (isFine, text) => {
  if (!isFine) failed = true
  console.log(`${isFine ? '✓' : '✗'} ${text}`)
}

const folder = await mkdtemp(join(tmpdir(), 'lectern-noise-'))
await writeFile(join(folder, 'talk.md'), '# One\n\n<!-- SECRET-note -->\n\n---\n\n# Two\n')
await writeFile(join(folder, '.env'), 'SECRET-env')
await writeFile(join(folder, 'id_rsa'), 'SECRET-key')
const server = startLectern(['dev', 'talk.md', '--port', '0', '--no-check'], {
  cwd: folder,
  node: ['--expose-gc', '--require', resolve(import.meta.dirname, 'heap.cjs')],
})
try {
  const [, address, token] = await server.until(/Lectern\s+(\S+token=([\w-]+))/)
  const { port } = new URL(address)
  const secrets = /SECRET-\w+|root:x:0|at .*\.(?:js|ts|cjs):\d+/
  let leaked = 0
  const look = (text) => {
    if (!secrets.test(text) && !text.includes(token)) return
    leaked += 1
    console.log(`  told: ${JSON.stringify(text.slice(0, 300))}`)
  }
  const paths = [
    '/',
    '/talk/',
    '/talk/edit',
    '/talk/.env',
    '/talk/id_rsa',
    '/.env',
    '/__lectern/open?deck=talk',
    '/__lectern/live?deck=talk',
    '/__lectern/source?deck=talk',
    '/__lectern/files/talk/x/y.png',
    '/__lectern/first/talk',
  ]
  const sendRequest = () =>
    new Promise((done) => {
      let text = ''
      const socket = connect(Number(port), '127.0.0.1', () => socket.write(malformedRequest(random, port, paths)))
      // What the server waits for never comes.
      const over = setTimeout(() => socket.destroy(), 400)
      socket.setEncoding('latin1')
      socket.on('data', (data) => (text += data))
      socket.on('error', () => {})
      socket.on('close', () => {
        clearTimeout(over)
        look(text)
        done()
      })
    })
  const open = () =>
    new Promise((done, fail) => {
      const socket = new WebSocket(`ws://127.0.0.1:${port}/__lectern/live?deck=talk`, {
        headers: { Origin: `http://127.0.0.1:${port}` },
      })
      socket.once('open', () => done(socket))
      socket.once('error', fail)
    })
  const sendMessage = async () => {
    const socket = await open()
    socket.on('message', (data) => look(String(data)))
    socket.on('error', () => {})
    const closed = new Promise((done) => socket.on('close', done))
    socket.send(malformedMessage(random))
    await Promise.race([closed, wait(1_000)])
    socket.terminate()
  }
  const visit = async () => {
    const socket = await open()
    socket.on('error', () => {})
    const closed = new Promise((done) => socket.on('close', done))
    if (random() < 0.5) socket.terminate()
    else socket.close()
    await closed
  }

  // What is made once for the first of each kind does not count.
  for (const work of [sendRequest, sendMessage, visit]) await many(1_000, work)
  const before = await rest()
  await measured('requests that are none', requests, sendRequest)
  await measured('messages that are none', messages, sendMessage)
  await measured('windows that came and went', visits, visit)
  say(leaked === 0, `answers with a secret: ${leaked}`)
  const begun = performance.now()
  let after = await rest()
  while (after.files > before.files && performance.now() - begun < 60_000) {
    await wait(500)
    after = await rest()
  }
  const seconds = ((performance.now() - begun) / 1000).toFixed(1)
  say(
    after.files <= before.files && after.handles <= before.handles,
    `after ${seconds} s: open files ${before.files} → ${after.files}, handles ${before.handles} → ${after.handles}`,
  )
  const grown = (after.rssKb - before.rssKb) / 1024
  say(
    grown <= 20,
    `memory ${(before.rssKb / 1024).toFixed(0)} → ${(after.rssKb / 1024).toFixed(0)} MB: ${grown.toFixed(1)} MB more (reach 20); heap ${(before.heap / 1e6).toFixed(1)} → ${(after.heap / 1e6).toFixed(1)} MB`,
  )
  say(!/Something went wrong/.test(server.said()), 'the server had nothing to complain about')
} finally {
  await server.stop()
  await rm(folder, { recursive: true, force: true, maxRetries: 10 })
}
process.exitCode = failed ? 1 : 0

/** Does something many times, some at once. */
async function many(count, work) {
  let left = count
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      while (left-- > 0) await work()
    }),
  )
}

/** The same, while somebody else asks for the page twenty times a second. */
async function measured(title, count, work) {
  const times = []
  let isOver = false
  const [, address] = /Lectern\s+(\S+)/.exec(server.said())
  const asking = (async () => {
    while (!isOver) {
      const begun = performance.now()
      const status = await ask(address)
      times.push(performance.now() - begun)
      if (status !== 200) failed = true
      await wait(50)
    }
  })()
  const begun = performance.now()
  await many(count, work)
  isOver = true
  await asking
  times.sort((a, b) => a - b)
  const p99 = times[Math.floor(times.length * 0.99)]
  const seconds = ((performance.now() - begun) / 1000).toFixed(0)
  say(
    p99 <= 250,
    `${count} ${title} in ${seconds} s; the page meanwhile: median ${times[times.length >> 1].toFixed(0)} ms, p99 ${p99.toFixed(0)} ms of ${times.length} (reach 250)`,
  )
}

function ask(address) {
  const { hostname, port, pathname } = new URL(address)
  return new Promise((done) => {
    const asked = request({ hostname, port, path: pathname, agent: false }, (answer) => {
      answer.resume()
      answer.on('end', () => done(answer.statusCode))
    })
    asked.on('error', () => done(0))
    asked.end()
  })
}

/** What the server uses when it has thrown away what nobody needs. */
async function rest() {
  await wait(1_000)
  const told = () => [...server.said().matchAll(/HEAP (\d+) (\d+)\n/g)]
  const known = told().length
  process.kill(server.pid, 'SIGUSR2')
  while (told().length === known) await wait(20)
  const [, heap, handles] = told().at(-1)
  return { ...usage(server.pid), heap: Number(heap), handles: Number(handles) }
}

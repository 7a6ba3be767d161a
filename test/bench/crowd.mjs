// Followers of a talk in a process of their own (`process.send`), so that they do not wait for each other or for the speaker.
// A move carries the time at which it was made as the timer's count, by a clock that all processes of a machine share.
import { fork } from 'node:child_process'
import { openSocket } from './rawSocket.mjs'

/** Milliseconds by the system's clock that never jumps. */
export const nowMs = () => Number(process.hrtime.bigint()) / 1e6

/** A move to a 1-based slide, made now. */
export function moveTo(slide) {
  const state = { place: { slide, step: 0 }, blank: '', scheme: '', timer: { countedMs: nowMs() } }
  return JSON.stringify({ type: 'state', stamp: { count: slide, by: 'bench' }, state })
}

/** Starts `processes` processes with followers; each command is answered by all of them. */
export function openCrowds(processes, { port, path = '/__lectern/stage?for=audience' }) {
  const children = Array.from({ length: processes }, () => fork(import.meta.filename, ['crowd', String(port), path]))
  const all = (command, share = () => ({})) =>
    Promise.all(
      children.map(
        (child, index) =>
          new Promise((done, fail) => {
            child.once('message', (answer) => (answer.error ? fail(new Error(answer.error)) : done(answer)))
            child.send({ command, ...share(index) })
          }),
      ),
    )
  const part = (count) => (index) => ({ count: Math.floor(count / processes) + (index < count % processes ? 1 : 0) })
  return {
    /** Lets so many more follow. */
    grow: (count) => all('grow', part(count)),
    /** So many lose their connection, without a word, and come back. */
    renew: (count) => all('renew', part(count)),
    /** What was heard since the last report. */
    report: async (slide) => sum(await all('report', () => ({ slide }))),
    end: () => {
      for (const child of children) child.kill()
    },
  }
}

function sum(reports) {
  const latencies = reports.flatMap((one) => one.latencies).sort((a, b) => a - b)
  const at = (part) => latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * part))] ?? 0
  const total = (name) => reports.reduce((all, one) => all + one[name], 0)
  return {
    heard: latencies.length,
    p50: at(0.5),
    p95: at(0.95),
    p99: at(0.99),
    most: at(1),
    wrong: total('wrong'),
    backwards: total('backwards'),
    lost: total('lost'),
    lateMs: Math.max(...reports.map((one) => one.lateMs)),
  }
}

if (process.argv[2] === 'crowd') follow(Number(process.argv[3]), process.argv[4])

function follow(port, path) {
  const crowd = []
  let [latencies, backwards, lost, lateMs] = [[], 0, 0, 0]
  // How late this process gets to what is there for it: its own share of what it measures.
  let due = nowMs() + 100
  setInterval(() => {
    lateMs = Math.max(lateMs, nowMs() - due)
    due = nowMs() + 100
  }, 100)
  const join = async (one) => {
    one.socket = await openSocket({
      port,
      path,
      heard: (bytes) => {
        const now = nowMs()
        // Read with as little as will do; a welcome says where the talk is, and was not sent when that was.
        const text = bytes.toString('latin1')
        if (!/^{"type":"(?:state|welcome)"/.test(text)) return
        const slide = Number(/"slide":(\d+)/.exec(text)?.[1] ?? -1)
        if (slide === -1) return
        if (slide < one.slide) backwards += 1
        one.slide = slide
        if (text.startsWith('{"type":"state"')) latencies.push(now - Number(/"countedMs":([\d.]+)/.exec(text)[1]))
      },
      closed: () => {
        lost += 1
      },
    })
  }
  const commands = {
    grow: async ({ count }) => {
      for (let index = 0; index < count; index += 1) {
        const one = { slide: -1 }
        await join(one)
        crowd.push(one)
      }
    },
    renew: async ({ count }) => {
      for (let index = 0; index < count; index += 1) {
        const one = crowd[Math.floor(Math.random() * crowd.length)]
        one.socket.end()
        await join(one)
      }
    },
    report: async ({ slide }) => {
      const wrong = crowd.filter((one) => one.slide !== slide).length
      const report = { latencies, backwards, lost, lateMs, wrong }
      latencies = []
      lateMs = 0
      return report
    },
  }
  process.on('message', (message) => {
    commands[message.command](message).then(
      (answer) => process.send(answer ?? {}),
      (error) => process.send({ error: String(error) }),
    )
  })
}

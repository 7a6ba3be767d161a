// What a process uses, read from /proc, and a command of ours that runs until it is stopped. Linux only.
import { spawn } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'

const command = resolve(import.meta.dirname, '../../bin/lectern.js')
/** Ticks of the kernel's clock a second, as it reports them to programs. */
const ticks = 100

/** A number that the command line gives: `--saves 100`. */
export function option(name, usual) {
  const at = process.argv.indexOf(`--${name}`)
  return at === -1 ? usual : Number(process.argv[at + 1])
}

/** Processor time in seconds, resident memory in KB, open files, and the system's watches of a process. */
export function usage(pid) {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  return {
    cpuSeconds: (Number(fields[11]) + Number(fields[12])) / ticks,
    rssKb: Number(/VmRSS:\s+(\d+)/.exec(status)[1]),
    files: readdirSync(`/proc/${pid}/fd`).length,
    threads: Number(/Threads:\s+(\d+)/.exec(status)[1]),
    watches: watchesOf(pid),
  }
}

/** What the system watches for a process. */
function watchesOf(pid) {
  let count = 0
  for (const name of readdirSync(`/proc/${pid}/fdinfo`)) {
    try {
      count += readFileSync(`/proc/${pid}/fdinfo/${name}`, 'utf8').match(/^inotify wd:/gm)?.length ?? 0
    } catch {
      // Closed meanwhile.
    }
  }
  return count
}

/** Starts the real command. `said` is what it has written to stderr; `until` waits for some of it. */
export function startLectern(args, { cwd, env = {}, node = [] }) {
  const child = spawn(process.execPath, [...node, command, ...args], {
    cwd,
    env: { ...process.env, NO_COLOR: '1', XDG_CACHE_HOME: cwd, ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let text = ''
  const waiting = new Set()
  child.stderr.setEncoding('utf8').on('data', (chunk) => {
    text += chunk
    for (const look of waiting) look()
  })
  const ended = new Promise((done) => child.on('close', done))
  return {
    pid: child.pid,
    ended,
    said: () => text,
    stop: (signal = 'SIGKILL') => {
      child.kill(signal)
      return ended
    },
    until: (pattern) =>
      new Promise((done, fail) => {
        const look = () => {
          const match = pattern.exec(text)
          if (match === null) return
          waiting.delete(look)
          done(match)
        }
        waiting.add(look)
        look()
        ended.then((code) => fail(new Error(`the command ended with ${code}: ${text}`)))
      }),
  }
}

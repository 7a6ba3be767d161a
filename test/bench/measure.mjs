// Runs commands as whole processes, in turn, and takes medians: these machines are shared, single figures mean nothing.
import { spawn } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'

/** Runs a command once. Gives wall time in ms, with `keep` also what it printed; throws when it fails. */
export function runOnce(command, { env, cwd, watch, keep = false } = {}) {
  return new Promise((resolve, reject) => {
    const start = performance.now()
    const child = spawn(command[0], command.slice(1), {
      stdio: ['ignore', keep ? 'pipe' : 'ignore', 'pipe'],
      env: { ...process.env, ...env },
      cwd,
    })
    let errors = ''
    let out = ''
    let peak = { own: 0, all: 0 }
    const timer = watch && setInterval(() => (peak = memoryOf(child.pid, peak)), 20)
    child.stdout?.on('data', (chunk) => (out += chunk))
    child.stderr.on('data', (chunk) => (errors += chunk))
    child.on('close', (code) => {
      clearInterval(timer)
      const ms = performance.now() - start
      if (code === 0) resolve({ ms, peak, out })
      else reject(new Error(`${command.join(' ')} ended with ${code}\n${errors.slice(-2000)}`))
    })
  })
}

/** Runs `jobs` (name → { before, command, env }) in turn, `runs` times after one warm-up, and gives the median of each in ms. */
export async function compare(jobs, runs) {
  const times = Object.fromEntries(Object.keys(jobs).map((name) => [name, []]))
  for (let round = 0; round <= runs; round++) {
    for (const [name, job] of Object.entries(jobs)) {
      await job.before?.(round)
      const { ms } = await runOnce(job.command, job)
      if (round > 0) times[name].push(ms)
    }
  }
  return Object.fromEntries(Object.entries(times).map(([name, list]) => [name, median(list)]))
}

export function median(list) {
  const sorted = [...list].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}

/** Largest resident memory seen of a process, and of it with all its descendants, in MB. Linux only. */
function memoryOf(pid, peak) {
  const all = new Map()
  try {
    for (const name of readdirSync('/proc')) {
      if (!/^\d+$/.test(name)) continue
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8')
      const [, parent] = /\) \S (\d+)/.exec(stat) ?? []
      all.set(Number(name), {
        parent: Number(parent),
        rss: Number(stat.slice(stat.lastIndexOf(')')).split(' ')[22]) * 4096,
      })
    }
  } catch {
    return peak
  }
  const belongs = (id) => id === pid || (all.has(id) && all.get(id).parent > 1 && belongs(all.get(id).parent))
  let total = 0
  for (const [id, { rss }] of all) if (belongs(id)) total += rss
  const own = all.get(pid)?.rss ?? 0
  return { own: Math.max(peak.own, own / 1e6), all: Math.max(peak.all, total / 1e6) }
}

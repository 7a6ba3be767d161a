// `node test/bench/idle.mjs [--minutes 30]`: what `lectern dev` uses while nobody does anything: on the talk of 31 slides, with a
// real browser window that follows it, and beside it once without. Before that, how long the first page and `--version` take.
// Names a browser: LECTERN_BROWSER=/usr/bin/chromium.
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import puppeteer from 'puppeteer-core'
import { compare, median } from './measure.mjs'
import { option, startLectern, usage } from './process.mjs'

const minutes = option('minutes', 30)
/** Caches fill and code is compiled before that; what counts is what comes after. */
const settleSeconds = option('settle', 30)
const root = resolve(import.meta.dirname, '../..')
const executablePath = process.env.LECTERN_BROWSER
if (executablePath === undefined) throw new Error('Name a browser: LECTERN_BROWSER=/usr/bin/chromium node …')
const reach = { cpuPercent: 1, rssGrowthMb: 5, idleRssMb: 120, firstPageMs: 1_500, versionMs: 150 }
let failed = false

const say = (isFine, text) => {
  if (!isFine) failed = true
  console.log(`${isFine ? '✓' : '✗'} ${text}`)
}

const work = await mkdtemp(join(tmpdir(), 'lectern-idle-'))
const started = []
let browser
try {
  await coldStart()
  const [followed, alone] = [await startDev('followed'), await startDev('alone')]
  browser = await puppeteer.launch({
    executablePath,
    pipe: true,
    args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), '--disable-background-networking'],
  })
  const page = await browser.newPage()
  await page.goto(followed.address)
  await page.waitForSelector('html[data-lectern=ready]')
  await (await fetch(alone.address)).text()
  await wait(settleSeconds * 1000)
  await Promise.all([rest('idle with a window', followed.server), rest('idle without a window', alone.server)])
} finally {
  await browser?.close()
  for (const server of started) await server.stop()
  await rm(work, { recursive: true, force: true })
}
process.exitCode = failed ? 1 : 0

/** From the start of the command to the first page, as somebody has it who starts it for the second time. */
async function coldStart() {
  const times = []
  for (let round = 0; round < 6; round += 1) {
    const { server, address, begun } = await startDev('cold')
    const answer = await fetch(address)
    const text = await answer.text()
    if (!answer.ok || !text.includes('</html>')) throw new Error(`the first page was ${answer.status}`)
    times.push(performance.now() - begun)
    await server.stop()
  }
  const { version, bare } = await compare(
    {
      version: { command: [process.execPath, join(root, 'bin/lectern.js'), '--version'] },
      bare: { command: [process.execPath, '-e', '0'] },
    },
    15,
  )
  // On a machine that others use, only the ratio says something.
  const told = (ms, reachMs) => `${ms.toFixed(0)} ms, ${(ms / bare).toFixed(1)} × node -e 0 (reach ${reachMs} ms)`
  // The first time, nothing is in the cache yet.
  const [first, ...others] = times
  const usual = median(others)
  say(first <= reach.firstPageMs, `first page, nothing cached: ${told(first, reach.firstPageMs)}`)
  say(usual <= reach.firstPageMs, `first page, median of ${others.length}: ${told(usual, reach.firstPageMs)}`)
  say(version <= reach.versionMs, `--version: ${told(version, reach.versionMs)}`)
}

/** A copy of the talk of its own, served. */
async function startDev(name) {
  const folder = join(work, name)
  await cp(join(root, 'slides/the-rise-of-python'), folder, { recursive: true })
  const begun = performance.now()
  const server = startLectern(['dev', 'deck.md', '--port', '0'], { cwd: folder })
  started.push(server)
  const [, address] = await server.until(/Lectern\s+(\S+)/)
  return { server, address, begun }
}

/** Looks at a process every five seconds, and at the end judges. */
async function rest(title, { pid }) {
  const looks = []
  const end = performance.now() + minutes * 60_000
  while (performance.now() < end) {
    looks.push({ atMs: performance.now(), ...usage(pid) })
    await wait(5_000)
  }
  looks.push({ atMs: performance.now(), ...usage(pid) })
  const [first, last] = [looks[0], looks.at(-1)]
  const seconds = (last.atMs - first.atMs) / 1000
  const percent = ((last.cpuSeconds - first.cpuSeconds) / seconds) * 100
  // Memory is given back after five minutes; what comes after that must not grow.
  const least = Math.min(...looks.map((look) => look.rssKb))
  const grown = (last.rssKb - least) / 1024
  const files = [...new Set(looks.map((look) => look.files))]
  const watches = [...new Set(looks.map((look) => look.watches))]
  say(
    percent < reach.cpuPercent,
    `${title}, ${(seconds / 60).toFixed(1)} min: ${percent.toFixed(2)} % of a core (reach ${reach.cpuPercent})`,
  )
  say(
    grown < reach.rssGrowthMb,
    `${title}: memory ${(first.rssKb / 1024).toFixed(1)} → ${(last.rssKb / 1024).toFixed(1)} MB, ${grown.toFixed(2)} MB above the least (reach ${reach.rssGrowthMb})`,
  )
  const rest = last.rssKb / 1024
  say(rest <= reach.idleRssMb, `${title}: ${rest.toFixed(1)} MB in the end (reach ${reach.idleRssMb})`)
  say(
    files.length === 1 && watches.length === 1,
    `${title}: open files ${files.join(', ')}; watches ${watches.join(', ')}`,
  )
}

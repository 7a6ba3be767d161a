// Save → changed pixels, for us and for the servers of others, in the same browser and the same run. What is measured is the
// time at which the browser presented the first frame that looks as the saved text does (the timestamp of a screencast's
// frame, compared with a frame of the same text that had all the time it wanted): a flash of white counts for nobody.
import { execFileSync, spawn } from 'node:child_process'
import { existsSync, writeFileSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { PNG } from 'pngjs'
import puppeteer from 'puppeteer-core'
import { kinds, writeDeck } from './decks.mjs'
import { median } from './measure.mjs'

const edits = 24
/** The two texts that the edited slide has in turn. */
const faces = ['# █████ one', '# two ░░░░░░░░░░\n\n- █████████████████']

/** Servers: what they start with, where the slide is, how long the first page may take. */
const others = {
  'Marp CLI 4.5.1': {
    install: '@marp-team/marp-cli@4.5.1',
    start: (entry, deck, port) => ({ command: [entry, '-s', dirname(deck)], env: { PORT: String(port) } }),
    entry: '@marp-team/marp-cli/marp-cli.js',
    page: (port, slide) => `http://localhost:${port}/talk.md#${slide}`,
  },
  'reveal-md 6.1.4': {
    install: 'reveal-md@6.1.4',
    start: (entry, deck, port) => ({
      command: [entry, deck, '--watch', '--disable-auto-open', '--port', String(port)],
    }),
    entry: 'reveal-md/bin/reveal-md.js',
    page: (port, slide) => `http://localhost:${port}/talk.md#/${slide - 1}`,
  },
  'Slidev 52.11.0': {
    install: '@slidev/cli@52.11.0 @slidev/theme-default@latest',
    start: (entry, deck, port) => ({ command: [entry, deck, '--port', String(port), '--log', 'error'] }),
    entry: '@slidev/cli/bin/slidev.mjs',
    page: (port, slide) => `http://localhost:${port}/${slide}`,
    inside: true,
  },
}

/** Measures all decks and prints a table. `browser`: path of a browser; `lectern`: path of our command. */
export async function live({ work, browser, lectern, sizes = [20, 100, 1000] }) {
  const opened = await puppeteer.launch({
    executablePath: browser,
    pipe: true,
    args: ['--no-sandbox', '--disable-background-networking', '--disable-gpu'],
  })
  try {
    for (const count of sizes) {
      const ours = await measure(opened, work, count, 'Lectern', {
        start: (_, deck, port) => ({ command: [lectern, 'dev', deck, '--port', String(port)] }),
        page: (port, slide) => `http://localhost:${port}/talk/#${slide}`,
      })
      const row = [`Lectern ${ours.toFixed(0)} ms`]
      for (const [name, tool] of Object.entries(count > 100 ? {} : others)) {
        const theirs = await measure(opened, work, count, name, tool).catch((error) => error)
        if (theirs instanceof Error) row.push(`${name}: ${theirs.message.split('\n')[0]}`)
        else row.push(`${name} ${theirs.toFixed(0)} ms (ours is ${(ours / theirs).toFixed(2)} ×)`)
      }
      const reach = { 20: 40, 100: 60, 1000: 200 }[count]
      console.log(
        `${ours <= reach ? '✓' : '✗'} Save → changed pixels, ${count} slides (reach ${reach} ms): ${row.join('; ')}; median of ${edits}`,
      )
    }
  } finally {
    await opened.close()
  }
}

/** The same with the check that runs while somebody writes, and without it: calmly, and saved again while it is at work. */
export async function liveCheck({ work, browser, lectern }) {
  const opened = await puppeteer.launch({
    executablePath: browser,
    pipe: true,
    args: ['--no-sandbox', '--disable-background-networking', '--disable-gpu'],
  })
  try {
    for (const [count, pauseMs] of [
      [31, 700],
      [31, 260],
      [100, 700],
      [100, 260],
    ]) {
      const times = { on: [], off: [] }
      for (const round of [1, 2])
        for (const [name, flags] of [
          ['on', []],
          ['off', ['--no-check']],
        ])
          times[name].push(
            await measure(opened, work, count, `check ${name} ${pauseMs} ${round}`, {
              start: (_, deck, port) => ({ command: [lectern, 'dev', deck, '--port', String(port), ...flags] }),
              page: (port, slide) => `http://localhost:${port}/talk/#${slide}`,
              pauseMs,
            }),
          )
      const [on, off] = [Math.min(...times.on), Math.min(...times.off)]
      console.log(
        `Save → changed pixels, ${count} slides, saved every ${pauseMs} to ${pauseMs + 200} ms: with the check ${on.toFixed(0)} ms, without ${off.toFixed(0)} ms; the better of two medians of ${edits}`,
      )
    }
  } finally {
    await opened.close()
  }
}

async function measure(browser, work, count, name, tool) {
  const folder = tool.install === undefined ? work : await install(tool)
  // Slidev serves only what lies beside its own packages.
  const home = join(tool.inside ? folder : work, `live-${count}-${name.replace(/\W+/g, '-')}`)
  await mkdir(home, { recursive: true })
  const path = await writeDeck(home, 'talk', count, kinds.rich.slice(0, 4))
  const text = await readFile(path, 'utf8')
  const slide = Math.floor(count / 2)
  const parts = text.split('\n\n---\n\n')
  const textOf = (face) => parts.with(slide - 1, faces[face]).join('\n\n---\n\n')
  await writeFile(path, textOf(0))
  const port = await freePort()
  const entry = tool.entry === undefined ? '' : join(folder, 'node_modules', tool.entry)
  const { command, env = {} } = tool.start(entry, path, port)
  const child = spawn(process.execPath, command, {
    cwd: home,
    env: { ...process.env, ...env },
    // Slidev ends with its input.
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  })
  const page = await browser.newPage()
  try {
    await page.setViewport({ width: 1280, height: 720 })
    await until(() => page.goto(tool.page(port, slide), { waitUntil: 'load' }).then((answer) => answer?.ok()))
    // Some build for a long time before the first page says anything.
    await page.waitForFunction("document.body?.textContent.includes('█████ one')", { timeout: 90_000 })
    const watch = await watchFrames(page)
    const looks = []
    // The first change of a page may come with more than itself.
    for (const face of [1, 0, 1]) {
      writeFileSync(path, textOf(face))
      await wait(count > 100 ? 6_000 : 4_000)
      looks[face] = await watch.settled()
    }
    if (distance(looks[0], looks[1]) < 1) throw new Error('nothing changes when a slide is saved')
    const times = []
    for (let edit = 0; edit < edits; edit += 1) {
      const face = edit % 2
      await wait((tool.pauseMs ?? 700) + Math.random() * 200)
      const saved = Date.now()
      writeFileSync(path, textOf(face))
      times.push((await watch.looksLike(looks[face], distance(looks[0], looks[1]) / 3)) - saved)
    }
    return median(times)
  } finally {
    await page.close()
    end(child)
  }
}

/** Follows what the browser presents. */
async function watchFrames(page) {
  const session = await page.createCDPSession()
  let last
  let look = () => undefined
  session.on('Page.screencastFrame', ({ data, metadata, sessionId }) => {
    last = { grey: greyOf(Buffer.from(data, 'base64')), atMs: metadata.timestamp * 1000 }
    session.send('Page.screencastFrameAck', { sessionId }).catch(() => undefined)
    look()
  })
  await session.send('Page.startScreencast', { format: 'png', maxWidth: 320, maxHeight: 180, everyNthFrame: 1 })
  return {
    settled: async () => last.grey,
    /** When the first frame came that looks so. */
    looksLike: (wanted, tolerance) =>
      new Promise((resolve) => {
        // A change that a server misses is a long wait for whoever writes.
        const late = setTimeout(() => resolve(Date.now()), 15_000)
        look = () => {
          if (last === undefined || distance(last.grey, wanted) > tolerance) return
          clearTimeout(late)
          look = () => undefined
          resolve(last.atMs)
        }
      }),
  }
}

/** The upper three quarters of a picture: below, players have controls that fade. */
function greyOf(bytes) {
  const { data, width, height } = PNG.sync.read(bytes)
  return Float32Array.from({ length: width * Math.floor(height * 0.75) }, (_, index) => data[index * 4])
}

/** Mean difference of two pictures, 0 to 255. */
function distance(one, other) {
  let sum = 0
  for (let index = 0; index < one.length; index += 1) sum += Math.abs(one[index] - (other[index] ?? 0))
  return sum / one.length
}

async function install({ install: packages, entry }) {
  const folder = join(tmpdir(), `lectern-bench-${packages.replace(/[^\w.]+/g, '-')}`)
  if (!existsSync(join(folder, 'node_modules', entry))) {
    await mkdir(folder, { recursive: true })
    await writeFile(join(folder, 'package.json'), '{"private":true}')
    execFileSync('npm', ['install', '--no-audit', '--no-fund', ...packages.split(' ')], {
      cwd: folder,
      stdio: 'ignore',
    })
  }
  return folder
}

function end(child) {
  try {
    process.kill(-child.pid, 'SIGKILL')
  } catch {
    // It has ended by itself.
  }
}

function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address()
      server.close(() => resolve(port))
    })
  })
}

async function until(condition) {
  for (let tries = 0; ; tries += 1) {
    if (await condition().catch(() => false)) return
    if (tries > 300) throw new Error('the server did not start')
    await wait(200)
  }
}

// `node test/bench/soak.mjs [--saves 10000] [--seed 1] [--most 200]`: `lectern dev` while a deck is saved thousands of times, in twelve ways
// of programs, 20 to 200 ms apart, with a theme that changes now and then and ten windows that apply what they are sent.
// Every deck that a window shows has to be one that was saved, in order; the last is that of a server that has just started;
// memory (after a collection), files, watches, threads and handles stay what they were after the first tenth.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { styles } from '../serve/saveStyles.mjs'
import { median } from './measure.mjs'
import { option, startLectern, usage } from './process.mjs'
import { randomFrom } from './random.mjs'
import { followDeck } from './windows.mjs'

const count = option('saves', 10_000)
const every = Math.max(20, Math.round(count / 50))
const windows = 10
/** Longest time between two saves, in milliseconds. */
const mostMs = option('most', 200)
let failed = false
const say = (isFine, text) => {
  if (!isFine) failed = true
  console.log(`${isFine ? '✓' : '✗'} ${text}`)
}

const random = randomFrom(option('seed', 1))

const folder = await mkdtemp(join(tmpdir(), 'lectern-soak-'))
const [deckPath, themePath] = [join(folder, 'talk.md'), join(folder, 'themes/house/house.css')]
let slides = Array.from({ length: 12 }, (_, index) => `s${index}v0`)
const bodies = [
  (name) => `- a point of ${name}\n- and another`,
  (name) => `\`\`\`js\nconst name = '${name}'\n\`\`\``,
  (name) => `| a | b |\n|---|---|\n| ${name} | 2 |`,
  (name) => `$x_{${name.length}} = ${name.slice(1).replace('v', '.')}$\n\n<!-- note of ${name} -->`,
]
const deckText = () =>
  `---\ntheme: house\n---\n\n${slides.map((name) => `# ${name}\n\n${bodies[Number(/\d+/.exec(name)) % 4](name)}`).join('\n\n---\n\n')}\n`
const themeText = (version) =>
  `/* @theme house */\n@import 'default';\nsection { --soak: ${version}; color: #${String(version % 1000).padStart(3, '0')} }\n`

/** Each deck that was saved, by its slides' names, and the numbers of the saves; the same for themes. */
const savedAt = new Map([[slides.join(), [0]]])
let themeVersion = 0
let wrong = 0
let backwards = 0
let shown = 0

await mkdir(join(folder, 'themes/house'), { recursive: true })
await writeFile(deckPath, deckText())
await writeFile(themePath, themeText(0))
await writeFile(
  join(folder, 'themes/house/theme.json'),
  JSON.stringify({
    name: 'house',
    title: 'House',
    description: 'A theme',
    version: '1.0.0',
    license: 'MIT',
    css: 'house.css',
  }),
)
const server = startLectern(['dev', 'talk.md', '--port', '0', '-q'], {
  cwd: folder,
  node: ['--expose-gc', '--require', resolve(import.meta.dirname, 'heap.cjs')],
})
try {
  const [, address] = await server.until(/Lectern\s+(\S+)/)
  const crowd = []
  for (let index = 0; index < windows; index += 1) crowd.push(await followDeck(address, watcher()))
  const looks = []
  const settled = []
  const ways = [...Object.values(styles), emptiedFirst]
  for (let save = 1; save <= count; save += 1) {
    const style = ways[Math.floor(random() * ways.length)]
    if (random() < 0.03) {
      themeVersion += 1
      await style(themePath, themeText(themeVersion))
    } else {
      slides = edited(save)
      savedAt.set(slides.join(), [...(savedAt.get(slides.join()) ?? []), save])
      await style(deckPath, deckText())
    }
    await wait(20 + random() * (mostMs - 20))
    if (save % every !== 0 && save !== count) continue
    // What is shown two seconds after a save is what was saved.
    const begun = performance.now()
    const isShown = () =>
      crowd.every((window) => namesIn(window).join() === slides.join() && themeIn(window) === themeVersion)
    while (!isShown() && performance.now() - begun < 30_000) await wait(20)
    settled.push(isShown() ? performance.now() - begun : Number.POSITIVE_INFINITY)
    // A check of the deck may still be under way.
    await wait(2_000)
    looks.push({ save, ...(await heap()), ...usage(server.pid) })
    if (looks.length % 10 === 0)
      console.log(
        `  ${save} saves, ${shown} decks shown, ${wrong} wrong, heap ${(looks.at(-1).heap / 1e6).toFixed(1)} MB`,
      )
  }
  const clean = startLectern(['dev', 'talk.md', '--port', '0', '-q'], { cwd: folder })
  const [, cleanAddress] = await clean.until(/Lectern\s+(\S+)/)
  const fresh = await followDeck(cleanAddress)
  const parts = {
    slides: (one) => one.slides, // A window counts its slides itself.
    html: (one) =>
      one
        .html()
        .map((html) =>
          html.replace(/aria-label="\d+ of \d+| (?:id|data-line|data-marpit-pagination(?:-total)?)="\d*"/g, ''),
        ),
    css: (one) => one.css,
    head: (one) => one.head,
    lines: (one) => one.lines,
  }
  const differing = (window) =>
    Object.keys(parts).filter((name) => JSON.stringify(parts[name](window)) !== JSON.stringify(parts[name](fresh)))
  const differences = [...new Set(crowd.flatMap(differing))]
  const same = crowd.filter((window) => differing(window).length === 0).length
  if (differences.length > 0) console.log(`  different: ${differences.join(', ')}`)
  fresh.socket.terminate()
  await clean.stop()
  say(same === windows, `after ${count} saves ${same} of ${windows} windows show what a fresh server does`)
  const late = settled.filter((ms) => ms > 2_000).length
  say(
    late === 0,
    `${settled.length} times the last save was shown after ${median(settled).toFixed(0)} ms, at the most ${Math.max(...settled).toFixed(0)}; later than two seconds: ${late}`,
  )
  say(
    wrong === 0 && backwards === 0,
    `${shown} decks shown: ${wrong} that nobody saved, ${backwards} older than the one before`,
  )
  const misfits = crowd.reduce((sum, window) => sum + window.misfits, 0)
  say(misfits === 0, `patches that did not fit: ${misfits}`)
  const warm = looks.filter(({ save }) => save >= count / 10)
  const grown = (warm.at(-1).heap - warm[0].heap) / 1e6
  say(
    grown <= 20,
    `heap ${(warm[0].heap / 1e6).toFixed(1)} → ${(warm.at(-1).heap / 1e6).toFixed(1)} MB after a collection: ${grown.toFixed(2)} MB more (reach 20)`,
  )
  const slope = slopeOf(warm.map(({ save, heap: bytes }) => [save, bytes / 1024]))
  say(slope <= 1, `slope ${slope.toFixed(3)} KB a save over ${warm.length} looks (reach 1)`)
  for (const name of ['files', 'watches', 'threads', 'handles']) {
    const values = [...new Set(warm.map((look) => look[name]))]
    say(values.length === 1, `${name}: ${values.join(', ')}`)
  }
  console.log(`  resident memory ${(warm[0].rssKb / 1024).toFixed(0)} → ${(warm.at(-1).rssKb / 1024).toFixed(0)} MB`)
  for (const { socket } of crowd) socket.terminate()
} finally {
  await server.stop()
  await rm(folder, { recursive: true, force: true, maxRetries: 10 })
}
process.exitCode = failed ? 1 : 0

/** Looks at each deck that a window shows. */
function watcher() {
  let last = 0
  let lastTheme = 0
  return (window) => {
    shown += 1
    const saved = savedAt.get(namesIn(window).join())
    const theme = themeIn(window)
    // A deck may be saved again as it was: the latest of its saves counts, so that none seems older than it is.
    const at = saved?.at(-1)
    if (at === undefined || !(theme <= themeVersion)) {
      wrong += 1
      console.log(`  nobody saved this: ${namesIn(window).join()} with theme ${theme}`)
    } else if (at < last || theme < lastTheme) backwards += 1
    last = Math.max(last, at ?? 0)
    lastTheme = Math.max(lastTheme, theme)
  }
}

/** The names of the slides that a window shows. */
function namesIn(window) {
  return window.html().map((html) => /<h1[^>]*>(?:<[^>]*>)*\s*(s\d+v\d+)/.exec(html ?? '')?.[1] ?? 'none')
}

function themeIn({ css }) {
  return Number(/--soak:\s*(\d+)/.exec(css)?.[1] ?? -1)
}

/** Mostly another text of one slide; sometimes one more, one less, or another order. */
function edited(save) {
  const at = Math.floor(random() * slides.length)
  const kind = random()
  if (kind < 0.04 && slides.length < 20) return slides.toSpliced(at, 0, `s${100 + save}v0`)
  if (kind < 0.08 && slides.length > 8) return slides.toSpliced(at, 1)
  if (kind < 0.12) return [...slides.toSpliced(at, 1), slides[at]]
  return slides.with(at, slides[at].replace(/v\d+/, `v${save}`))
}

/** Asks the server to collect garbage, and what is left then. */
async function heap() {
  const told = () => [...server.said().matchAll(/HEAP (\d+) (\d+)\n/g)]
  const before = told().length
  process.kill(server.pid, 'SIGUSR2')
  while (told().length === before) await wait(20)
  const [, bytes, handles] = told().at(-1)
  return { heap: Number(bytes), handles: Number(handles) }
}

/** Slope of the line through points with the least squares. */
function slopeOf(points) {
  const mean = (at) => points.reduce((sum, point) => sum + point[at], 0) / points.length
  const [x, y] = [mean(0), mean(1)]
  const over = points.reduce((sum, point) => sum + (point[0] - x) * (point[1] - y), 0)
  return over / points.reduce((sum, point) => sum + (point[0] - x) ** 2, 0)
}

/** Emptied, and written a while later. */
async function emptiedFirst(path, text) {
  await writeFile(path, '')
  await wait(30)
  await writeFile(path, text)
}

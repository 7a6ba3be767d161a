// `npm run bench [-- rows…]`: Lectern beside Marp CLI in the same run, as ratios. Needs the npm registry once, to install
// Marp CLI into a folder of its own (it would pick up our engine otherwise), and takes some minutes.
import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { kinds, writeDeck } from './decks.mjs'
import { compare, runOnce } from './measure.mjs'
import { prints } from './prints.mjs'

const marpVersion = '4.5.1'
const lectern = resolve(import.meta.dirname, '../../bin/lectern.js')
const wanted = process.argv.slice(2)
const work = await mkdtemp(join(tmpdir(), 'lectern-bench-'))
const marp = await installMarp()
const cache = join(work, 'cache')
const node = process.execPath
const named = process.env.LECTERN_BROWSER ?? process.env.CHROME_PATH
const browser = await findBrowser()

const ours = (deck, to) => ({
  command: [
    node,
    lectern,
    'build',
    deck,
    '--to',
    to,
    '-o',
    join(work, 'out'),
    '-q',
    // A run that leaves something out is no match.
    '--strict',
    ...(named && to.includes('pdf') ? ['--browser', named] : []),
  ],
  env: { XDG_CACHE_HOME: cache, CI: '1' },
})
const theirs = (deck, to) => ({
  command: [
    node,
    marp,
    deck,
    '--no-stdin',
    '--allow-local-files',
    ...(to === 'pdf' ? ['--pdf'] : []),
    '-o',
    join(work, 'out', `marp.${to}`),
  ],
  cwd: work,
  env: { CHROME_PATH: browser, CI: '1', CHROME_NO_SANDBOX: '1' },
})
/** Forgets every deck, but not the unpacked browser: that is done once in a lifetime. */
async function forget() {
  const folder = join(cache, 'lectern')
  for (const name of await readdir(folder)) if (name.endsWith('.memo')) await rm(join(folder, name))
}

const rows = {
  ...prints({ work, node, lectern, marp, browser, cache, ours, theirs, forget, ratio }),
  async 'html-20-cold'() {
    const deck = await writeDeck(join(work, 'd20'), 'd20', 20)
    return ratio(
      'HTML, 20 slides, nothing cached',
      0.75,
      { ours: { ...ours(deck, 'html'), before: forget }, marp: theirs(deck, 'html') },
      9,
    )
  },
  async 'html-20-edited'() {
    const folder = join(work, 'd20e')
    const deck = await writeDeck(folder, 'd20e', 20)
    const edit = (round) => writeDeck(folder, 'd20e', 20, kinds.rich, `edit ${round} ${Math.random()}`)
    return ratio(
      'HTML, 20 slides, second run after one edited slide',
      0.45,
      { ours: { ...ours(deck, 'html'), before: edit }, marp: theirs(deck, 'html') },
      9,
    )
  },
  async 'html-20-plain'() {
    const deck = await writeDeck(join(work, 'p20'), 'p20', 20, kinds.plain)
    return ratio(
      'HTML, 20 slides without code and math',
      0.45,
      { ours: { ...ours(deck, 'html'), before: forget }, marp: theirs(deck, 'html') },
      9,
    )
  },
  async 'theme-cold'() {
    for (const theme of ['atlas', 'lecture']) {
      const deck = await writeDeck(join(work, theme), theme, 20, kinds.rich, '', theme)
      const plain = await writeDeck(join(work, 'd20'), 'd20', 20)
      await ratio(
        `HTML, 20 slides, nothing cached: theme ${theme} against Marp's default`,
        1.1,
        {
          ours: { ...ours(deck, 'html'), before: forget },
          default: { ...ours(plain, 'html'), before: forget },
        },
        15,
      )
    }
  },
  async 'pdf-20'() {
    const deck = await writeDeck(join(work, 'd20'), 'd20', 20)
    return ratio('PDF, 20 slides, same browser binary', 0.5, { ours: ours(deck, 'pdf'), marp: theirs(deck, 'pdf') }, 7)
  },
  async 'pdf-20-cold'() {
    const deck = await writeDeck(join(work, 'd20'), 'd20', 20)
    return ratio(
      'PDF, 20 slides, same browser binary, nothing cached',
      0.5,
      { ours: { ...ours(deck, 'pdf'), before: forget }, marp: theirs(deck, 'pdf') },
      7,
    )
  },
  async 'pdf-100'() {
    const deck = await writeDeck(join(work, 'd100'), 'd100', 100)
    return ratio('PDF, 100 slides, same browser binary', 0.5, { ours: ours(deck, 'pdf'), marp: theirs(deck, 'pdf') }, 5)
  },
  async 'html-and-pdf'() {
    const deck = await writeDeck(join(work, 'd20'), 'd20', 20)
    return ratio(
      'HTML and PDF in one command, against our PDF alone',
      1.15,
      { ours: ours(deck, 'html,pdf'), 'PDF alone': ours(deck, 'pdf') },
      7,
    )
  },
  async 'pdf-1000'() {
    const small = await writeDeck(join(work, 'd100'), 'd100', 100)
    const large = await writeDeck(join(work, 'd1000'), 'd1000', 1000)
    return ratio(
      'PDF, 1,000 slides, against our 100',
      12,
      { ours: ours(large, 'pdf'), '100 slides': ours(small, 'pdf') },
      2,
    )
  },
  async memory() {
    const deck = await writeDeck(join(work, 'd100'), 'd100', 100)
    await forget()
    const { command, env } = ours(deck, 'pdf')
    const mine = (await runOnce(command, { env, watch: true })).peak
    const job = theirs(deck, 'pdf')
    const other = (await runOnce(job.command, { ...job, watch: true })).peak
    console.log(
      `Memory, 100-slide PDF: ours ${mine.own.toFixed(0)} MB in Node (reach 250), ${mine.all.toFixed(0)} MB with the browser; Marp CLI ${other.own.toFixed(0)} and ${other.all.toFixed(0)} MB`,
    )
  },
  async version() {
    return ratio(
      'lectern --version, against node -e 0',
      2,
      { ours: { command: [node, lectern, '--version'] }, 'node -e 0': { command: [node, '-e', '0'] } },
      15,
    )
  },
  async check() {
    const talk = await readFile(resolve(import.meta.dirname, '../../slides/the-rise-of-python/deck.md'), 'utf8')
    const [, head, ...slides] = talk.split(/^---$/m)
    const path = join(work, 'check.md')
    const write = (text) => writeFile(path, text)
    const hundred = Array.from({ length: 100 }, (_, at) => slides[at % slides.length].replace(/^(#+ .*)$/m, `$1 ${at}`))
    const job = { command: [node, lectern, 'check', path], env: { XDG_CACHE_HOME: cache, CI: '1' } }
    const edit = (round) => write(talk.replace('Edinburgh, July 2018', `Edinburgh, round ${round}`))
    const cold = async (text) => {
      await write(text)
      await forget()
    }
    const long = `---${head}---${hundred.join('---')}`
    for (const [title, reachMs, before] of [
      ['check, the talk in both schemes, nothing cached', 4000, () => cold(talk)],
      ['check, the talk after one edit', 500, edit],
      ['check, 100 slides in both schemes, nothing cached', 8000, () => cold(long)],
    ]) {
      const { ours: ms } = await compare({ ours: { ...job, before } }, 5)
      console.log(`${ms <= reachMs ? '✓' : '✗'} ${title}: ${ms.toFixed(0)} ms (reach ${reachMs} ms), median of 5`)
    }
  },
}

/** Rows with tables of their own. */
const live = async () => {
  const { live: measureLive } = await import('./live.mjs')
  await measureLive({ work, browser, lectern })
}

const liveCheck = async () => {
  const { liveCheck: measureBoth } = await import('./live.mjs')
  await measureBoth({ work, browser, lectern })
}

try {
  await mkdir(join(work, 'out'), { recursive: true })
  for (const [name, row] of Object.entries(rows)) if (wanted.length === 0 || wanted.includes(name)) await row()
  if (wanted.length === 0 || wanted.includes('live')) await live()
  if (wanted.length === 0 || wanted.includes('live-check')) await liveCheck()
} finally {
  await rm(work, { recursive: true, force: true })
}

async function ratio(title, reach, jobs, runs, divide = (own, other) => own / other) {
  const medians = await compare(jobs, runs)
  const [own, other] = Object.values(medians)
  const [first, name] = Object.keys(medians)
  const quotient = divide(own, other)
  const mark = quotient <= reach ? '✓' : '✗'
  console.log(
    `${mark} ${title}: ${quotient.toFixed(2)} × (reach ${reach}); ${first} ${own.toFixed(0)} ms, ${name} ${other.toFixed(0)} ms, median of ${runs}`,
  )
}

async function installMarp() {
  const folder = join(tmpdir(), `lectern-bench-marp-${marpVersion}`)
  const entry = join(folder, 'node_modules', '@marp-team', 'marp-cli', 'marp-cli.js')
  if (!existsSync(entry)) {
    await mkdir(folder, { recursive: true })
    await writeFile(join(folder, 'package.json'), '{"private":true}')
    execFileSync('npm', ['install', '--no-audit', '--no-fund', `@marp-team/marp-cli@${marpVersion}`], {
      cwd: folder,
      stdio: 'inherit',
    })
  }
  return entry
}

/** Both print with the same binary: the one that `LECTERN_BROWSER` names, else the one that comes with Lectern. */
async function findBrowser() {
  if (named) return named
  // The first PDF unpacks it, unless the temporary folder has it already.
  const deck = await writeDeck(join(work, 'first'), 'first', 1)
  await runOnce([node, lectern, 'build', deck, '--to', 'pdf', '-o', join(work, 'first'), '-q'], {
    env: { XDG_CACHE_HOME: cache },
  })
  for (const place of [join(cache, 'lectern'), join(tmpdir(), `lectern-cache-${process.getuid()}`)]) {
    const folder = existsSync(place) && (await readdir(place)).find((name) => name.startsWith('chromium-'))
    if (folder) return join(place, folder, 'chromium')
  }
  throw new Error('The browser of Lectern is not where it unpacks it. Name one: LECTERN_BROWSER')
}

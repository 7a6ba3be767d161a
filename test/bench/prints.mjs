// Rows of the print set: pictures, many decks, other tools' PDFs, what viewers have to do, sizes.
import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { kinds, writeDeck } from './decks.mjs'
import { runOnce } from './measure.mjs'

/** Decks of the row of many; fewer when a machine is slow: `LECTERN_BENCH_DECKS=10`. */
const many = Number(process.env.LECTERN_BENCH_DECKS ?? 40)

/** Tools that print decks of their own kind of Markdown, or any page. Both take a browser that is there. */
const others = {
  decktape: { packages: ['decktape@3.16.1'], entry: 'decktape/decktape.js' },
  slidev: {
    packages: ['@slidev/cli@52.11.0', '@slidev/theme-default@latest', 'playwright-chromium@1.65.0'],
    entry: '@slidev/cli/bin/slidev.mjs',
  },
}

export function prints({ work, node, lectern, marp, browser, cache, ours, theirs, forget, ratio }) {
  const small = () => writeDeck(join(work, 'd20'), 'd20', 20)
  const forced = (job) => ({ ...job, command: [...job.command, '--force'] })
  const pictures = (deck) => {
    const job = theirs(deck, 'png')
    job.command.splice(-2, 0, '--images', 'png')
    return job
  }
  return {
    async 'png-20'() {
      const deck = await small()
      const jobs = { ours: forced(ours(deck, 'png')), marp: pictures(deck) }
      return ratio('PNG, 20 slides, same browser binary', 0.35, jobs, 5)
    },
    async 'three-formats'() {
      const deck = await small()
      const [html, pdf, png] = [theirs(deck, 'html'), theirs(deck, 'pdf'), pictures(deck)]
      const all = [html, pdf, png].map(({ command }) => command.map((word) => `'${word}'`).join(' ')).join(' && ')
      const jobs = { ours: forced(ours(deck, 'html,pdf,png')), marp: { ...html, command: ['sh', '-c', all] } }
      return ratio('HTML, PDF and PNG in one run, against three runs', 0.5, jobs, 3)
    },
    async 'forty-decks'() {
      const folder = join(work, 'forty')
      const write = (n, edit) => writeDeck(join(folder, `t${n}`), `t${n}`, 20, kinds.rich, edit)
      for (let n = 1; n <= many; n++) await write(n, `deck ${n}`)
      const mine = { ...ours('*/t*.md', 'pdf'), cwd: folder }
      const first = { ...forced(mine), before: forget }
      const flags = ['--no-stdin', '--allow-local-files', '--pdf', '--parallel', '5']
      const command = [node, marp, ...flags, '-I', folder, '-o', join(work, 'out40')]
      const jobs = { ours: first, marp: { ...theirs('x', 'pdf'), command } }
      await ratio(`${many} decks of 20 slides to PDF, against --parallel`, 0.35, jobs, 1)
      const edited = { ...mine, before: (round) => write(7, `edit ${round} ${Math.random()}`) }
      return ratio('the same after one edit, against the first run', 0.1, { first, edited }, 1, (a, b) => b / a)
    },
    async 'pdf-others'() {
      const deck = await small()
      await runOnce([...ours(deck, 'html').command], ours(deck, 'html'))
      const tape = await install(others.decktape)
      const page = `file://${join(work, 'out', 'd20.html')}`
      // Its own pauses (a second and more for each slide) are left out.
      const pauses = ['--load-pause', '0', '--pause', '0', '--key=ArrowRight', '--max-slides=20']
      const flags = ['--chrome-path', browser, '--chrome-arg=--no-sandbox', ...pauses]
      const decktape = { command: [node, tape.entry, 'generic', ...flags, page, join(work, 'out', 'tape.pdf')] }
      const mine = forced(ours(deck, 'pdf'))
      await ratio('PDF, 20 slides, against decktape on our HTML', 0.35, { ours: mine, decktape }, 3)
      const { folder, entry } = await install(others.slidev)
      // Slidev serves only what lies beside its own packages.
      const beside = await writeDeck(join(folder, 'd20'), 'd20', 20)
      const out = ['--executable-path', browser, '--output', join(work, 'out', 'slidev.pdf')]
      const slidev = { command: [node, entry, 'export', beside, ...out], cwd: folder }
      return ratio('PDF, 20 slides, against Slidev', 0.35, { ours: mine, slidev }, 3)
    },
    async 'pdf-size'() {
      const deck = await small()
      const jobs = [forced(ours(deck, 'pdf')), theirs(deck, 'pdf')]
      for (const job of jobs) await runOnce(job.command, job)
      const sizes = [join(work, 'out', 'd20.pdf'), join(work, 'out', 'marp.pdf')].map((path) => stat(path))
      const [own, other] = (await Promise.all(sizes)).map(({ size }) => size)
      const said = `ours ${own} bytes, marp ${other} bytes`
      console.log(`${own / other <= 1.2 ? '✓' : '✗'} PDF size: ${(own / other).toFixed(2)} × (reach 1.2); ${said}`)
    },
    async 'first-page'() {
      const talk = resolve(import.meta.dirname, '../../slides/the-rise-of-python/deck.md')
      const bare = '.lectern-slide section,.lectern-slide section *{background-image:none!important}'
      const out = (name) => ['-o', join(work, 'out', name)]
      const build = (...more) => [node, lectern, 'build', ...more, '--to', 'pdf', '-q', '--force']
      const env = { XDG_CACHE_HOME: cache, CI: '1' }
      const named = process.env.LECTERN_BROWSER === undefined ? [] : ['--browser', browser]
      await runOnce(build(talk, ...out('talk.pdf'), ...named), { env })
      const text = await readFile(talk, 'utf8')
      const plain = join(work, 'plain')
      await mkdir(plain, { recursive: true })
      execFileSync('cp', ['-r', `${dirname(talk)}/.`, plain])
      await writeFile(join(plain, 'deck.md'), `${text}\n\n<style>${bare}</style>\n`)
      await runOnce(build(join(plain, 'deck.md'), ...out('plain.pdf'), ...named), { env })
      const page = (name) => ({ command: ['pdftoppm', '-f', '1', '-l', '1', join(work, 'out', name), join(work, 'p')] })
      const jobs = { talk: page('talk.pdf'), 'without backgrounds': page('plain.pdf') }
      return ratio('first page of the talk in poppler, against the talk without backgrounds', 2, jobs, 9)
    },
  }
}

async function install({ packages, entry }) {
  const folder = join(tmpdir(), `lectern-bench-${packages.join('-').replace(/[^\w.]+/g, '-')}`)
  const path = join(folder, 'node_modules', entry)
  if (!existsSync(path)) {
    await mkdir(folder, { recursive: true })
    await writeFile(join(folder, 'package.json'), '{"private":true}')
    // A browser is there already.
    const env = { ...process.env, PUPPETEER_SKIP_DOWNLOAD: '1', PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: '1' }
    execFileSync('npm', ['install', '--no-audit', '--no-fund', ...packages], { cwd: folder, stdio: 'ignore', env })
  }
  return { folder, entry: path }
}

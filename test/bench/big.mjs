// `node test/bench/big.mjs [--pdf5000]`: decks of 1,000 slides (200 pictures, 300 pieces of code, 200 formulas) and of 5,000.
// Times are of whole commands; memory is the largest seen, of the command and of it with its browser.
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { picture } from './decks.mjs'
import { median, runOnce } from './measure.mjs'

const lectern = resolve(import.meta.dirname, '../../bin/lectern.js')
const work = await mkdtemp(join(tmpdir(), 'lectern-big-'))
const env = { XDG_CACHE_HOME: join(work, 'cache'), CI: '1', NO_COLOR: '1' }

const languages = {
  js: (n) => `export const total = (items) => items.reduce((sum, { price }) => sum + price * ${n}, 0) // ${n}`,
  python: (n) => `def total(items):\n    return sum(item.price * ${n} for item in items)  # ${n}`,
  rust: (n) => `fn total(items: &[Item]) -> f64 { items.iter().map(|item| item.price * ${n}.0).sum() }`,
  sql: (n) => `SELECT name, count(*) FROM items WHERE id > ${n} GROUP BY name;`,
}
const code = (n) => {
  const [language, write] = Object.entries(languages)[n % 4]
  return `## Code ${n}\n\n\`\`\`${language}\n${write(n)}\n\`\`\``
}
const text = (n) => `# Slide ${n}\n\n- first point of ${n}\n- second with **strong** and \`code\`\n\n<!-- note ${n} -->`
const image = (n) => `## Picture ${n}\n\n![w:400 Picture ${n}](picture-${n % 200}.png)`
const formula = (n) => `## Formula ${n}\n\n$$ \\int_0^{${n}} x^2\\,dx = \\frac{${n}^3}{3} $$`
/** Ten slides in turn: two pictures, three pieces of code, two formulas, three of text. */
const turn = [text, code, image, formula, code, text, image, code, formula, text]

/** Writes a deck, with one slide edited, and gives its path. */
async function writeDeck(count, edit = '') {
  const folder = join(work, String(count))
  if (!existsSync(folder)) {
    await mkdir(folder)
    for (let n = 0; n < 200; n++) await writeFile(join(folder, `picture-${n}.png`), picture(n))
  }
  const slides = Array.from({ length: count }, (_, index) => turn[index % 10](index + 1))
  slides[count >> 1] += `\n\n${edit}`
  const path = join(folder, `talk-${count}.md`)
  await writeFile(path, `---\ntitle: Big\n---\n\n${slides.join('\n\n---\n\n')}\n`)
  return path
}

/** Forgets every deck, but not the unpacked browser. */
async function forget() {
  const folder = join(work, 'cache/lectern')
  if (existsSync(folder))
    for (const name of await readdir(folder)) if (name.endsWith('.memo')) await rm(join(folder, name))
}

async function build(path, to) {
  const command = [process.execPath, lectern, 'build', path, '--to', to, '-o', join(work, 'out'), '--json', '--strict']
  const { ms, peak, out } = await runOnce(command, { env, watch: true, keep: true })
  const { artefacts } = JSON.parse(out)
  return { s: ms / 1000, peak, pages: artefacts[0].pages, mb: artefacts[0].bytes / 1e6 }
}

function show(what, runs, limit) {
  const best = median(runs.map(({ s }) => s))
  const { pages, mb } = runs[0]
  const [own, all] = ['own', 'all'].map((key) => Math.round(Math.max(...runs.map(({ peak }) => peak[key]))))
  console.log(
    `${what.padEnd(44)} ${best.toFixed(2)} s (limit ${limit}), ${pages} pages, ${mb.toFixed(1)} MB, memory ${own} MB, with browser ${all} MB`,
  )
  return best
}

try {
  await build(await writeDeck(1000), 'pdf')
  const cold = []
  const edited = []
  for (let round = 0; round < 3; round++) {
    await forget()
    cold.push(await build(await writeDeck(1000), 'html'))
    edited.push(await build(await writeDeck(1000, `edit ${round} ${Math.random()}`), 'html'))
  }
  const small = show('HTML, 1,000 slides, nothing cached', cold, '5 s')
  show('HTML, 1,000 slides, one edited', edited, '1 s')
  show('PDF, 1,000 slides', [await build(await writeDeck(1000, `pdf ${Math.random()}`), 'pdf')], '120 s, 600 MB')
  const large = []
  for (let round = 0; round < 3; round++) {
    await forget()
    large.push(await build(await writeDeck(5000), 'html'))
  }
  console.log(`5,000 to 1,000 slides: ${(show('HTML, 5,000 slides', large, '30 s') / small).toFixed(2)} (limit 7)`)
  if (process.argv.includes('--pdf5000')) show('PDF, 5,000 slides', [await build(await writeDeck(5000), 'pdf')], 'ends')
} finally {
  await rm(work, { recursive: true, force: true })
}

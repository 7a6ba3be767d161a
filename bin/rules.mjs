// Writes the pages of the rules, docs/rules, with pictures of a slide that each finds something on and of one that it does
// not, and their table in docs/rules/README.md. For an error it is the card that `dev` shows, taken with the browser that
// LECTERN_BROWSER names. Run after `npm run build`: `node bin/rules.mjs`, or `node bin/rules.mjs spelling` for the pictures of
// one. `test/check/pages.test.ts` fails when a page is older than its rule.
import { execFileSync, spawn } from 'node:child_process'
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { launch } from 'puppeteer-core'

const root = join(import.meta.dirname, '..')
const folder = join(root, 'docs', 'rules')
const only = process.argv.slice(2)
const run = (args, cwd = root) =>
  execFileSync(process.execPath, [join(root, 'bin/lectern.js'), ...args], {
    cwd,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  })
const { rules } = JSON.parse(run(['check', '--rules', '--json']))
const work = await mkdtemp(join(tmpdir(), 'lectern-rules-'))
try {
  await cp(join(root, 'test/decks/check/bad/files'), work, { recursive: true })
  await cp(join(work, 'large.png'), join(work, 'huge.png'))
  await mkdir(join(folder, 'pictures'), { recursive: true })
  for (const rule of rules) {
    for (const kind of ['bad', 'good']) if (only.length === 0 || only.includes(rule.id)) await picture(rule, kind)
    const page = run(['check', '--explain', rule.id])
      .replace('## Reported\n', `## Reported\n\n![A slide that ${rule.id} reports](pictures/${rule.id}-bad.jpg)\n`)
      .replace(
        '## Not reported\n',
        `## Not reported\n\n![A slide that it does not report](pictures/${rule.id}-good.jpg)\n`,
      )
    await writeFile(join(folder, `${rule.id}.md`), page)
  }
  const [kept = ''] = (await readFile(join(folder, 'README.md'), 'utf8')).split('<!-- rules -->')
  const rows = rules.map(({ id, level, finds }) => `| [${id}](${id}.md) | ${level} | ${finds} |`)
  await writeFile(
    join(folder, 'README.md'),
    `${kept}<!-- rules -->\n\n| rule | level | finds |\n|---|---|---|\n${rows.join('\n')}\n`,
  )
} finally {
  await rm(work, { recursive: true, force: true })
}

async function picture({ id, isFixed, ...rule }, kind) {
  const markdown = rule[kind]
  const body = markdown.startsWith('---\n') ? markdown.slice(4) : `lang: en\n---\n\n${markdown}`
  const theme = /^theme:/m.test(body) ? '' : 'theme: atlas\n'
  await writeFile(join(work, `${id}.md`), `---\n${theme}${body}\n`)
  const at = id === 'title-duplicate' ? 3 : kind === 'bad' && id === 'empty-slide' ? 2 : 1
  const target = join(folder, 'pictures', `${id}-${kind}.jpg`)
  if (kind === 'bad' && isFixed) return card(`${id}.md`, target)
  const out = join(work, `out-${id}-${kind}`)
  run(['build', `${id}.md`, '--to', 'jpeg', '--scale', '0.25', '-o', out, '--pages', String(at)], work)
  const names = (await readdir(out, { recursive: true })).filter((name) => /\.jpe?g$/.test(name))
  await cp(join(out, names.sort().at(-1)), target)
}

/** Takes a picture of what `dev` says of a deck that cannot be shown. */
async function card(file, path) {
  const dev = spawn(process.execPath, [join(root, 'bin/lectern.js'), 'dev', file, '--port', '0', '--no-check'], {
    cwd: work,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const browser = await launch({ executablePath: process.env.LECTERN_BROWSER, args: ['--no-sandbox'] })
  try {
    const page = await browser.newPage()
    await page.setViewport({ width: 640, height: 360, deviceScaleFactor: 0.5 })
    await page.goto(await addressFrom(dev))
    await page.waitForSelector('#lectern-card')
    await page.screenshot({ path, type: 'jpeg', quality: 80 })
  } finally {
    await browser.close()
    dev.kill()
  }
}

async function addressFrom({ stdout, stderr }) {
  const lines = [stdout, stderr].map((input) => createInterface({ input }))
  return new Promise((resolve) => {
    for (const one of lines)
      one.on('line', (line) => {
        const [address] = /http:\/\/\S+/.exec(line) ?? []
        if (address !== undefined) resolve(address)
      })
  })
}

// Writes src/check/README.md: every rule with its options and pictures of a slide that it finds something on and of one that
// it does not. Run after `npm run build`: `node bin/rules.mjs`.
import { execFileSync } from 'node:child_process'
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')
const pictures = join(root, 'src', 'check', 'pictures')
const run = (args, cwd = root) =>
  execFileSync(process.execPath, [join(root, 'bin/lectern.js'), ...args], {
    cwd,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  })
const rules = JSON.parse(run(['check', '--rules', '--json']))
const work = await mkdtemp(join(tmpdir(), 'lectern-rules-'))
try {
  await cp(join(root, 'test/decks/check/bad/files'), work, { recursive: true })
  await cp(join(work, 'large.png'), join(work, 'huge.png'))
  await rm(pictures, { recursive: true, force: true })
  await mkdir(pictures, { recursive: true })
  for (const rule of rules) for (const kind of ['bad', 'good']) await picture(rule.id, kind, rule[kind])
  const head = await readFile(join(root, 'src/check/README.md'), 'utf8').catch(() => '')
  const kept = head.split('<!-- rules -->')[0] ?? ''
  await writeFile(join(root, 'src/check/README.md'), `${kept}<!-- rules -->\n\n${rules.map(page).join('\n')}`)
} finally {
  await rm(work, { recursive: true, force: true })
}

async function picture(id, kind, markdown) {
  const body = markdown.startsWith('---\n') ? markdown.slice(4) : `lang: en\n---\n\n${markdown}`
  await writeFile(join(work, `${id}.md`), `---\ntheme: atlas\n${body}\n`)
  const at = id === 'title-duplicate' ? 3 : kind === 'bad' && id === 'empty-slide' ? 2 : 1
  run(['build', `${id}.md`, '--to', 'jpeg', '--scale', '0.25', '-o', `out-${kind}`, '--pages', String(at)], work)
  const { readdir } = await import('node:fs/promises')
  const names = (await readdir(join(work, `out-${kind}`), { recursive: true })).filter(
    (name) => name.includes(id) && /\.jpe?g$/.test(name),
  )
  await cp(join(work, `out-${kind}`, names.sort().at(-1)), join(pictures, `${id}-${kind}.jpg`))
}

function page({ id, level, finds, why, options }) {
  const rows = options.map(({ name, meaning, default: own }) => `| \`${id}.${name}\` | ${own} | ${meaning} |`)
  const table = rows.length === 0 ? '' : `\n| option | default | |\n|---|---|---|\n${rows.join('\n')}\n`
  const shown = `| found | not found |\n|---|---|\n| ![A slide that ${id} finds something on](pictures/${id}-bad.jpg) | ![A slide that it does not](pictures/${id}-good.jpg) |`
  return `## ${id}\n\n${finds} Level: ${level}.\n\n${why}\n${table}\n${shown}\n`
}

// `npm run release:notes -- 0.2.0`: puts the files of docs/changes/ together as a section of CHANGELOG.md and removes them.
// Without a version it prints what it would write.
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { assemble } from './changes.mjs'

const root = join(import.meta.dirname, '..')
const folder = join(root, 'docs', 'changes')
const names = readdirSync(folder).filter((name) => name.endsWith('.md'))
const changes = names.sort().map((name) => readFileSync(join(folder, name), 'utf8'))
const changelog = readFileSync(join(root, 'CHANGELOG.md'), 'utf8')
const [version] = process.argv.slice(2)

if (version === undefined) console.log(assemble('# What changed\n', changes, 'Unreleased'))
else if (!/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version)) {
  console.error(`“${version}” is no version.`)
  process.exitCode = 2
} else {
  const date = new Date().toISOString().slice(0, 10)
  writeFileSync(join(root, 'CHANGELOG.md'), assemble(changelog, changes, `${version} (${date})`))
  for (const name of names) rmSync(join(folder, name))
  console.log(`CHANGELOG.md has ${names.length} changes of ${version}. Read them as one text before you commit.`)
}

// `npm run new -- rule too-many-words`: writes the files of a recipe, with a test that fails until they are filled.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { plan, recipes } from './plan.mjs'

const root = join(import.meta.dirname, '..', '..')
const [kind, name] = process.argv.slice(2)

if (kind === undefined || name === undefined) {
  const rows = Object.entries(recipes).map(([id, { what }]) => `  ${id.padEnd(10)} ${what}`)
  console.error(`Usage: npm run new -- <kind> <name>\n\n${rows.join('\n')}\n`)
  process.exit(2)
}
try {
  const read = (path) => (existsSync(join(root, path)) ? readFileSync(join(root, path), 'utf8') : undefined)
  const { files, next } = plan(kind, name, read)
  for (const [path, text] of files) {
    console.log(`${existsSync(join(root, path)) ? 'changed' : 'written'}  ${path}`)
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
  const formatted = [...files.keys()].filter((path) => /\.(ts|json)$/.test(path))
  const biome = join(root, 'node_modules', '.bin', 'biome')
  spawnSync(biome, ['check', '--config-path=.ci', '--write', ...formatted], {
    cwd: root,
    shell: process.platform === 'win32',
  })
  console.log(`\nNext:\n${next.map((line) => `- ${line}`).join('\n')}`)
} catch (error) {
  console.error(error.message)
  process.exit(2)
}

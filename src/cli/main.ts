// The command's first file. Printing the version loads nothing else; everything else is one script, which V8 need not
// compile again because the build has kept what it made of it (a mere copy of the script's compiled form: a cache that
// does not fit, say of another version of Node, is ignored by V8 itself).
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Script } from 'node:vm'
import type * as Command from './command.js'

const lib = dirname(fileURLToPath(import.meta.url))
const argv = process.argv.slice(2)

if (argv[0] === '--version' || argv[0] === '-V') {
  const { version } = JSON.parse(readFileSync(join(lib, '..', 'package.json'), 'utf8')) as { version: string }
  process.stdout.write(`${version}\n`)
} else {
  const { command, script } = load(join(lib, 'command.cjs'), join(lib, 'command.cache'))
  process.exitCode = await command.main(process, () => script.createCachedData())
}

function load(path: string, cachePath: string): { command: typeof Command; script: Script } {
  const source = `(function (exports, require, module, __filename, __dirname, lecternImport) {${readFileSync(path, 'utf8')}\n})`
  const cachedData = readIfThere(cachePath)
  const script = new Script(source, {
    filename: path,
    ...(cachedData === undefined ? {} : { cachedData }),
  })
  const module = { exports: {} }
  script.runInThisContext()(module.exports, createRequire(path), module, path, lib, (name: string) => import(name))
  return { command: module.exports as typeof Command, script }
}

function readIfThere(path: string): Buffer | undefined {
  try {
    return readFileSync(path)
  } catch {
    return undefined
  }
}

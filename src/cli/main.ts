// The command's first file. Printing the version loads nothing else; everything else is two scripts, which V8 need not
// compile again because the build has kept what it made of them (a mere copy of a script's compiled form: a cache that
// does not fit, say of another version of Node, is ignored by V8 itself). The second has the libraries of the engine and
// is loaded when the first of them is used.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Script } from 'node:vm'
import type * as Command from './command.js'

type Libraries = Readonly<Record<string, () => unknown>>

const lib = dirname(fileURLToPath(import.meta.url))
const argv = process.argv.slice(2)
const scripts = new Map<string, Script>()
let libraries: Libraries | undefined

const version = argv[0] === '--version' || argv[0] === '-V' ? readVersion() : undefined
if (version !== undefined) process.stdout.write(`${version}\n`)
else {
  const command = loadCommand()
  process.exitCode = command === undefined ? 3 : await command.main(process, compiled)
}

/** Absent when it cannot be read: the command says why. */
function readVersion(): string | undefined {
  try {
    return (JSON.parse(readFileSync(join(lib, '..', 'package.json'), 'utf8')) as { version: string }).version
  } catch {
    return undefined
  }
}

/** Absent when it cannot be read, which is said: nothing that says it better is there. */
function loadCommand(): typeof Command | undefined {
  try {
    return load('command') as typeof Command
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? cause.code : String(cause).split('\n', 1)[0]
    process.stderr.write(
      `error The Lectern installation is incomplete: ${join(lib, 'command.cjs')} cannot be read (${code}).\n    → Reinstall Lectern, or give this user read access.\n`,
    )
    return undefined
  }
}

function load(name: string): unknown {
  const path = join(lib, `${name}.cjs`)
  const cachedData = readIfThere(join(lib, `${name}.cache`))
  // The build leaves ASCII only.
  const script = new Script(readFileSync(path, 'latin1'), {
    filename: path,
    ...(cachedData === undefined ? {} : { cachedData }),
  })
  scripts.set(name, script)
  const module = { exports: {} }
  const run = script.runInThisContext()
  run(module.exports, createRequire(path), module, path, (specifier: string) => import(specifier), library)
  return module.exports
}

function library(name: string): unknown {
  libraries ??= load('libraries') as Libraries
  return libraries[name]?.()
}

/** What V8 has made of the scripts so far. */
function compiled(): ReadonlyMap<string, Uint8Array> {
  return new Map([...scripts].map(([name, script]) => [name, script.createCachedData()]))
}

function readIfThere(path: string): Buffer | undefined {
  try {
    return readFileSync(path)
  } catch {
    return undefined
  }
}

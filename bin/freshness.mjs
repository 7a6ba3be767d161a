// Whether `lib/` is made of the files that are there now. It is decided by what is in them, not by when they were written:
// a change of branches touches files that are the same afterwards, and a file that was deleted has no time.
import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { globSync } from 'tinyglobby'

const here = join(import.meta.dirname, '..')
const stamp = 'lib/built.json'

/** The hash of each file that a build depends on. `root` is the folder of the checkout. */
export function readInputs(root = here) {
  const files = globSync(
    ['src/**/*.{ts,css}', 'bin/*.mjs', 'themes/*/theme.{css,json}', 'package-lock.json', 'tsconfig{,.api}.json'],
    { cwd: root, ignore: ['bin/{rules,changes,release-notes}.mjs'] },
  )
  return Object.fromEntries(files.sort().map((name) => [name, hashOf(join(root, name))]))
}

/**
 * Notes what `lib/` was made of. `kind` is `release` or `dev`; `inputs` were read before the build began, and are none while
 * it is being written; `keptBy` is the process that builds again when something changes.
 */
export function writeStamp({ kind, inputs = {}, keptBy }, root = here) {
  writeFileSync(join(root, stamp), `${JSON.stringify({ kind, keptBy, inputs })}\n`)
}

/**
 * What kind of build `lib/` is (absent: none), the first file that it is not made of (absent: it is fresh), and the process
 * that keeps it fresh (absent: none).
 */
export function readBuild(root = here) {
  const built = readStamp(root)
  if (built === undefined) return {}
  const inputs = readInputs(root)
  const names = [...new Set([...Object.keys(inputs), ...Object.keys(built.inputs)])]
  const staleFor = names.find((name) => inputs[name] !== built.inputs[name])
  return { kind: built.kind, staleFor, keptBy: isAlive(built.keptBy) ? built.keptBy : undefined }
}

function readStamp(root) {
  try {
    return JSON.parse(readFileSync(join(root, stamp), 'utf8'))
  } catch {
    return undefined
  }
}

function isAlive(pid) {
  if (pid === undefined) return false
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

function hashOf(path) {
  return createHash('sha256').update(readFileSync(path)).digest('base64url').slice(0, 12)
}

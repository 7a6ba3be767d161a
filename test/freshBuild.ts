// The command that tests run is `lib/`, made of `src/`. An older one would test what is no longer there.
import { statSync } from 'node:fs'
import { join } from 'node:path'
import { globSync } from 'tinyglobby'

const root = join(import.meta.dirname, '..')

/** Vitest's global setup. Throws when `lib/` is missing or older than a source file. */
export function setup(): void {
  const built = changedAt('lib/main.mjs')
  const sources = globSync(['src/**/*.ts', 'bin/*.mjs', 'themes/*/theme.{css,json}'], { cwd: root })
  const newest = sources.reduce((a, b) => (changedAt(a) >= changedAt(b) ? a : b))
  if (built < changedAt(newest)) throw new Error(`lib/ is older than ${newest}. Run \`npm run build\` first.`)
}

function changedAt(file: string): number {
  return statSync(join(root, file), { throwIfNoEntry: false })?.mtimeMs ?? 0
}

// Which project a test file belongs to, read off its imports, so that there is no list to forget: whatever starts a browser
// is `browser`, whatever starts processes is `command`, and all the rest is `unit`, for the loop while one types.
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

export type TestKind = 'unit' | 'command' | 'browser'

/** The kind of a test file, by what it and the helpers beside it import. `path` is absolute. */
export function kindOfTest(path: string): TestKind {
  const asked = importsOf(path, new Set())
  if ([...asked].some(startsBrowser)) return 'browser'
  return asked.has('node:child_process') ? 'command' : 'unit'
}

function startsBrowser(name: string): boolean {
  return (
    name === 'puppeteer-core' ||
    /\/src\/(export\/browser\/(run\/browser|run\/launch|find\/chromium)|project\/browser|index)\.ts$/.test(name)
  )
}

/** Every module that the test and its helpers name: packages by name, our own by absolute path. `src/` is not entered. */
function importsOf(path: string, seen: Set<string>): Set<string> {
  const text = readFileSync(path, 'utf8')
  for (const [, name = ''] of text.matchAll(/(?:from|import\()\s*'([^']+)'/g)) {
    const target = name.startsWith('.') ? join(dirname(path), name.replace(/\.js$/, '.ts')) : name
    if (seen.has(target)) continue
    seen.add(target)
    if (/[\\/]test[\\/].*\.ts$/.test(target) && existsSync(target)) importsOf(target, seen)
  }
  return seen
}

import { createHash } from 'node:crypto'
import { compile } from '../../src/compile/compile.js'
import { createEngine } from '../../src/compile/engine/engine.js'
import type { CompileJob } from '../../src/compile/job.js'
import { sourceFromText } from '../../src/load/deck/source.js'
import type { Deck } from '../../src/model/deck.js'
import type { Memo } from '../../src/model/memo.js'
import { themeMemo } from '../themeMemo.js'

/** One for all, as in a run of the command: making its instances is most of the work. */
const engine = createEngine()

/** A memo in memory. */
export function memoryMemo(): Memo & { readonly size: number } {
  const entries = new Map<string, string>()
  return {
    get: (key) => entries.get(key),
    set: (key, value) => void entries.set(key, value),
    get size() {
      return entries.size
    },
  }
}

/** What a compile needs, with a memo that knows themes only; override what a test is about. */
export function compileJob(overrides: Partial<CompileJob> = {}): CompileJob {
  return {
    engine,
    memo: themeMemo(),
    hash: (text) => createHash('sha256').update(text).digest('hex'),
    themes: [],
    themeNames: ['default', 'gaia', 'uncover'],
    unsafeHtml: false,
    allowNet: false,
    ...overrides,
  }
}

/** Compiles a text as if it stood in `deck.md`. */
export function compileText(text: string, job: CompileJob = compileJob()): Promise<Deck> {
  return compile(sourceFromText(text, { file: 'deck.md', path: '/decks/deck.md', root: '/decks', name: 'deck' }), job)
}

/** Problems as one line each, without severity words: `3:1 warning front-matter-unknown`. */
export function codesOf(deck: Deck): string[] {
  return deck.problems.map(({ place, severity, code }) => `${place.line}:${place.column} ${severity} ${code}`)
}

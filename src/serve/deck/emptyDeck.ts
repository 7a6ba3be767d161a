import type { Deck } from '../../model/deck.js'
import { LecternError } from '../../model/error.js'
import type { Problem } from '../../model/problem.js'
import type { Prepared } from './prepared.js'

/** What is shown before there is anything to show: a page that only waits. */
export function emptyDeck({ file, name }: { readonly file: string; readonly name: string }): Prepared {
  const deck: Deck = {
    file,
    name,
    meta: { title: name, keywords: [], lang: 'en', colorScheme: 'light' },
    size: { widthPx: 1280, heightPx: 720 },
    sizes: [],
    theme: 'default',
    css: '',
    slides: [],
    files: [],
    unsafeHtml: false,
    problems: [],
  }
  return {
    deck,
    files: new Map(),
    beside: new Map(),
    problems: [],
    dependencies: [],
    texts: [],
    text: '',
    vocabulary: () => ({ theme: '', keys: [], comments: [], tokens: [], images: [], callouts: [] }),
  }
}

/** What stops a deck, as a problem of it: while somebody writes, nothing stops the server. */
export function problemOf(error: unknown, file: string): Problem {
  if (error instanceof LecternError) return { ...error.problem, severity: 'error' }
  const message = error instanceof Error ? error.message.split('\n', 1)[0] : String(error)
  return {
    severity: 'error',
    code: 'internal',
    message: `Internal error: ${message}.`,
    hint: 'Save again. If the error persists, run the command with --debug and report its output.',
    place: { file, line: 1, column: 1 },
  }
}

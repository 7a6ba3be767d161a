import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'

/** Options that take several words, and so also the decks that stand behind them. */
const greedy = ['--theme-dir', '--rule']

/**
 * The words of a command line with decks taken out from behind options of several values: of `--theme-dir mine talk.md`, nobody
 * means that `talk.md` holds themes. A deck is a Markdown file, `-`, or a folder with one that is named like a deck.
 */
export function keepDecks(argv: readonly string[], cwd: string): string[] {
  const end = argv.indexOf('--')
  const words = end < 0 ? argv : argv.slice(0, end)
  if (!words.some((word) => greedy.includes(word))) return [...argv]
  const kept: string[] = []
  const decks: string[] = []
  let taken = -1
  for (const word of words) {
    if (word.startsWith('-') && word !== '-') taken = greedy.includes(word) ? 0 : -1
    else if (taken >= 0) taken += 1
    // The first word is the option's own, whatever it is: whoever names no folder at all has to hear of it.
    if (taken > 1 && isDeck(word, cwd)) decks.push(word)
    else kept.push(word)
  }
  const [command, ...rest] = kept
  return command === undefined ? [...argv] : [command, ...decks, ...rest, ...(end < 0 ? [] : argv.slice(end))]
}

function isDeck(word: string, cwd: string): boolean {
  if (word === '-' || /\.(?:md|markdown)$/i.test(word)) return true
  return ['deck.md', 'index.md', 'slides.md'].some((name) => existsSync(join(resolve(cwd, word), name)))
}

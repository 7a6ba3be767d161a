import { deckName } from '../../load/deck/source.js'

/** What other pages of the server are called. */
const taken = ['__lectern', 'favicon.ico']

/**
 * Names of decks in addresses, each once: `deck`, `deck-2`… A file's name may be none that an address can have: one with control
 * characters, a backslash or half a character, which the server and browsers refuse, or dots alone, which mean folders.
 */
export function deckNames(paths: readonly string[]): string[] {
  const names = new Set(taken)
  return paths.map((path) => {
    const name = addressable(deckName(path))
    let unique = name
    for (let count = 2; names.has(unique); count += 1) unique = `${name}-${count}`
    names.add(unique)
    return unique
  })
}

function addressable(name: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
  const plain = name.replace(/[\u0000-\u001f\u007f-\u009f\\/\p{Surrogate}]+/gu, '-')
  return /^\.*$/.test(plain) ? `deck${plain.replaceAll('.', '-')}` : plain
}

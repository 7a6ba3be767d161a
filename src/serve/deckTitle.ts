import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs'

/**
 * What a deck that nobody has compiled yet is probably called: what its front matter says, else its first heading.
 * `undefined` when that cannot be told from the beginning of its text.
 */
export function guessTitle(path: string): string | undefined {
  const text = headOf(path)
  const title = /^---\r?\n(?:(?!---).*\r?\n)*?title:[ \t]*(.+)/.exec(text)?.[1] ?? /^#{1,2}[ \t]+(.+)/m.exec(text)?.[1]
  const plain = title
    ?.trim()
    .replace(/^(["'])(.*)\1$/, '$2')
    .replace(/^["'](?=[^"']*$)/, '')
    .replace(/[*_`]|<[^>]*>|!?\[([^\]]*)\]\([^)]*\)/g, '$1')
  return plain === undefined || plain === '' ? undefined : plain
}

function headOf(path: string): string {
  try {
    // A pipe would wait for a writer.
    const file = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
    try {
      if (!fstatSync(file).isFile()) return ''
      const bytes = Buffer.alloc(4_096)
      return bytes.toString('utf8', 0, readSync(file, bytes, 0, bytes.length, 0))
    } finally {
      closeSync(file)
    }
  } catch {
    return ''
  }
}

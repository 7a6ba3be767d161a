import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs'

/**
 * What a deck that nobody has compiled yet is probably called: what its front matter says, else its first heading.
 * `undefined` when that cannot be told from the beginning of its text.
 */
export function guessTitle(path: string): string | undefined {
  const text = headOf(path)
  const title = /^---\r?\n(?:(?!---).*\r?\n)*?title:[ \t]*(.+)/.exec(text)?.[1] ?? firstHeading(text)
  const plain = title
    ?.trim()
    .replace(/^(["'])(.*)\1$/, '$2')
    .replace(/^["'](?=[^"']*$)/, '')
    .replace(/<!--.*?-->|!\[[^\]]*\]\([^)]*\)|[*_`]|<[^>]*>|\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/&(amp|lt|gt|quot|nbsp);/g, (_, name: keyof typeof entities) => entities[name])
    .replace(/\s+/g, ' ')
    .trim()
  return plain === undefined || plain === '' ? undefined : plain
}

const entities = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: ' ' } as const

/** The first heading with words in it, in either form; a `#` in code or in a comment is none. */
function firstHeading(text: string): string | undefined {
  const lines = text
    .replace(/^---\r?\n[\s\S]*?\r?\n---[ \t]*(?:\r?\n|$)/, '\n')
    .replace(/^ {0,3}(`{3,}|~{3,})[\s\S]*?(?:^ {0,3}\1|(?![\s\S]))/gm, '')
    .replace(/<!--[\s\S]*?-->/g, '')
    .split(/\r?\n/)
  for (const [index, line] of lines.entries()) {
    const words = /^ {0,3}#{1,2}[ \t]+(.+?)(?:[ \t]+#+)?[ \t]*$/.exec(line)?.[1]
    if (words !== undefined && words.replace(/!\[[^\]]*\]\([^)]*\)/g, '').trim() !== '') return words
    const isUnderlined = /^ {0,3}(?:=+|-+)[ \t]*$/.test(lines[index + 1] ?? '')
    if (isUnderlined && /^ {0,3}[^\s#>|*+-]/.test(line)) return line
  }
  return undefined
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

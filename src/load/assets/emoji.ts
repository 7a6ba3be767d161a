// Twemoji's icons.json has 10 MB, and parsing it takes longer than compiling most decks (36 ms against a few). Its icons
// are sorted by name, one per line group, so an icon is found by halving the file: a dozen reads of a few kilobytes,
// under a millisecond. Tests compare every icon with the parsed file, so that a new version cannot break this quietly.
import { closeSync, fstatSync, openSync, readFileSync, readSync } from 'node:fs'
import { createRequire } from 'node:module'

/** Gives the SVG of a Twemoji name such as `1f468-200d-1f4bb`; `undefined` when there is no such emoji. */
export type EmojiSet = (codePoints: string) => Uint8Array | undefined

/** Opens the installed emoji, gives them to `use`, and closes them. Throws when the package is not installed. */
export function withEmoji<Result>(use: (emoji: EmojiSet) => Result): Result {
  const require = createRequire(import.meta.url)
  const names = readNames(require.resolve('@iconify-json/twemoji/chars.json'))
  const file = openSync(require.resolve('@iconify-json/twemoji/icons.json'), 'r')
  try {
    const sizeBytes = fstatSync(file).size
    return use((codePoints) => {
      const name = names.get(normalized(codePoints))
      const icon = name === undefined ? undefined : findIcon(file, sizeBytes, name)
      return icon === undefined ? undefined : Buffer.from(svgOf(icon))
    })
  } finally {
    closeSync(file)
  }
}

function readNames(path: string): Map<string, string> {
  const names: Record<string, string> = JSON.parse(readFileSync(path, 'utf8'))
  return new Map(Object.entries(names))
}

/** Iconify pads each code point to four digits and leaves the variation selector out. */
function normalized(codePoints: string): string {
  const points = codePoints.toLowerCase().split('-')
  return points
    .filter((point) => point !== 'fe0f')
    .map((point) => point.padStart(4, '0'))
    .join('-')
}

interface Icon {
  readonly body: string
  readonly height?: number
}

const iconOpening = '\n\t\t"'
const iconEnd = '\n\t\t}'

/** Halves the file until the icon's opening line is found, then reads the icon whole. */
function findIcon(file: number, sizeBytes: number, name: string): Icon | undefined {
  let from = 0
  let to = sizeBytes
  while (from < to) {
    const middle = Math.floor((from + to) / 2)
    const opening = nextOpening(file, middle, sizeBytes)
    if (opening === undefined || opening.at >= to) to = middle
    else if (opening.name === name) return readIcon(file, opening.bodyAt, sizeBytes)
    // The aliases behind the icons begin anew in the alphabet.
    else if (opening.inAliases || opening.name > name) to = middle
    else from = opening.bodyAt
  }
  return undefined
}

interface Opening {
  readonly at: number
  readonly bodyAt: number
  readonly name: string
  readonly inAliases: boolean
}

function nextOpening(file: number, from: number, sizeBytes: number): Opening | undefined {
  for (let lengthBytes = 8_192; ; lengthBytes *= 4) {
    const text = readText(file, from, lengthBytes)
    const found = /\n\t\t"([^"]+)": \{\n\t\t\t"(\w+)"/.exec(text)
    if (found?.[1] !== undefined) {
      const at = from + found.index
      const bodyAt = at + iconOpening.length + found[1].length + 3
      return { at, bodyAt, name: found[1], inAliases: found[2] === 'parent' }
    }
    if (from + lengthBytes >= sizeBytes) return undefined
  }
}

function readIcon(file: number, from: number, sizeBytes: number): Icon | undefined {
  for (let lengthBytes = 8_192; ; lengthBytes *= 4) {
    const text = readText(file, from, lengthBytes)
    const end = text.indexOf(iconEnd)
    if (end >= 0) return JSON.parse(text.slice(0, end + iconEnd.length))
    if (from + lengthBytes >= sizeBytes) return undefined
  }
}

/** The file is ASCII: a byte is a character. */
function readText(file: number, from: number, lengthBytes: number): string {
  const buffer = Buffer.allocUnsafe(lengthBytes)
  const bytesRead = readSync(file, buffer, 0, lengthBytes, from)
  return buffer.toString('latin1', 0, bytesRead)
}

function svgOf({ body, height = 36 }: Icon): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 36 ${height}">${body}</svg>`
}

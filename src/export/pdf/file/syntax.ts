// Just enough of PDF's syntax (ISO 32000-1, 7.3) for what Chromium's PDF writer gives us: objects are kept as text, one
// character per byte, and only what must change is looked into.

/** The entries of a dictionary: key without its slash → the value's text as it stands. */
export function dictionary(text: string): Map<string, string> {
  const tokens: readonly string[] = text.match(token) ?? []
  const entries = new Map<string, string>()
  let at = tokens.indexOf('<<') + 1
  while (at > 0 && at < tokens.length && tokens[at] !== '>>') {
    const end = endOfValue(tokens, at + 1)
    entries.set((tokens[at] ?? '').slice(1), tokens.slice(at + 1, end).join(' '))
    at = end
  }
  return entries
}

/** The values of an array's text, each as it stands. */
export function arrayOf(text: string): string[] {
  const tokens: readonly string[] = text.match(token) ?? []
  const values: string[] = []
  for (let at = 1; at < tokens.length - 1; ) {
    const end = endOfValue(tokens, at)
    values.push(tokens.slice(at, end).join(' '))
    at = end
  }
  return values
}

/** A dictionary's text. */
export function writeDictionary(entries: Iterable<readonly [string, string]>): string {
  return `<<${[...entries].map(([key, value]) => `/${key} ${value}`).join('\n')}>>`
}

/** The number of the object that a value's text points at; absent when it is no reference. */
export function referenceOf(text: string | undefined): number | undefined {
  const number = /^(\d+) \d+ R$/.exec(text?.trim() ?? '')?.[1]
  return number === undefined ? undefined : Number(number)
}

/** The text with every reference pointing where `renumber` says. What merely looks like one inside a string stays. */
export function mapReferences(text: string, renumber: (number: number) => number): string {
  return text.replace(stringOrReference, (whole: string, number: string | undefined) =>
    number === undefined ? whole : `${renumber(Number(number))} 0 R`,
  )
}

/** A text string: UTF-16 in hexadecimal, so that nothing in it can end the string. Controls and bidi overrides are dropped. */
export function textString(text: string, limit = 1000): string {
  return hexString(text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' '), limit)
}

/** A text string of several lines. */
export function linesString(text: string, limit = 60_000): string {
  const lines = text.split(/\r\n|[\r\n\u2028\u2029]/).map((line) => line.replace(/\p{Cc}+/gu, ' '))
  return hexString(lines.join('\r'), limit)
}

function hexString(text: string, limit: number): string {
  const plain = text
    .replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufdd0\ufdd1]/g, '')
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .trim()
  const shortened = plain.length > limit ? `${plain.slice(0, limit).replace(/[\ud800-\udbff]$/, '')}…` : plain
  return `<feff${Buffer.from(shortened, 'utf16le').swap16().toString('hex')}>`
}

/** A date string in UTC. */
export function dateString(date: Date): string {
  return `(D:${date.toISOString().replace(/\D/g, '').slice(0, 14)}Z)`
}

const literal = String.raw`\((?:\\[\s\S]|[^\\()])*\)`
const token = new RegExp(String.raw`${literal}|<<|>>|\[|\]|<[\da-fA-F\s]*>|\/[^\s<>[\]()/]*|[^\s<>[\]()/]+`, 'g')
const stringOrReference = new RegExp(String.raw`${literal}|\b(\d+) \d+ R\b`, 'g')

/** Where the value that begins at `at` ends: it is one token, a bracketed run of them, or `12 0 R`. */
function endOfValue(tokens: readonly string[], at: number): number {
  if (tokens[at] !== '<<' && tokens[at] !== '[')
    return tokens[at + 2] === 'R' && isInteger(tokens[at]) ? at + 3 : at + 1
  let depth = 0
  for (let end = at; end < tokens.length; end += 1) {
    if (tokens[end] === '<<' || tokens[end] === '[') depth += 1
    if (tokens[end] === '>>' || tokens[end] === ']') depth -= 1
    if (depth === 0) return end + 1
  }
  return tokens.length
}

function isInteger(text: string | undefined): boolean {
  return text !== undefined && /^\d+$/.test(text)
}

// Marp reads front matter "loosely": behind one of its own directives a value may stand bare, such as `color: #fff` or
// `header: 100% @work`. Before parsing, such a line's value is put into double quotes. The rule is Marpit's (looseYAML in its
// directives/yaml.js), copied in behaviour so that both see the same values; a test holds it against the real engine.
// The last ones are the metadata that compile teaches the engine, as Marp CLI does.

const directives =
  'headingDivider|style|theme|lang|backgroundColor|backgroundImage|backgroundPosition|backgroundRepeat|backgroundSize|class|color|footer|header|paginate|transition|marp|title|description|author|keywords|url|image'
const bareDirective = new RegExp(`^((?:_?(?:${directives})|"_?(?:${directives})"|'_?(?:${directives})')\\s*:)(.+)$`)

/** Text for a strict YAML parser, and the way back from its offsets. */
export interface LooseYaml {
  readonly text: string
  /** 1-based line and column, in the text that was given, of an offset into `text`. */
  readonly placeOf: (offset: number) => { readonly line: number; readonly column: number }
}

/** Quotes bare values of Marp's directives, line by line, and trims the whole, as Marp does. */
export function loosenYaml(body: string): LooseYaml {
  const originals = body.split('\n')
  const lines = originals.map(quoteBareValue)
  const joined = lines.join('\n')
  const trimmed = joined.length - joined.trimStart().length
  const starts: number[] = []
  let start = 0
  for (const line of lines) {
    starts.push(start)
    start += line.length + 1
  }
  const placeOf = (offset: number) => {
    const index = lastAtMost(starts, trimmed + offset)
    const column = trimmed + offset - (starts[index] ?? 0) + 1
    return { line: index + 1, column: originalColumn(originals[index] ?? '', lines[index] ?? '', column) }
  }
  return { text: joined.trim(), placeOf }
}

/** Index of the last of the ascending numbers that is not above the limit. */
function lastAtMost(ascending: readonly number[], limit: number): number {
  let from = 0
  let to = ascending.length
  while (to - from > 1) {
    const middle = Math.floor((from + to) / 2)
    if ((ascending[middle] ?? 0) <= limit) from = middle
    else to = middle
  }
  return from
}

function quoteBareValue(line: string): string {
  const [, key, value] = bareDirective.exec(line) ?? []
  if (key === undefined || value === undefined) return line
  const bare = value.trim()
  if (bare === '' || `["'{|>~&*`.includes(bare.charAt(0))) return line
  const space = value.slice(0, value.length - value.trimStart().length)
  return `${key}${space}"${bare.replaceAll('"', '\\"')}"`
}

/** Takes the quote and the backslashes out of a column that were put in before it. */
function originalColumn(original: string, line: string, column: number): number {
  if (original === line) return column
  let inserted = 0
  for (let at = 0; at < column - 1; at++) if (line[at] !== original[at - inserted]) inserted++
  return Math.min(column - inserted, original.length + 1)
}

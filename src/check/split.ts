/** A slide that is too long: where it begins and where it has to end, as 1-based lines of its file. */
export interface TooLong {
  readonly slideLine: number
  /** Line of the first block that does not fit. */
  readonly cutLine: number
  /** Its speaker notes. Those that stand below the cut are written above it, too. Absent: none. */
  readonly notes?: readonly string[]
}

/** Lines to be put in before a line (1-based) of the file. */
export interface Insertion {
  readonly line: number
  readonly lines: readonly string[]
}

/**
 * Divides a slide at the list item or heading at or above the first block that does not fit. The second half has the title
 * of the first with “(2)”, its `_directives`, scoped styles and pictures behind it; both have the notes. `undefined` when there is nothing to divide at.
 */
export function splitSlide(
  lines: readonly string[],
  { slideLine, cutLine, notes = [] }: TooLong,
): Insertion | undefined {
  const from = slideLine - 1
  const fenced = fencedLines(lines, from, cutLine)
  const title = lines.findIndex(
    (line, at) => at >= from && at < cutLine && /^#{1,6}\s+\S/.test(line) && !fenced.has(at),
  )
  const first = title < 0 ? from : title
  let at = cutLine - 1
  while (at > first && (fenced.has(at) || !/^(?:[-*+]\s|\d+[.)]\s|#{1,6}\s)/.test(lines[at] ?? ''))) at--
  const isFirstBlock = lines.slice(first + 1, at).every((line) => line.trim() === '' || /^<!--.*-->\s*$/.test(line))
  if (at <= first || isFirstBlock) return undefined
  const spots = spotsIn(lines.slice(from, at).filter((_, index) => !fenced.has(from + index)))
  const heading = title < 0 ? [] : [numbered(lines[title] ?? ''), '']
  const said = commentsIn(lines.slice(from, at))
  // What is no comment of the file any more was a slip of the pen, and has been mended.
  const stand = commentsIn(lines.slice(at))
  const kept = notes
    .filter((note) => note !== '' && !said.includes(note) && stand.includes(note))
    .flatMap((note) => [...`<!-- ${note} -->`.split('\n'), ''])
  const added = ['', ...kept, '---', '', ...spots, ...(spots.length > 0 ? [''] : []), ...heading]
  const end = lines[from]?.endsWith('\r') === true ? '\r' : ''
  return { line: at + 1, lines: added.map((line) => line.replace(/\r$/, '') + end) }
}

/** What holds for one slide and goes on for its second half: `_directives`, scoped styles, pictures behind it. */
function spotsIn(lines: readonly string[]): string[] {
  const found: string[] = []
  let inStyle = false
  for (const line of lines) {
    const opens = /^<style\b[^>]*\bscoped\b/i.test(line)
    const isSpot = /^<!--\s*_\w+\s*:.*-->\s*$/.test(line) || /^!\[bg\b[^\]]*\]\([^)]*\)\s*$/.test(line)
    if (inStyle || opens || isSpot) found.push(line)
    if (opens || inStyle) inStyle = !/<\/style\s*>/i.test(line)
  }
  return found
}

function commentsIn(lines: readonly string[]): string[] {
  return Array.from(lines.join('\n').matchAll(/<!--([\s\S]*?)-->/g), ([, text = '']) => text.trim())
}

/** 0-based lines inside fences of code, where `#` and `-` mean nothing. */
function fencedLines(lines: readonly string[], from: number, to: number): ReadonlySet<number> {
  const inside = new Set<number>()
  let fence: string | undefined
  for (let at = from; at < to; at++) {
    const mark = /^\s{0,3}(`{3,}|~{3,})/.exec(lines[at] ?? '')?.[1]
    if (fence !== undefined || mark !== undefined) inside.add(at)
    if (fence === undefined) fence = mark
    else if (mark?.startsWith(fence) === true) fence = undefined
  }
  return inside
}

/** `# Plans` → `# Plans (2)` → `# Plans (3)`. */
function numbered(heading: string): string {
  const [, words = '', number] = /^(.*?)(?:\s+\((\d+)\))?\s*$/.exec(heading) ?? []
  return `${words} (${Number(number ?? 1) + 1})`
}

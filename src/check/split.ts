/** A slide that is too long: where it begins and where it has to end, as 1-based lines of its file. */
export interface TooLong {
  readonly slideLine: number
  /** Line of the first block that does not fit. */
  readonly cutLine: number
  /** Its last line. Absent: the last of the file. */
  readonly endLine?: number
  /** Its speaker notes. Those that stand below the cut are written above it, too. Absent: none. */
  readonly notes?: readonly string[]
}

/** Lines to be put in before a line (1-based) of the file. */
export interface Insertion {
  readonly line: number
  readonly lines: readonly string[]
}

/**
 * Divides a slide at the block at or above the first that does not fit (list items count each, and a table that stands
 * alone is divided between its rows), else in its middle: where text is centred, the first block may be the one that is
 * cut off. The second half has the title of the first with “(2)”, its `_directives`, scoped styles and pictures behind
 * it; both have the notes. `undefined` when there is nothing to divide at.
 */
export function splitSlide(
  lines: readonly string[],
  { slideLine, cutLine, endLine = lines.length, notes = [] }: TooLong,
): Insertion | undefined {
  const from = slideLine - 1
  const fenced = fencedLines(lines, from, endLine)
  const title = lines.findIndex(
    (line, at) => at >= from && at < cutLine && /^#{1,6}\s+\S/.test(line) && !fenced.has(at),
  )
  const [, ...starts] = blockStarts(lines, title < 0 ? from : title + 1, endLine)
  const table = starts.length === 0 ? tableIn(lines.slice(0, endLine), from) : undefined
  const places = table?.rows ?? starts
  const at = places.findLast((start) => start < cutLine) ?? places[Math.floor(places.length / 2)]
  if (at === undefined) return undefined
  const spots = spotsIn(lines.slice(from, at).filter((_, index) => !fenced.has(from + index)))
  const heading = title < 0 ? [] : [numbered(lines[title] ?? ''), '']
  const said = commentsIn(lines.slice(from, at))
  // What is no comment of the file any more was a slip of the pen, and has been mended.
  const stand = commentsIn(lines.slice(at))
  const kept = notes
    .filter((note) => note !== '' && !said.includes(note) && stand.includes(note))
    .flatMap((note) => [...`<!-- ${note} -->`.split('\n'), ''])
  const head = table?.head ?? []
  const added = ['', ...kept, '---', '', ...spots, ...(spots.length > 0 ? [''] : []), ...heading, ...head]
  const end = lines[from]?.endsWith('\r') === true ? '\r' : ''
  return { line: at + 1, lines: added.map((line) => line.replace(/\r$/, '') + end) }
}

/** 0-based lines with which the blocks of a slide begin, each list item and each heading for itself. */
function blockStarts(lines: readonly string[], from: number, end: number): number[] {
  const found: number[] = []
  const fenced = fencedLines(lines, from, end)
  let inComment = false
  for (let at = from; at < end; at++) {
    const line = lines[at] ?? ''
    const comment: boolean = inComment || /^\s*<!--/.test(line)
    inComment = comment && !line.includes('-->')
    const isInside = fenced.has(at) && fenced.has(at - 1)
    if (comment || isInside || /^\s|^$|^(?:-{3,}|\*{3,}|_{3,}|!\[bg\b.*|<style\b.*)\s*$/.test(line)) continue
    const before = lines[at - 1] ?? ''
    if (/^(?:[-*+]\s|\d+[.)]\s|#{1,6}\s)/.test(line) || /^\s*$|-->\s*$/.test(before) || at === from) found.push(at)
  }
  return found
}

/** The rows of a table that may begin the next slide (0-based lines), and what has to stand above them. */
function tableIn(lines: readonly string[], from: number): { rows: number[]; head: readonly string[] } | undefined {
  const rule = lines.findIndex((line, at) => at > from && /^\|?(?:\s*:?-+:?\s*\|)+(?:\s*:?-+:?\s*)?\s*$/.test(line))
  if (rule < 0) return undefined
  const rows: number[] = []
  for (let at = rule + 1; /\S/.test(lines[at] ?? ''); at++) rows.push(at)
  return { rows: rows.slice(1), head: lines.slice(rule - 1, rule + 1) }
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

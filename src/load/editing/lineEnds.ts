// An editor in the browser knows one kind of line end and no byte order mark. A file may have others, even several; what
// was not edited keeps its bytes, so that a saved word is not a change of every line in somebody's version control.

/** How a text is written in its file. */
export interface Spelling {
  readonly byteOrderMark: boolean
  /** The end of each line but the last, in order: `\n`, `\r\n` or `\r`. */
  readonly ends: readonly string[]
}

/** Takes a file's text apart into what is edited and how it is written. */
export function readSpelling(raw: string): { readonly text: string; readonly spelling: Spelling } {
  const byteOrderMark = raw.startsWith('\uFEFF')
  const body = byteOrderMark ? raw.slice(1) : raw
  return {
    text: body.replace(/\r\n?/g, '\n'),
    spelling: { byteOrderMark, ends: body.match(/\r\n|\r|\n/g) ?? [] },
  }
}

/**
 * Writes `text` as `before` was written: lines that are the same from the top and from the bottom keep their ends, those
 * between get the kind that the file has most.
 */
export function applySpelling(text: string, before: string, { byteOrderMark, ends }: Spelling): string {
  const mark = byteOrderMark ? '\uFEFF' : ''
  const usual = commonest(ends)
  if (ends.every((end) => end === usual)) return mark + (usual === '\n' ? text : text.replaceAll('\n', usual))
  const old = before.split('\n')
  const lines = text.split('\n')
  const most = Math.min(old.length, lines.length)
  let top = 0
  while (top < most && old[top] === lines[top]) top++
  let bottom = 0
  while (bottom < most - top && old[old.length - 1 - bottom] === lines[lines.length - 1 - bottom]) bottom++
  const endOf = (index: number): string => {
    if (index < top) return ends[index] ?? usual
    return index >= lines.length - bottom ? (ends[index - lines.length + old.length] ?? usual) : usual
  }
  return mark + lines.map((line, index) => (index === lines.length - 1 ? line : line + endOf(index))).join('')
}

function commonest(ends: readonly string[]): string {
  const counts = new Map<string, number>()
  for (const end of ends) counts.set(end, (counts.get(end) ?? 0) + 1)
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0] ?? '\n'
}

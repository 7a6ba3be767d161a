/** An include, found in the lines of a file. */
export interface IncludeLine {
  /** 0-based index of its line. */
  readonly index: number
  /** The path as written. */
  readonly path: string
  /** 1-based column of the path. */
  readonly column: number
}

const include = /^ {0,3}<!--[ \t]*include:[ \t]*(\S(?:[^>]*?\S)?)[ \t]*-->[ \t]*$/
const fence = /^ {0,3}(`{3,}|~{3,})(.*)$/

/** Every include that stands alone on its line, outside of fenced code and of other comments. The first `skip` lines are passed over. */
export function includesIn(lines: readonly string[], skip: number): IncludeLine[] {
  const found: IncludeLine[] = []
  let open: string | undefined
  let inComment = false
  for (const [index, line] of lines.entries()) {
    // Nobody's include is that long, and a regular expression would take its time over it.
    if (index < skip || line.length > 1_000) continue
    const [, marks = '', info = ''] = fence.exec(line) ?? []
    if (open !== undefined) {
      if (marks.startsWith(open) && info.trim() === '') open = undefined
    } else if (inComment) {
      inComment = !line.includes('-->')
    } else if (marks !== '' && !(marks.startsWith('`') && info.includes('`'))) {
      open = marks
    } else {
      const path = include.exec(line)?.[1]
      if (path !== undefined) found.push({ index, path, column: line.indexOf(path, line.indexOf('include:') + 8) + 1 })
      else inComment = line.lastIndexOf('<!--') > line.lastIndexOf('-->')
    }
  }
  return found
}

import type { Place } from '../../model/problem.js'
import type { RenderContext } from '../context.js'

/**
 * Finds `needle` in the source between two lines (0-based, `to` exclusive), as markdown-it counts them. When it is not
 * there to the letter (entities, line breaks inside), the first line is the best that can be said.
 */
export function locate(
  context: Pick<RenderContext, 'source' | 'lines'>,
  from: number,
  to: number,
  needle: string,
): Place {
  const { source, lines } = context
  const wanted = needle.split('\n', 1)[0]?.trim() ?? ''
  if (wanted !== '') {
    for (let index = from; index < Math.min(to, lines.length); index++) {
      const column = (lines[index] ?? '').indexOf(wanted)
      if (column >= 0) return { file: source.file, line: index + 1, column: column + 1, length: wanted.length }
    }
  }
  const first = lines[from] ?? ''
  return {
    file: source.file,
    line: Math.min(from, Math.max(lines.length - 1, 0)) + 1,
    column: first.search(/\S|$/) + 1,
  }
}

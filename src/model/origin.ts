import type { Place } from './problem.js'
import type { Source, SourcePart } from './source.js'

/** The run of lines that a 1-based line of a deck's text belongs to; the last one for lines after the end. */
export function partAt({ parts }: Pick<Source, 'parts'>, line: number): SourcePart | undefined {
  return parts.find(({ from, count }) => line < from + count) ?? parts.at(-1)
}

/** The place in its own file of a place in a deck's text. */
export function originOf(source: Pick<Source, 'file' | 'parts'>, place: Place): Place {
  const part = place.file === source.file ? partAt(source, place.line) : undefined
  return part === undefined ? place : { ...place, file: part.file, line: part.line + place.line - part.from }
}

/** The line of a deck's text, or of a file that it includes, at a place in that file; `undefined` for other files. */
export function lineAt(source: Pick<Source, 'parts'>, lines: readonly string[], place: Place): string | undefined {
  const part = source.parts.find(
    ({ file, line, count }) => file === place.file && place.line >= line && place.line < line + count,
  )
  return part === undefined ? undefined : lines[part.from - 1 + place.line - part.line]
}

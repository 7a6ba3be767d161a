import type { LineOrigin, Slide } from './deck.js'
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

/** The runs of the lines `from` to `to` (1-based, of a deck's text) when they are written in more than one file; else nothing. */
export function originsOf({ parts }: Pick<Source, 'parts'>, from: number, to: number): LineOrigin[] {
  const within = parts.filter((part) => part.count > 0 && part.from <= to && part.from + part.count > from)
  if (new Set(within.map(({ file }) => file)).size < 2) return []
  return within.map((part) => {
    const first = Math.max(part.from, from)
    return { from: first - from, file: part.file, line: part.line + first - part.from }
  })
}

/** File and 1-based line of a 0-based line of a slide's text. */
export function lineOfSlide({ file, line, origins = [] }: Pick<Slide, 'file' | 'line' | 'origins'>, index: number) {
  const run = origins.findLast(({ from }) => from <= index)
  return run === undefined ? { file, line: line + index } : { file: run.file, line: run.line + index - run.from }
}

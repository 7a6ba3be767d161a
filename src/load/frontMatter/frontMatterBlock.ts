// Where Marp sees front matter. Marp uses markdown-it-front-matter, whose rules are its own: any number of dashes from
// three, anything behind them, `...` also closes, and without a closing line everything to the end is front matter.
// A test compares this file with the real engine over a table of openings.

/** The block of front matter at the beginning of a text, in lines. */
export interface FrontMatterBlock {
  /** What follows the opening dashes, trimmed: the language, usually empty. */
  readonly language: string
  /** The lines between the fences, joined by `\n`; its first line is line 2 of the file. */
  readonly body: string
  /** How many lines the block takes, fences included. */
  readonly lineCount: number
  /** False when the text ends before a closing line. */
  readonly closed: boolean
}

/** Finds the front matter of a text with `\n` line ends; `undefined` when Marp would see none. */
export function findFrontMatter(text: string): FrontMatterBlock | undefined {
  const dashes = /^-{3,}/.exec(text)?.[0].length
  if (dashes === undefined) return undefined
  const lines = linesOf(text)
  const language = (lines[0] ?? '').slice(dashes).trim()
  for (let index = 1; index < lines.length; index++) {
    const line = lines[index] ?? ''
    const closed = (/^ {0,3}(-{3,})[ \t]*$/.exec(line)?.[1]?.length ?? 0) >= dashes || /^[ \t]*\.\.\.$/.test(line)
    if (closed) return { language, body: lines.slice(1, index).join('\n'), lineCount: index + 1, closed }
  }
  return { language, body: lines.slice(1).join('\n'), lineCount: lines.length, closed: false }
}

/** As markdown-it counts: what is empty behind the last line end is no line. */
function linesOf(text: string): string[] {
  const lines = text.split('\n')
  if (/^[ \t]*$/.test(lines.at(-1) ?? '')) lines.pop()
  return lines
}

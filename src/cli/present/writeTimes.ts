import type { Slide } from '../../model/deck.js'

/** One line of a deck that gets, or changes, its time. */
export interface TimeChange {
  /** 1-based. */
  readonly line: number
  /** What stands there now; absent when a line is added behind it. */
  readonly before?: string
  readonly after: string
}

/** A text with the times in it, and what was changed. */
export interface TimedText {
  readonly text: string
  readonly changes: readonly TimeChange[]
}

/**
 * Puts a `<!-- time: … -->` into the text of a deck for each slide that has a time (seconds, by the slide's index). A time
 * that is there is replaced in its place, a new one becomes the last line of its slide. `slides` are those of this text,
 * in order.
 */
export function withTimes(text: string, slides: readonly Slide[], times: readonly (number | undefined)[]): TimedText {
  const lines = text.split('\n')
  const cr = text.includes('\r\n') ? '\r' : ''
  const changes: TimeChange[] = []
  // From the end, so that the lines above keep their numbers.
  for (let index = slides.length - 1; index >= 0; index -= 1) {
    const [slide, seconds] = [slides[index], times[index]]
    if (slide === undefined || seconds === undefined) continue
    const comment = `<!-- time: ${formatLength(seconds)} -->`
    const own = ownLines(lines, slide.line - 1, (slides[index + 1]?.line ?? lines.length + 1) - 1)
    const at = own.find((line) => timeComment.test(lines[line] ?? ''))
    if (at !== undefined) {
      const before = lines[at] ?? ''
      const after = before.replace(timeComment, comment)
      if (after === before) continue
      lines[at] = after
      changes.unshift({ line: at + 1, before: before.trimEnd(), after: after.trimEnd() })
      continue
    }
    const last = lastFilled(lines, slide.line - 1, (own.at(-1) ?? slide.line - 1) + 1)
    lines.splice(last + 1, 0, cr, comment + cr)
    changes.unshift({ line: last + 1, after: comment })
  }
  return { text: lines.join('\n'), changes }
}

const timeComment = /<!--\s*time:[^>]*-->/

/** `45s`, `2m`, `1m30s`, to five seconds. */
function formatLength(seconds: number): string {
  const whole = Math.max(5, Math.round(seconds / 5) * 5)
  const [minutes, rest] = [Math.floor(whole / 60), whole % 60]
  return `${minutes === 0 ? '' : `${minutes}m`}${rest === 0 ? '' : `${rest}s`}`
}

/**
 * Lines (0-based) of a slide that are no code: up to the dashes that end it, a slide of another file, or `to`. What follows
 * may be a slide that is hidden.
 */
function ownLines(lines: readonly string[], from: number, to: number): number[] {
  const own: number[] = []
  let fence = ''
  for (let index = from; index < Math.min(to, lines.length); index += 1) {
    const line = (lines[index] ?? '').trimEnd()
    const mark = /^\s*(`{3,}|~{3,})/.exec(line)?.[1]
    if (mark !== undefined) {
      if (fence === '') fence = mark
      else if (line.trim().startsWith(fence)) fence = ''
      own.push(index)
      continue
    }
    // Dashes right under a text make a heading of it.
    const ends = /^ {0,3}(?:(?:-\s*){3,}|(?:\*\s*){3,}|(?:_\s*){3,})$/.test(line)
    const isUnderline = /^ {0,3}-/.test(line) && (lines[index - 1] ?? '').trim() !== '' && index > from
    if (fence === '' && ((ends && !isUnderline) || /^\s*<!--\s*include:/.test(line))) break
    if (fence === '') own.push(index)
  }
  return own
}

/** Last line (0-based) before `to` with something in it. */
function lastFilled(lines: readonly string[], from: number, to: number): number {
  let last = to - 1
  while (last > from && (lines[last] ?? '').trim() === '') last -= 1
  return last
}

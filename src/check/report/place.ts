import type { Slide } from '../../model/deck.js'
import { lineOfSlide } from '../../model/origin.js'
import type { Place } from '../../model/problem.js'

/**
 * Finds words that show on a slide in its Markdown: to the letter, else letter by letter without the signs of Markdown
 * between them; else its block begins there. `below`: lines between the slide's first and its block;
 * `nth`: how often they stand there before (0: they are the first).
 */
export function placeOnSlide(slide: Slide, words: string, below = 0, nth = 0): Place {
  const lines = slide.text.split('\n')
  const wanted = words.trim()
  const at = (index: number, column: number, length: number): Place => ({
    ...lineOfSlide(slide, index),
    column,
    length,
  })
  if (wanted !== '') {
    const places = lines.flatMap((text, index) =>
      index < below ? [] : columnsOf(wanted, text).map((column) => at(index, column + 1, wanted.length)),
    )
    const found = places[nth] ?? places[0]
    if (found !== undefined) return found
    const letters = lettersOf(wanted)
    for (const length of [40, 16, 6]) {
      const needle = letters.slice(0, length)
      if (needle.length < Math.min(length, 2)) continue
      for (const [index, text] of lines.entries()) {
        if (index < below || !lettersOf(text).includes(needle)) continue
        const first = /[\p{L}\p{N}]+/u.exec(wanted)?.[0] ?? ''
        const column = Math.max(0, text.indexOf(first))
        return at(index, column + 1, Math.max(1, Math.min(wanted.length, text.length - column)))
      }
    }
  }
  const index = Math.max(
    0,
    lines.findIndex((text) => text.trim() !== ''),
  )
  return at(index, 1, Math.max(1, lines[index]?.trimEnd().length ?? 1))
}

function columnsOf(words: string, text: string): number[] {
  const columns: number[] = []
  for (let column = text.indexOf(words); column >= 0; column = text.indexOf(words, column + 1)) columns.push(column)
  return columns
}

function lettersOf(text: string): string {
  return text.replace(/[^\p{L}\p{N}]/gu, '')
}

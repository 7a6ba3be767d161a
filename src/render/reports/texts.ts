// The deck as text: what is said, and how it is built.
import type { Deck, DeckMeta, Slide } from '../../model/deck.js'
import { countWords, firstWords, plainText } from '../page/plainText.js'
import { depthsOf } from '../page/sections.js'
import { clock, timingsOf, timingWords } from './timing.js'

/** Which slides are wanted, 0-based; absent: all. */
export type Wanted = ReadonlySet<number> | undefined

/** The speaker notes in Markdown, as they were written, under the titles of their slides. */
export function notesMarkdown(deck: Deck, wanted: Wanted): string {
  const timings = timingsOf(deck.slides)
  const sections = chosen(deck, wanted).map((slide) => {
    const time = timingWords(timings[slide.index] ?? {})
    return [`## ${heading(slide)}`, ...(time === '' ? [] : [`*${time}*`]), ...slide.notes.map(trim)]
  })
  return document([`# ${oneLine(deck.meta.title)}`, byline(deck.meta), ...sections.flat()])
}

/** The same as plain text. */
export function notesText(deck: Deck, wanted: Wanted): string {
  const timings = timingsOf(deck.slides)
  const sections = chosen(deck, wanted).map((slide) => {
    const time = timingWords(timings[slide.index] ?? {})
    const title = `${heading(slide)}${time === '' ? '' : `  [${time}]`}`
    return [`${title}\n${'-'.repeat([...title].length)}`, ...slide.notesHtml.map((note) => plainText(note))]
  })
  const title = oneLine(deck.meta.title)
  return document([`${title}\n${'='.repeat([...title].length)}`, byline(deck.meta), ...sections.flat()])
}

/** The titles of the slides as a nested list. Slides without a title are named by their first words. */
export function outlineMarkdown(deck: Deck, wanted: Wanted): string {
  const depths = depthsOf(deck.slides)
  const timings = timingsOf(deck.slides)
  const lines = chosen(deck, wanted).map((slide) => {
    const time = timingWords(timings[slide.index] ?? {})
    const name = slide.title === '' ? `*${escapeMarkdown(firstWords(slide))}*` : escapeMarkdown(slide.title)
    return `${'  '.repeat(depths[slide.index] ?? 0)}- ${slide.index + 1}\\. ${name}${time === '' ? '' : ` (${time})`}`
  })
  return document([`# ${escapeMarkdown(oneLine(deck.meta.title))}`, byline(deck.meta), lines.join('\n')])
}

/** What a deck is made of, for programs. Lines and slides count from 1. */
export function outlineJson(deck: Deck, wanted: Wanted): string {
  const depths = depthsOf(deck.slides)
  const timings = timingsOf(deck.slides)
  const slides = chosen(deck, wanted).map((slide) => {
    const { seconds, start } = timings[slide.index] ?? {}
    return {
      slide: slide.index + 1,
      title: slide.title,
      depth: depths[slide.index] ?? 0,
      file: slide.file,
      line: slide.line,
      class: slide.directives.class ?? '',
      steps: slide.steps,
      timeSeconds: seconds ?? null,
      startSeconds: start ?? null,
      words: countWords(plainText(slide.html), deck.meta.lang),
      noteWords: countWords(slide.notesHtml.map((note) => plainText(note)).join('\n'), deck.meta.lang),
    }
  })
  const { meta, file, size, theme } = deck
  return `${JSON.stringify({ file, meta, theme, size, slides }, null, 2)}\n`
}

function chosen({ slides }: Deck, wanted: Wanted): readonly Slide[] {
  return slides.filter(({ index }) => wanted?.has(index) ?? true)
}

function heading({ index, title }: Slide): string {
  return title === '' ? `${index + 1}.` : `${index + 1}. ${title}`
}

function byline(meta: DeckMeta): string {
  const length = meta.durationMinutes === undefined ? undefined : `${clock(meta.durationMinutes * 60)} planned`
  return [meta.author, meta.event, meta.date, length].filter((text) => text !== undefined && text !== '').join(' · ')
}

function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_[\]<>#|]/g, '\\$&')
}

function trim(text: string): string {
  return text.trim()
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ')
}

function document(parts: readonly string[]): string {
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`
}

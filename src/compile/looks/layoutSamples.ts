// What a layout is tried with: its own example, and the same example with hardly a word, with words that do not break, in
// ideographs, from right to left, and with far too much. Only words are changed, never what makes a slide that slide.
import type { Layout } from '../../model/theme.js'
import { layoutOf } from './layouts.js'

/** How a layout is tried. */
export const sampleKinds = ['normal', 'short', 'long words', 'ideographs', 'right to left', 'too much'] as const
export type SampleKind = (typeof sampleKinds)[number]

/** One slide that tries a layout. */
export interface Sample {
  /** The layout's class; empty for a slide without one. */
  readonly layout: string
  readonly kind: SampleKind
  /** Markdown of one slide. */
  readonly markdown: string
}

/** Samples of these layouts, and of slides without a class, in these kinds. */
export function layoutSamples(layouts: readonly Layout[], kinds: readonly SampleKind[]): Sample[] {
  const examples = [
    ...plainExamples.map((markdown) => ({ layout: '', markdown })),
    ...layouts.flatMap(({ class: layout, example }) => {
      const markdown = example ?? layoutOf(layout)?.example
      return markdown === undefined ? [] : [{ layout, markdown }]
    }),
  ]
  return kinds.flatMap((kind) =>
    examples.map(({ layout, markdown }) => ({ layout, kind, markdown: changes[kind](markdown) })),
  )
}

const plainExamples = [
  '## A heading\n\nA sentence with a [link](https://example.org/), `code`, **bold** and *emphasis*.\n\n- The first entry of a list\n  - An entry below it\n\n1. A number\n2. Another number',
  '# A heading of the first level\n\n### A heading of the third\n\n> A quotation of one sentence.',
  '## Figures and code\n\n| Name | Figure |\n|---|--:|\n| One | 1 |\n| Two | 22 |\n\n```js\nconst answer = 42 // a comment\n```',
]

const changes: Readonly<Record<SampleKind, (markdown: string) => string>> = {
  normal: (markdown) => markdown,
  short: (markdown) => eachText(markdown, firstWord),
  'long words': withLongWords,
  ideographs: (markdown) => eachText(markdown, (text) => inScript(text, ideographs, '', 2)),
  'right to left': (markdown) => eachText(markdown, (text) => inScript(text, arabic, ' ', 1)),
  'too much': muchMore,
}

/** A word of everyday law, and nobody's joke. */
const longWord = 'Datenschutzgrundverordnung'
const ideographs = [...'街の地図を開くと川の向こうに古い駅が見える毎朝そこから人々が歩き始める新しい橋は来年できる']
const arabic = 'تفتح المدينة أبوابها كل صباح ويمشي الناس على ضفة النهر نحو المحطة القديمة والجسر الجديد قريب'.split(' ')

/** Changes the text of every line, behind what makes it a heading, an entry or a cell. Code, comments and styles stay. */
function eachText(markdown: string, change: (text: string) => string): string {
  let closing: RegExp | undefined
  return markdown
    .split('\n')
    .map((line) => {
      if (closing !== undefined) {
        if (closing.test(line)) closing = undefined
        return line
      }
      closing = /^\s*```/.test(line) ? /^\s*```\s*$/ : /^\s*<style/.test(line) ? /<\/style>/ : undefined
      if (closing !== undefined || /^\s*(<|!\[bg|[|\s:-]+$)/.test(line)) return line
      if (line.startsWith('|')) return line.replace(/[^|]+/g, (cell) => ` ${change(cell.trim())} `)
      const [, mark = '', text = ''] = /^(\s*(?:(?:#{1,6}|[-*+>]|\d+\.|\[![A-Z]+\])\s+)*)(.*)$/.exec(line) ?? []
      return text === '' || /^!?\[[^\]]*\]\([^)]*\)$/.test(text) || text.startsWith('[!')
        ? line
        : `${mark}${change(text)}`
    })
    .join('\n')
}

/** Keeps what makes it bold or slanted. */
function firstWord(text: string): string {
  const [, mark = '', word] = /^(\*{0,2})([\p{L}\p{N}]+)/u.exec(text) ?? []
  return word === undefined ? text : `${mark}${word}${mark}`
}

/** One in the heading, one in what comes first below it: more at once is nobody's slide. */
function withLongWords(markdown: string): string {
  let texts = 0
  return eachText(markdown, (text) => {
    if (texts === 2) return text
    const changed = text.replace(/(?<![\p{L}&#])\p{L}{3,}(?![^(]*\))/u, longWord)
    if (changed !== text) texts++
    return changed
  })
}

/** Words and the spaces between them in another script, about as wide as they were. Figures, marks and links stay. */
function inScript(text: string, pieces: readonly string[], between: string, widthOfPiece: number): string {
  let at = 0
  const next = (): string => pieces[at++ % pieces.length] ?? ''
  return text.replace(/(?<!\]\([^)]*|`[^`]*)\p{L}[\p{L}\p{M}’'-]*(?: \p{L}[\p{L}\p{M}’'-]*)*/gu, (run) => {
    if (/^(?:https?|fit)$/.test(run)) return run
    let made = ''
    while (made.length * widthOfPiece < run.length) made += (made === '' ? '' : between) + next()
    return made
  })
}

/** Lists of twelve, paragraphs of sixty words, tables of sixteen rows, forty lines of code, headings of fifteen words. */
function muchMore(markdown: string): string {
  const fences = markdown.replace(
    /(```\w*[^\n]*\n)[\s\S]*?```/g,
    (_, open: string) => `${open}${times(40, wideLine)}\n\`\`\``,
  )
  return fences.split('\n\n').map(moreOf).join('\n\n')
}

function moreOf(block: string): string {
  const lines = block.trimEnd().split('\n')
  const last = lines.at(-1) ?? ''
  if (/^(?:\||[-*] |\d+\. )/.test(lines[0] ?? '')) {
    const entry = lines.findLast((line) => /^\S/.test(line)) ?? ''
    return `${block.trimEnd()}\n${times(last.startsWith('|') ? 12 : 8, entry)}\n`
  }
  if (/^(?:<|```|!\[|\[)|```$/.test(lines[0] ?? '') || last.endsWith('```') || /<\/style>/.test(block)) return block
  return `${block.trimEnd()} ${times(last.startsWith('#') ? 1 : 5, filler, ' ')}\n`
}

function times(count: number, text: string, between = '\n'): string {
  return Array.from({ length: count }, () => text).join(between)
}

const filler = 'and what nobody had thought of before the second summer'
const wideLine =
  'result = compute_the_whole_table(of_every_station, in_every_season, with_the_corrected_counts) # one hundred'

import { type MaskOptions, maskMarkdown } from './mask.js'

/** A word of a slide. */
export interface Word {
  readonly text: string
  /** Where it begins: lines from the slide's first one, columns from 1. */
  readonly lineBelow: number
  readonly column: number
  /** True at the beginning of a line or sentence, where every word has a capital. */
  readonly first: boolean
  /** The language of the element around it, when it has one of its own. */
  readonly lang?: string
}

/**
 * The words of a slide that a dictionary may know: without those that have digits, capitals inside (`JavaScript`), only
 * capitals (`HTTP`), one letter, or letters of another script than Latin, Greek and Cyrillic.
 */
export function wordsOf(markdown: string, options: MaskOptions): Word[] {
  const foreign = foreignParts(markdown)
  const masked = maskMarkdown(markdown, options)
  const words: Word[] = []
  let at = 0
  for (const [lineBelow, line] of masked.split('\n').entries()) {
    for (const { 0: text, index } of line.matchAll(word)) {
      if (isNoWord(text)) continue
      const lang = foreign.find(({ from, to }) => at + index >= from && at + index < to)?.lang
      const first = !/[\p{L}\p{N}]/u.test(line.slice(0, index).replace(beforeSentence, ''))
      words.push({ text, lineBelow, column: index + 1, first, ...(lang === undefined ? {} : { lang }) })
    }
    at += line.length + 1
  }
  return words
}

function isNoWord(text: string): boolean {
  if ([...text].length < 2 || /\p{N}/u.test(text)) return true
  if (!/^[\p{sc=Latin}\p{sc=Greek}\p{sc=Cyrillic}\p{M}'’-]+$/u.test(text)) return true
  return /[\p{L}\p{M}'’]\p{Lu}/u.test(text)
}

/** Elements with a `lang` of their own. One inside another of the same name is rare and ends too early. */
function foreignParts(markdown: string): { readonly from: number; readonly to: number; readonly lang: string }[] {
  return [...markdown.matchAll(/<(\w+)\b[^>]*?\blang\s*=\s*["']?([\w-]+)[^>]*>[\s\S]*?<\/\1\s*>/g)].map((found) => ({
    from: found.index,
    to: found.index + found[0].length,
    lang: found[2] ?? '',
  }))
}

/** All of a line up to the beginning of a sentence or of a table's cell. */
const beforeSentence = /^.*(?:[.!?:…]["”’)*_]*\s|\|)/su

/** Letters, with digits so that `3rd` is one word and no `rd`, and apostrophes inside. Parts of `two-fold` are words. */
const word = /[\p{L}\p{N}\p{M}]+(?:['’][\p{L}\p{M}]+)*/gu

// What several plugins ask of a slide's tokens.
import type { Token } from '../engine/markdownIt.js'

/** Classes of a slide, of its opening token. */
export function classesOf(open: Token | undefined): readonly string[] {
  const classes = open?.meta?.marpitDirectives?.class
  if (typeof classes === 'string') return classes.split(/\s+/)
  return Array.isArray(classes) ? classes.map(String) : []
}

/** Text of inline tokens, as it is read. */
export function textOf(tokens: readonly Token[]): string {
  return tokens
    .map(({ type, content }) => (/break$/.test(type) ? ' ' : type === 'image' ? '' : content))
    .join('')
    .trim()
}

/** Width in letters of Latin; ideographs are twice as wide. */
export function widthOf(text: string): number {
  return [...text].length + (text.match(/[\u1100-\u11ff\u2e80-\ud7af\uf900-\ufaff\uff00-\uff60]/g)?.length ?? 0)
}

/** Width of the longest word; ideographs break anywhere. */
export function longestWord(text: string): number {
  const words = text.split(/[\s\u2013\u2014/-]+|(?<=[\u2e80-\ud7af\uf900-\ufaff\uff00-\uff60])/)
  return Math.max(0, ...words.map(widthOf))
}

/** Adds a custom property to the style of an element. */
export function addStyle(token: Token | undefined, style: string): void {
  token?.attrSet('style', `${token.attrGet('style') ?? ''}${style}`)
}

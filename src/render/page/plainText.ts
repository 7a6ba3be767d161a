import { type DefaultTreeAdapterTypes, parseFragment } from 'parse5'
import type { Slide } from '../../model/deck.js'
import { readableHtml } from '../player/readable.js'

type Child = DefaultTreeAdapterTypes.ChildNode

const blocks = /^(?:p|h[1-6]|ul|ol|li|table|tr|pre|blockquote|dl|dt|dd|figure|hr|caption)$/

/** A slide or a note as plain text: blocks on lines of their own, lists with hyphens or numbers, rows of tables with bars. */
export function plainText(html: string, withoutTitle = false): string {
  const text = parseFragment(readableHtml(html, { level: 1, withoutTitle }))
    .childNodes.map(write)
    .join('')
  return text
    .replace(/[ \t]+\n/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}

function write(node: Child): string {
  if (node.nodeName === '#text') return (node as DefaultTreeAdapterTypes.TextNode).value.replace(/\s+/g, ' ')
  if (!('tagName' in node)) return ''
  const name = node.tagName
  if (name === 'br') return '\n'
  // A formula is what its author wrote.
  if (name === 'math') return annotationOf(node) ?? raw(node)
  if (name === 'pre') return `\n\n${raw(node)}\n\n`
  const inside = node.childNodes.map(write).join('')
  if (name === 'li') {
    const mark = markOf(node)
    return `\n${mark} ${inside.trim().replace(/\n+/g, `\n${' '.repeat(mark.length + 1)}`)}`
  }
  if (name === 'td' || name === 'th') return `${inside.trim()} | `
  if (name === 'tr') return `\n${inside.trim().replace(/ ?\|$/, '')}`
  return blocks.test(name) ? `\n\n${inside.trim()}\n\n` : inside
}

/** What stands before an item: its number in a numbered list, which may begin anywhere and go down, else a hyphen. */
function markOf(item: DefaultTreeAdapterTypes.Element): string {
  const list = item.parentNode
  if (list === null || !('tagName' in list) || list.tagName !== 'ol') return '-'
  const items = list.childNodes.filter(({ nodeName }) => nodeName === 'li')
  const down = list.attrs.some((attribute) => attribute.name === 'reversed')
  const start = Number(list.attrs.find((attribute) => attribute.name === 'start')?.value ?? (down ? items.length : 1))
  return `${start + items.indexOf(item) * (down ? -1 : 1)}.`
}

function raw(node: Child): string {
  if (node.nodeName === '#text') return (node as DefaultTreeAdapterTypes.TextNode).value
  return 'childNodes' in node ? node.childNodes.map(raw).join('') : ''
}

function annotationOf(node: Child): string | undefined {
  if (node.nodeName === 'annotation') return raw(node)
  if (!('childNodes' in node)) return undefined
  for (const child of node.childNodes) {
    const found = annotationOf(child)
    if (found !== undefined) return found
  }
  return undefined
}

/** How many words a text has, in any script: Chinese and Thai have no spaces between theirs. */
export function countWords(text: string, lang: string): number {
  let count = 0
  for (const { isWordLike } of segmenterOf(lang).segment(text)) if (isWordLike === true) count += 1
  return count
}

function segmenterOf(lang: string): Intl.Segmenter {
  try {
    return new Intl.Segmenter(lang, { granularity: 'word' })
  } catch {
    return new Intl.Segmenter('en', { granularity: 'word' })
  }
}

/** What a slide without a title is known by: its first words, up to 60 characters on one line. */
export function firstWords({ html }: Slide): string {
  const words = plainText(html).replace(/\s+/g, ' ').trim()
  if (words === '') return 'no text'
  return words.length > 60 ? `${words.slice(0, 59).trimEnd()}…` : words
}

// A slide as it is read, not as it looks: headings, lists, tables, code, formulas and the words that stand for pictures.
// Layers, colours and repeated headers go. Two writings: HTML with the elements that mean something, and plain text.
import { type DefaultTreeAdapterTypes, parseFragment, serializeOuter } from 'parse5'
import { escapeHtml } from '../page/escape.js'

type Child = DefaultTreeAdapterTypes.ChildNode
type Element = DefaultTreeAdapterTypes.Element

/** How a slide is written. */
export interface Reading {
  /** Level of the highest heading below the slide's own. */
  readonly level: number
  /** Leaves out the first heading: it is the slide's title, and stands above already. */
  readonly withoutTitle: boolean
}

/** The content of a slide, or of a note, as HTML that every screen reader can read. Sanitized HTML in, and nothing is added to it. */
export function readableHtml(html: string, reading: Reading): string {
  const state = { reading, skipTitle: reading.withoutTitle, open: [] }
  return parseFragment(html)
    .childNodes.map((node) => write(node, state))
    .join('')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}

interface State {
  readonly reading: Reading
  skipTitle: boolean
  /** Levels of the headings that the current place is under. */
  readonly open: number[]
}

/** Without the soft hyphens that lay words out on a slide. */
const words = ({ value }: DefaultTreeAdapterTypes.TextNode): string => value.replaceAll('\u00ad', '')

function write(node: Child, state: State): string {
  if (node.nodeName === '#text') return escapeHtml(words(node as DefaultTreeAdapterTypes.TextNode))
  if (!('tagName' in node)) return ''
  const name = node.tagName.toLowerCase()
  if (isSilent(node, name)) return ''
  const inside = (): string => node.childNodes.map((child) => write(child, state)).join('')
  if (/^h[1-6]$/.test(name)) return heading(node, Number(name[1]), state, inside)
  if (name === 'img') return picture(node)
  if (name === 'figcaption' || name === 'video' || name === 'audio')
    return said(name === 'figcaption' ? 'Image' : 'Video or audio', textOf(node) || attribute(node, 'aria-label'))
  if (name === 'math') return serializeOuter(node)
  if (name === 'svg' && attribute(node, 'data-marpit-svg') === undefined) return said('Drawing', drawingText(node))
  if (!kept.has(name)) return inside()
  return `<${name}${attributesOf(node, name)}>${empty.has(name) ? '' : `${inside()}</${name}>`}`
}

function isSilent(node: Element, name: string): boolean {
  if (['style', 'script', 'template', 'annotation', 'title'].includes(name)) return true
  if (attribute(node, 'aria-hidden') === 'true') return true
  // What Marp repeats on every slide, and its layer that only carries decoration.
  return ['header', 'footer'].includes(name) || attribute(node, 'data-marpit-advanced-background') === 'pseudo'
}

function heading(node: Element, level: number, state: State, inside: () => string): string {
  if (state.skipTitle) {
    state.skipTitle = false
    return ''
  }
  if (textOf(node) === '') return ''
  // No level is left out, whatever the slide does for looks.
  while ((state.open.at(-1) ?? 0) >= level) state.open.pop()
  const own = Math.min(6, state.reading.level + state.open.length)
  state.open.push(level)
  return `<h${own}>${inside()}</h${own}>\n`
}

function picture(node: Element): string {
  const alt = attribute(node, 'alt')?.trim() ?? ''
  const isEmoji = /\bemoji\b/.test(attribute(node, 'class') ?? '') || attribute(node, 'data-marp-twemoji') !== undefined
  return isEmoji ? escapeHtml(alt) : said('Image', alt)
}

function said(what: string, words: string | undefined): string {
  const text = words?.replace(/\s+/g, ' ').trim() ?? ''
  return text === '' ? '' : `<span class="picture">[${what}: ${escapeHtml(text)}]</span> `
}

function drawingText(node: Element): string {
  const title = node.childNodes.find((child): child is Element => 'tagName' in child && child.tagName === 'title')
  return (title === undefined ? attribute(node, 'aria-label') : textOf(title)) ?? textOf(node)
}

/** The words inside an element, however deep; those of styles and hidden parts are none. */
function textOf(node: Child): string {
  if (node.nodeName === '#text') return words(node as DefaultTreeAdapterTypes.TextNode)
  if (!('tagName' in node) || isSilent(node, node.tagName)) return ''
  if (node.tagName === 'img') return attribute(node, 'alt') ?? ''
  return node.childNodes.map(textOf).join(' ').replace(/\s+/g, ' ').trim()
}

function attribute(node: Element, name: string): string | undefined {
  return node.attrs.find((one) => one.name === name)?.value
}

function attributesOf(node: Element, name: string): string {
  const wanted = [...(named[name] ?? []), 'lang', 'dir']
  return node.attrs
    .filter((one) => wanted.includes(one.name))
    .map(({ name: key, value }) => {
      const slide = key === 'href' ? /^#(\d+)$/.exec(value)?.[1] : undefined
      return ` ${key}="${escapeHtml(slide === undefined ? value : `#slide-${slide}`)}"`
    })
    .join('')
}

const named: Readonly<Record<string, readonly string[]>> = {
  a: ['href'],
  ol: ['start', 'reversed'],
  li: ['value'],
  td: ['colspan', 'rowspan'],
  th: ['colspan', 'rowspan', 'scope'],
}
const empty = new Set(['br', 'hr', 'wbr'])
const kept = new Set(
  'a abbr b bdi bdo blockquote br caption cite code dd del dfn dl dt em figure hr i ins kbd li mark ol p pre q s samp small strong sub sup table tbody td tfoot th thead time tr u ul var wbr'.split(
    ' ',
  ),
)

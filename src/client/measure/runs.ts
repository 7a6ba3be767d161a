import type { TextRole, TextRun } from '../../model/measurement.js'
import { coverOf, isLost } from './cover.js'
import { cutOf } from './cut.js'
import { isBehindGenerated } from './generated.js'
import { isAslant, isTurned, type Line, readLines } from './ink.js'
import { paintOf } from './paint.js'
import { pathOf } from './path.js'
import { belowOf, boxOf, longest, round, type Slide } from './spots.js'

/** Texts of a slide: those that show, measured; the nodes themselves; and the first one that does not show. */
export interface Texts {
  readonly runs: readonly TextRun[]
  readonly nodes: readonly Text[]
  /** The element of each text. */
  readonly parents: readonly Element[]
  readonly unseen: string
}

/** Measures every text of a slide, in the order of the document. */
export function measureTexts(on: Slide): Texts {
  const { frame, content, colours } = on
  const blocks = new Map<Element, number>()
  const runs: TextRun[] = []
  const nodes: Text[] = []
  const parents: Element[] = []
  let unseen = ''
  for (const node of textsOf(content)) {
    const parent = node.parentElement
    if (parent === null || parent.closest(silent) !== null) continue
    const style = getComputedStyle(parent)
    const rects = isSeen(parent, style) ? rectsOf(node) : []
    if (rects.length === 0) {
      if (unseen === '' && !isForReaders(parent, content)) unseen = node.data.trim().slice(0, 60)
      continue
    }
    if (isForReaders(parent, content)) continue
    const role = roleOf(parent, content)
    const block = blockOf(parent, content)
    if (!blocks.has(block)) blocks.set(block, blocks.size)
    const cssPx = Number.parseFloat(style.fontSize)
    const { lines, broken } = readLines(node, rects, style)
    const where = { content, frame, drawn: role === 'drawn' || role === 'formula', sizePx: cssPx }
    const cut = cutOf(parent, lines, where)
    const covered = role === 'drawn' || role === 'formula' ? undefined : coveredBy(parent, lines, content)
    const emphasis = parent.closest('em, strong')
    nodes.push(node)
    parents.push(parent)
    runs.push({
      text: node.data.trim().slice(0, longest),
      element: pathOf(parent, content),
      below: belowOf(parent),
      role,
      block: blocks.get(block) ?? 0,
      boxes: rects.map((rect) => boxOf(rect, frame)),
      inks: isAslant(parent) ? [] : lines.map(({ ink }) => boxOf(ink, frame)),
      ...(broken === undefined || role === 'drawn' || role === 'formula' ? {} : { broken }),
      ...(covered === undefined ? {} : { covered }),
      ...(emphasis !== null && isLost(emphasis, content) ? { lost: true } : {}),
      fontPx: round(cssPx * scaleOf(parent, content)),
      bold: Number(style.fontWeight) >= 700,
      ...(cut === undefined ? {} : { cut }),
      ...(colours ? paintOf(parent, style, rects, content) : { alpha: 1 }),
    })
  }
  return { runs, nodes, parents, unseen }
}

function coveredBy(parent: Element, lines: readonly Line[], content: HTMLElement): string | undefined {
  for (const { ink } of lines) {
    const found = coverOf(parent, ink, content)
    if (found !== undefined) return found
    if (parent.closest('header, footer') === null && isBehindGenerated(parent, ink, content)) return 'a box'
  }
  return undefined
}

function isSeen(parent: Element, { visibility, opacity, fontSize }: CSSStyleDeclaration): boolean {
  return (
    visibility === 'visible' &&
    opacity !== '0' &&
    Number.parseFloat(fontSize) >= 1 &&
    parent.closest('[hidden]') === null
  )
}

function* textsOf(content: Element): Generator<Text> {
  const walker = Document.prototype.createTreeWalker.call(content.ownerDocument, content, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode())
    if (node instanceof Text && node.data.trim() !== '') yield node
}

function rectsOf(node: Text): DOMRect[] {
  const range = new Range()
  range.selectNodeContents(node)
  return [...range.getClientRects()].filter(({ width, height }) => width > 0 && height > 0)
}

function roleOf(parent: Element, content: Element): TextRole {
  if (parent.closest('.katex, mjx-container') !== null) return 'formula'
  if (parent.closest('svg[data-marp-mermaid]') !== null || parent instanceof SVGElement) return 'drawn'
  const within = (selector: string) => {
    const found = parent.closest(selector)
    return found !== null && content.contains(found)
  }
  if (within('header, footer')) return 'furniture'
  if (within('sub, sup')) return 'script'
  if (within('h1, h2')) return 'heading'
  if (within('h3')) return 'subheading'
  return within('table, pre, code, small, figcaption, kbd') ? 'small' : 'body'
}

function blockOf(parent: Element, content: Element): Element {
  const block = parent.closest(
    'h1, h2, h3, h4, h5, h6, p, li, dt, dd, td, th, pre, marp-pre, blockquote, header, footer, svg[data-marp-mermaid], figcaption',
  )
  return block !== null && content.contains(block) ? block : parent
}

/** Text that only screen readers get: a box of a pixel that cuts everything off. */
function isForReaders(parent: Element, content: Element): boolean {
  for (let at: Element | null = parent; at !== null && at !== content; at = at.parentElement) {
    if (!(at instanceof HTMLElement) || at.clientWidth > 2 || at.clientHeight > 2) continue
    const { overflowX, position } = getComputedStyle(at)
    if (overflowX !== 'visible' && position === 'absolute') return true
  }
  return false
}

/** How much larger or smaller than its CSS says a text shows, because Marp fits it, a theme scales it or a drawing is scaled. */
function scaleOf(parent: Element, content: HTMLElement): number {
  if (parent instanceof SVGGraphicsElement) {
    // Whatever way it is turned.
    const { a, b } = parent.getScreenCTM() ?? { a: 1, b: 0 }
    return Math.hypot(a, b)
  }
  for (let at: Element | null = parent; at !== null && at !== content; at = at.parentElement) {
    if (!(at instanceof HTMLElement) || at.offsetWidth < 24 || at.offsetHeight < 8) continue
    const { width, height } = at.getBoundingClientRect()
    // What is turned fills a larger rectangle, and is no larger.
    if (isTurned(at)) return 1
    const scale = Math.sqrt((width * height) / (at.offsetWidth * at.offsetHeight))
    return Math.abs(scale - 1) < 0.03 ? 1 : scale
  }
  return 1
}

const silent = 'style, script, template, title, desc, .katex-mathml, [data-marpit-presenter-notes]'

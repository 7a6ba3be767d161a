import { type DefaultTreeAdapterTypes, parseFragment, serialize, html as spec } from 'parse5'
import type { SlideFacts } from '../../model/facts.js'
import { sanitizeAttributes } from './attributes.js'
import { factsCollector } from './collectFacts.js'
import { sanitizeCss } from './css.js'
import type { AddressPolicy, Findings, FoundFile, Removed } from './findings.js'
import { withoutMarks } from './marks.js'
import { dropWhole, htmlElements, mathElements, svgElements } from './policy.js'
import { asBox, isRemote } from './remotePicture.js'

type Parent = DefaultTreeAdapterTypes.ParentNode
type Child = DefaultTreeAdapterTypes.ChildNode
type Element = DefaultTreeAdapterTypes.Element

/** Deepest nesting of elements. Nobody nests that deep on purpose, and what walks the tree calls itself for each level. */
const deepest = 256

/** A slide's HTML with nothing in it but what may be shown, and what was found on the way. */
export interface SafeHtml {
  readonly html: string
  readonly facts: SlideFacts
  readonly files: readonly FoundFile[]
  readonly removed: readonly Removed[]
}

/**
 * Sanitizes the final HTML of one slide, after formulas, diagrams, emoji and highlighting. With `keepAll` (the project
 * allows raw HTML) only addresses of files are rewritten.
 */
export function sanitizeHtml(
  html: string,
  options: { readonly allowNet: boolean; readonly keepAll: boolean },
): SafeHtml {
  const findings: Findings & { files: FoundFile[]; removed: Removed[] } = { files: [], removed: [] }
  const policy: AddressPolicy = { owner: { from: 'deck' }, allowNet: options.allowNet }
  const fragment = structure(html, options.keepAll, findings)
  const { meet, facts } = factsCollector()
  const walk = (parent: Parent): void => {
    for (const node of parent.childNodes) {
      if (node.nodeName === '#text') {
        const text = node as DefaultTreeAdapterTypes.TextNode
        text.value = withoutMarks(text.value)
      } else if ('tagName' in node) keepElement(node)
    }
  }
  const keepElement = (element: Element): void => {
    if (element.tagName === 'img' && isRemote(element, policy, findings)) asBox(element)
    if (element.tagName === 'style' && !options.keepAll) sanitizeStyleElement(element, policy, findings)
    else walk(element)
    sanitizeAttributes(element, policy, findings, options.keepAll)
    meet(element)
  }
  walk(fragment)
  return { html: serialize(fragment), facts: facts(), files: findings.files, removed: findings.removed }
}

/**
 * The tree without elements that may not be there. What is left when one goes can be read otherwise than it stood (a block
 * inside a paragraph ends it), so it is written and read again until both agree.
 */
function structure(html: string, keepAll: boolean, findings: Findings): DefaultTreeAdapterTypes.DocumentFragment {
  let text = html
  for (let round = 0; ; round++) {
    const fragment = parseFragment(text)
    if (prune(fragment, 0, keepAll, findings) && round === 0) return fragment
    const written = serialize(fragment)
    if (written === text) return fragment
    // Nobody writes by accident what is still not the same; as text it is.
    text = round < mostReadings ? written : escaped(written)
  }
}

/** Times that a slide is read again. */
const mostReadings = 8

function escaped(html: string): string {
  return html.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

/** Takes out what may not be there. True when everything stays. */
function prune(parent: Parent, depth: number, keepAll: boolean, findings: Findings): boolean {
  let whole = true
  const kept: Child[] = []
  const keep = (node: Child, level: number): void => {
    if (node.nodeName === '#text') {
      kept.push(node)
      return
    }
    if ('tagName' in node && level <= deepest && (keepAll || isAllowed(node))) {
      whole = prune(node, level + 1, keepAll, findings) && whole
      kept.push(node)
      return
    }
    whole = false
    if (!('tagName' in node)) return
    if (level > deepest) {
      findings.removed.push({ what: 'html', written: `<${node.tagName}` })
      kept.push({ nodeName: '#text', value: textOf(node), parentNode: node } as DefaultTreeAdapterTypes.TextNode)
    } else {
      findings.removed.push({ what: 'html', written: `<${node.tagName}` })
      if (!dropWhole.has(node.tagName)) for (const child of node.childNodes) keep(child, level + 1)
    }
  }
  for (const child of parent.childNodes) keep(child, depth)
  for (const child of kept) child.parentNode = parent
  parent.childNodes = kept
  return whole
}

/** The text inside an element, however deep. */
function textOf(element: Element): string {
  const texts: string[] = []
  const waiting: Child[] = [element]
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (node.nodeName === '#text') texts.push((node as DefaultTreeAdapterTypes.TextNode).value)
    else if ('tagName' in node && !dropWhole.has(node.tagName))
      for (const child of node.childNodes.toReversed()) waiting.push(child)
  }
  return texts.join('')
}

function isAllowed(element: Element): boolean {
  const { namespaceURI, tagName } = element
  if (namespaceURI === spec.NS.SVG) return svgElements.has(tagName)
  if (namespaceURI === spec.NS.MATHML) return mathElements.has(tagName)
  // Inside of a formula's words a parser reads HTML, and takes the formula further in for elements that nobody knows.
  return htmlElements.has(tagName) || (mathElements.has(tagName) && isInFormula(element))
}

function isInFormula(element: Element): boolean {
  for (let node = element.parentNode; node !== null && 'tagName' in node; node = node.parentNode)
    if (node.namespaceURI === spec.NS.MATHML) return true
  return false
}

function sanitizeStyleElement(element: Element, policy: AddressPolicy, findings: Findings): void {
  const css = element.childNodes
    .map((child) => (child.nodeName === '#text' ? (child as DefaultTreeAdapterTypes.TextNode).value : ''))
    .join('')
  let safe = ''
  try {
    safe = sanitizeCss(css, policy, new Set(), findings)
  } catch {
    findings.removed.push({ what: 'style', written: css.slice(0, 80) })
  }
  // Inside SVG a style element is parsed as markup: no character of it may open a tag.
  element.childNodes = [
    { nodeName: '#text', value: safe.replaceAll('<', ''), parentNode: element } as DefaultTreeAdapterTypes.TextNode,
  ]
}

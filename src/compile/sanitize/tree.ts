import { type DefaultTreeAdapterTypes, parseFragment, serialize, html as spec } from 'parse5'
import { addressOf } from './address.js'
import { sanitizeAttributes } from './attributes.js'
import { sanitizeCss } from './css.js'
import { type AddressPolicy, type Findings, type FoundFile, type Removed, useFile } from './findings.js'
import { withoutMarks } from './marks.js'
import { dropWhole, htmlElements, mathElements, svgElements } from './policy.js'

type Parent = DefaultTreeAdapterTypes.ParentNode
type Child = DefaultTreeAdapterTypes.ChildNode
type Element = DefaultTreeAdapterTypes.Element

/** Deepest nesting of elements. Nobody nests that deep on purpose, and what walks the tree calls itself for each level. */
const deepest = 256

/** A slide's HTML with nothing in it but what may be shown, and what was found on the way. */
export interface SafeHtml {
  readonly html: string
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
  const fragment = parseFragment(html)
  const walk = (parent: Parent, depth: number): void => {
    const kept: Child[] = []
    for (const child of parent.childNodes) keep(child, kept, depth)
    for (const child of kept) child.parentNode = parent
    parent.childNodes = kept
  }
  const keep = (node: Child, kept: Child[], depth: number): void => {
    if (node.nodeName === '#text') {
      const text = node as DefaultTreeAdapterTypes.TextNode
      text.value = withoutMarks(text.value)
      kept.push(text)
    } else if ('tagName' in node) keepElement(node, kept, depth)
  }
  const keepElement = (element: Element, kept: Child[], depth: number): void => {
    if (depth > deepest) {
      findings.removed.push({ what: 'html', written: `<${element.tagName}` })
      const value = withoutMarks(textOf(element))
      kept.push({ nodeName: '#text', value, parentNode: element } as DefaultTreeAdapterTypes.TextNode)
      return
    }
    if (!options.keepAll && !isAllowed(element)) {
      findings.removed.push({ what: 'html', written: `<${element.tagName}` })
      if (dropWhole.has(element.tagName)) return
      for (const child of element.childNodes) keep(child, kept, depth + 1)
      return
    }
    if (element.tagName === 'img' && becomesLink(element, policy, findings)) asLink(element)
    if (element.tagName === 'style' && !options.keepAll) sanitizeStyleElement(element, policy, findings)
    else walk(element, depth + 1)
    sanitizeAttributes(element, policy, findings, options.keepAll)
    kept.push(element)
  }
  walk(fragment, 0)
  return { html: serialize(fragment), files: findings.files, removed: findings.removed }
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

function isAllowed({ namespaceURI, tagName }: Element): boolean {
  if (namespaceURI === spec.NS.SVG) return svgElements.has(tagName)
  if (namespaceURI === spec.NS.MATHML) return mathElements.has(tagName)
  return htmlElements.has(tagName)
}

/** A picture on the network is not loaded; what it shows is still one click away. */
function becomesLink(element: Element, policy: AddressPolicy, findings: Findings): boolean {
  if (policy.allowNet) return false
  const src = element.attrs.find((attr) => attr.name === 'src')?.value ?? ''
  const address = addressOf(src)
  if (address.kind !== 'remote') return false
  useFile(address, src, 'image', policy, findings)
  return true
}

function asLink(element: Element): void {
  const value = (name: string): string => element.attrs.find((attr) => attr.name === name)?.value ?? ''
  const address = addressOf(value('src'))
  const url = address.kind === 'remote' ? address.url : ''
  const text: DefaultTreeAdapterTypes.TextNode = {
    nodeName: '#text',
    value: withoutMarks(value('alt') || url),
    parentNode: element,
  }
  element.nodeName = element.tagName = 'a'
  element.attrs = [
    { name: 'href', value: url },
    { name: 'class', value: 'lectern-remote' },
  ]
  element.childNodes = [text]
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

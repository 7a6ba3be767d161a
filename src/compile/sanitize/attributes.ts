import { type DefaultTreeAdapterTypes, html as spec, type Token } from 'parse5'
import type { FileRef } from '../../model/deck.js'
import { addressOf } from './address.js'
import { sanitizeStyle } from './css.js'
import { type AddressPolicy, type Findings, useFile } from './findings.js'
import { withoutMarks } from './marks.js'
import { allowsAttribute, allowsForeignAttribute, mathElements } from './policy.js'

type Element = DefaultTreeAdapterTypes.Element

/** Attributes that name a file to be shown, by element. */
const fileAttributes: Readonly<Record<string, FileRef['use']>> = {
  'img.src': 'image',
  'image.href': 'image',
  'video.src': 'media',
  'video.poster': 'image',
  'audio.src': 'media',
  'source.src': 'media',
  'track.src': 'media',
}

/** What a page asks for by itself, and nothing puts inside; a deck that nobody trusts has none of them. */
const loaded: ReadonlySet<string> = new Set(['iframe.src', 'frame.src', 'embed.src', 'object.data', 'script.src'])

function isLoaded({ tagName, attrs }: Element, name: string): boolean {
  if (`${tagName}.${name}` !== 'link.href') return loaded.has(`${tagName}.${name}`)
  return attrs.some((attr) => attr.name === 'rel' && /(?:^|\s)stylesheet(?:\s|$)/i.test(attr.value))
}

function tellLoaded(written: string, { allowNet }: AddressPolicy, { removed }: Findings): void {
  const address = addressOf(written)
  const isBeside = address.kind === 'local' && address.path !== ''
  if (!isBeside && (address.kind !== 'remote' || allowNet)) return
  if (!removed.some((known) => known.written === written))
    removed.push({ what: isBeside ? 'beside' : 'blocked', written })
}

/** Sanitizes the attributes of an element that stays. */
export function sanitizeAttributes(
  element: Element,
  policy: AddressPolicy,
  findings: Findings,
  keepAll: boolean,
): void {
  const kept: Token.Attribute[] = []
  const anchor = element.tagName === 'a' ? element.attrs.find(({ name }) => name === 'name') : undefined
  for (const attr of element.attrs) {
    const value = safeValue(element, { ...attr, value: withoutMarks(attr.value) }, policy, findings, keepAll)
    if (value !== undefined) kept.push({ ...attr, value })
  }
  element.attrs = kept
  if (element.tagName === 'a' && !keepAll) {
    protectLink(element)
    // An older way to name a place.
    if (anchor !== undefined && !kept.some(({ name }) => name === 'id')) {
      element.attrs.push({ name: 'id', value: idOf(withoutMarks(anchor.value)) })
    }
  }
}

/** Ids of ours are not for decks. */
function idOf(value: string): string {
  return value.toLowerCase().startsWith('lectern') ? `x-${value}` : value
}

function safeValue(
  element: Element,
  attr: Token.Attribute,
  policy: AddressPolicy,
  findings: Findings,
  keepAll: boolean,
): string | undefined {
  const { name, value } = attr
  // What a formula's parts look like to a parser of HTML has the attributes of formulas.
  const isHtml = element.namespaceURI === spec.NS.HTML && !mathElements.has(element.tagName)
  const use = fileAttributes[`${element.tagName}.${name}`]
  if (name === 'style') return sanitizeStyle(shortenBackground(value), policy, findings)
  if (use !== undefined) return useFile(addressOf(value), value, sourceUse(element, use), policy, findings)
  if (name === 'srcset') return srcset(value, policy, findings)
  if (keepAll) {
    if (isLoaded(element, name)) tellLoaded(value, policy, findings)
    return value
  }
  if (name === 'is') return /^marp-[\w-]+$/.test(value) ? value : undefined
  if (name === 'id') return idOf(value)
  // `name` reaches into `document`; for an anchor an id does the same.
  if (name === 'name') return undefined
  if (name === 'href' || name === 'cite') return linkOf(element, value, findings)
  if (!isHtml) return allowsForeignAttribute(name) && !/url\(\s*["']?(?!#)/i.test(value) ? value : undefined
  if (name === 'target') return value === '_blank' ? value : undefined
  return allowsAttribute(element.tagName, name) ? value : undefined
}

/** `<source>` in a picture is an image. */
function sourceUse(element: Element, use: FileRef['use']): FileRef['use'] {
  const parent = element.parentNode
  return element.tagName === 'source' && parent && 'tagName' in parent && parent.tagName === 'picture' ? 'image' : use
}

function linkOf(element: Element, value: string, findings: Findings): string | undefined {
  const { kind } = addressOf(value)
  // An empty address is the page itself: a click would start the talk again.
  if (value.trim() === '') return undefined
  // In SVG an address is followed by drawing: only within the page.
  if (element.namespaceURI !== spec.NS.HTML) return kind === 'fragment' ? value : undefined
  if (kind === 'fragment') return value.toLowerCase().startsWith('#lectern') ? `#x-${value.slice(1)}` : value
  if (kind === 'local' || kind === 'link') return value
  if (kind === 'remote') return value
  findings.removed.push({ what: 'link', written: value })
  return undefined
}

function protectLink(element: Element): void {
  const href = element.attrs.find((attr) => attr.name === 'href')
  if (!href || addressOf(href.value).kind !== 'remote') return
  element.attrs = element.attrs.filter((attr) => attr.name !== 'rel' && attr.name !== 'target')
  element.attrs.push({ name: 'rel', value: 'noopener noreferrer' }, { name: 'target', value: '_blank' })
}

function srcset(value: string, policy: AddressPolicy, findings: Findings): string | undefined {
  const candidates = value.split(/,\s+|\s+,/).flatMap((candidate) => {
    const [url = '', ...descriptor] = candidate.trim().split(/\s+/)
    if (url === '') return []
    const address = useFile(addressOf(url), url, 'image', policy, findings)
    return address === undefined ? [] : [[address, ...descriptor].join(' ')]
  })
  return candidates.length > 0 ? candidates.join(', ') : undefined
}

/** Marpit writes a background both as a custom property and as the property: name the picture once. */
function shortenBackground(style: string): string {
  const custom = /^--background-image:([^;]*);|;--background-image:([^;]*);/.exec(style)
  const value = custom?.[1] ?? custom?.[2]
  if (value === undefined || !/url\(/i.test(value) || !value.endsWith(')')) return style
  return style.replace(`;background-image:${value};`, ';background-image:var(--background-image);')
}

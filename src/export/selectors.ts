import { decodeEntities } from '../render/files.js'

/** What selectors may ask for, as far as it is known: element and class names that are in the slides. */
export interface Names {
  /** In lower case. */
  readonly tags: ReadonlySet<string>
  readonly classes: ReadonlySet<string>
}

/** Names in serialized HTML, and those of the page around it. */
export function namesIn(html: string): Names {
  const tags = new Set(['html', 'body', 'main', 'section', 'div', 'svg', 'foreignobject', 'marp-auto-scaling'])
  const classes = new Set(['marpit', 'lectern-slide'])
  for (const [, tag = ''] of html.matchAll(/<([a-zA-Z][\w-]*)/g)) tags.add(tag.toLowerCase())
  for (const [, list = ''] of html.matchAll(/\sclass="([^"]*)"/g)) {
    for (const name of decodeEntities(list).split(/\s+/)) classes.add(name)
  }
  return { tags, classes }
}

/**
 * Whether something with these names could match a selector list. "No" is certain; "yes" may only mean that one cannot
 * tell, because attributes, ids, positions and `:not()` are not looked at.
 */
export function couldMatch(selectors: string, names: Names): boolean {
  return splitList(selectors).some((selector) => couldMatchOne(selector, names))
}

/** Splits at the commas that are not inside brackets or strings. */
export function splitList(text: string): string[] {
  const parts: string[] = []
  let depth = 0
  let from = 0
  for (const { 0: found, index } of text.matchAll(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|\\.|[()[\],]/g)) {
    if (found === '(' || found === '[') depth++
    else if (found === ')' || found === ']') depth--
    else if (found === ',' && depth === 0) {
      parts.push(text.slice(from, index))
      from = index + 1
    }
  }
  return [...parts, text.slice(from)]
}

function couldMatchOne(selector: string, names: Names): boolean {
  let rest = selector
  while (rest !== '') {
    const part = parts.exec(rest)
    if (part === null) {
      rest = rest.slice(1)
      continue
    }
    const [whole, pseudo, className, tag] = part
    rest = rest.slice(whole.length)
    if (pseudo !== undefined && whole.endsWith('(')) {
      const end = closing(rest)
      const inner = rest.slice(0, end)
      rest = rest.slice(end + 1)
      if (/^(?:is|where|matches|-webkit-any|-moz-any)$/i.test(pseudo) && !couldMatch(inner, names)) return false
    } else if (className !== undefined && !className.includes('\\') && !names.classes.has(className)) return false
    else if (tag !== undefined && !tag.includes('\\') && !hasTag(tag, names)) return false
  }
  return true
}

/** Marp writes `:is(h1, marp-h1)`: the second is the first in browsers without customised elements. */
function hasTag(tag: string, { tags }: Names): boolean {
  const name = tag.toLowerCase()
  return tags.has(name) || tags.has(name.replace(/^marp-/, ''))
}

/** Where the bracket that is open at the start closes. */
function closing(text: string): number {
  let depth = 1
  for (const { 0: found, index } of text.matchAll(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|\\.|[()]/g)) {
    depth += found === '(' ? 1 : found === ')' ? -1 : 0
    if (depth === 0) return index
  }
  return text.length
}

const name = '(?:[\\w-]|[^\\0-\\x7f]|\\\\.)+'
/** A pseudo-class or pseudo-element, an attribute or id (not looked at), a class, an element's name. */
const parts = new RegExp(
  `^(?:::?(${name})\\(?|\\[(?:"[^"]*"|'[^']*'|[^\\]])*\\]|#${name}|\\.(${name})|(${name})|[\\s>+~&*|]+)`,
)

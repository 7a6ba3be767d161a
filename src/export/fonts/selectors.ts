import { decodeEntities } from '../../render/files.js'

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

/** What a selector asks for, as far as it is looked at. */
export interface Selector {
  readonly classes: readonly string[]
  /** In lower case; of `marp-h1` also what it stands for. */
  readonly tags: readonly (readonly string[])[]
  /** Lists of which one has to match, each: `:is()` and its like. */
  readonly inside: readonly (readonly Selector[])[]
}

/** Reads a selector list. */
export function readSelectors(list: string): Selector[] {
  return splitList(list).map(readSelector)
}

/**
 * Whether something with these names could match one of the selectors. "No" is certain; "yes" may only mean that one
 * cannot tell, because attributes, ids, positions and `:not()` are not looked at.
 */
export function couldMatch(selectors: readonly Selector[], names: Names): boolean {
  return selectors.some(
    ({ classes, tags, inside }) =>
      classes.every((name) => names.classes.has(name)) &&
      tags.every((either) => either.some((tag) => names.tags.has(tag))) &&
      inside.every((list) => couldMatch(list, names)),
  )
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

function readSelector(selector: string): Selector {
  const classes: string[] = []
  const tags: string[][] = []
  const inside: Selector[][] = []
  const part = new RegExp(parts)
  let from = 0
  while (from < selector.length) {
    part.lastIndex = from
    const [whole = '', pseudo, className, tag] = part.exec(selector) ?? []
    from += Math.max(1, whole.length)
    if (pseudo !== undefined && whole.endsWith('(')) {
      const rest = selector.slice(from)
      const end = closing(rest)
      from += end + 1
      if (/^(?:is|where|matches|-webkit-any|-moz-any)$/i.test(pseudo)) inside.push(readSelectors(rest.slice(0, end)))
    } else if (className !== undefined && !className.includes('\\')) classes.push(className)
    else if (tag !== undefined && !tag.includes('\\')) tags.push(elementsOf(tag.toLowerCase()))
  }
  return { classes, tags, inside }
}

/** Marp writes `:is(h1, marp-h1)`: the second is the first in browsers without customised elements. */
function elementsOf(tag: string): string[] {
  return tag.startsWith('marp-') ? [tag, tag.slice(5)] : [tag]
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
  `(?:::?(${name})\\(?|\\[(?:"[^"]*"|'[^']*'|[^\\]])*\\]|#${name}|\\.(${name})|(${name})|[\\s>+~&*|]+)`,
  'y',
)

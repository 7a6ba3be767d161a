import type { SlideFacts } from '../../model/facts.js'

/** What selectors may ask for, as far as it is known: element and class names that are in the slides. */
export interface Names {
  /** In lower case. */
  readonly tags: ReadonlySet<string>
  readonly classes: ReadonlySet<string>
}

/** Names in slides, and those of the page around them. */
export function namesIn(slides: readonly { readonly facts: Pick<SlideFacts, 'tags' | 'classes'> }[]): Names {
  const tags = new Set(ofEveryPage)
  const classes = new Set(['marpit', 'lectern-slide'])
  for (const { facts } of slides) {
    for (const tag of facts.tags) tags.add(tag)
    for (const name of facts.classes) classes.add(name)
  }
  return { tags, classes }
}

/** Elements that every page has. The engine begins each selector with some of them, so they are not looked for. */
const ofEveryPage = new Set(['html', 'body', 'main', 'section', 'div', 'svg', 'foreignobject', 'marp-auto-scaling'])

/** Whether something with these names could match. "No" is certain; "yes" may only mean that one cannot tell. */
export type CouldMatch = (names: Names) => boolean

/**
 * Reads a selector list, as far as names decide: attributes, ids, positions and `:not()` are not looked at. It is read in
 * full when the classes outside of its brackets leave a chance: those of a theme mostly do not, being of other layouts.
 */
export function readSelectors(list: string): CouldMatch {
  const outside = classesOutside(list)
  let selectors: Selector[] | undefined
  return (names) => {
    const has = (name: string) => names.classes.has(name)
    if (outside !== undefined && !outside.some((classes) => classes.every(has))) return false
    selectors ??= splitList(list).map(readSelector)
    return couldMatch(selectors, names)
  }
}

/** The classes that each selector of a list has outside of brackets; absent when that is not easy to tell. */
function classesOutside(list: string): string[][] | undefined {
  let text = list.replace(/\[(?:"[^"]*"|'[^']*'|[^\]])*\]/g, '')
  for (let whole = ''; whole !== text; ) {
    whole = text
    text = text.replace(/\([^()]*\)/g, '')
  }
  if (/["'\\()]/.test(text)) return undefined
  return text.split(',').map((selector) => Array.from(selector.matchAll(classNames), ([, name = '']) => name))
}

const classNames = /\.((?:[\w-]|[^\0-\x7f])+)/g

/** What a selector asks for, as far as it is looked at. */
interface Selector {
  readonly classes: readonly string[]
  /** In lower case, without those of every page; of `marp-h1` also what it stands for. */
  readonly tags: readonly (readonly string[])[]
  /** Lists of which one has to match, each: `:is()` and its like. */
  readonly inside: readonly (readonly Selector[])[]
}

function couldMatch(selectors: readonly Selector[], names: Names): boolean {
  return selectors.some(
    ({ classes, tags, inside }) =>
      classes.every((name) => names.classes.has(name)) &&
      tags.every((either) => either.some((tag) => names.tags.has(tag))) &&
      inside.every((list) => couldMatch(list, names)),
  )
}

/** Splits at the commas that are not inside brackets or strings. */
export function splitList(text: string): string[] {
  if (!text.includes(',')) return [text]
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
  let from = 0
  while (from < selector.length) {
    // What is read inside of it has moved the index of the expression.
    parts.lastIndex = from
    const [whole = '', pseudo, className, tag] = parts.exec(selector) ?? []
    from += Math.max(1, whole.length)
    if (pseudo !== undefined && whole.endsWith('(')) {
      const rest = selector.slice(from)
      const end = closing(rest)
      from += end + 1
      if (/^(?:is|where|matches|-webkit-any|-moz-any)$/i.test(pseudo))
        inside.push(splitList(rest.slice(0, end)).map(readSelector))
    } else if (className !== undefined && !className.includes('\\')) classes.push(className)
    else if (tag !== undefined && !tag.includes('\\') && !ofEveryPage.has(tag)) tags.push(elementsOf(tag.toLowerCase()))
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

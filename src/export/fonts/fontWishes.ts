import type { Declaration } from './cssBlocks.js'

/** What the rules that can match ask of fonts. */
export interface FontWishes {
  /** Everything that can name a family, in lower case. */
  readonly families: string
  /** Weights that can occur, 1–1000; `all` when it cannot be told. */
  readonly weights: ReadonlySet<number> | 'all'
  readonly italic: boolean
}

/** Collects the wishes of live rules, of CSS in the slides (`SlideFacts.fontStyles`), and of the browser's own style of the elements in `tags`. */
export function wishesOf(
  live: readonly { readonly declarations: readonly Declaration[] }[],
  inside: Iterable<string>,
  tags: ReadonlySet<string>,
): FontWishes {
  const declarations = [...live.flatMap(({ declarations }) => declarations), ...[...inside].flatMap(declarationsIn)]
  const expand = expander(declarations)
  const valuesOf = (...properties: string[]): string =>
    declarations
      .filter(([property]) => properties.includes(property))
      .map(([, value]) => expand(value))
      .join(' ; ')
      .toLowerCase()
  const slanted = ['em', 'i', 'cite', 'dfn', 'address', 'var'].some((tag) => tags.has(tag))
  return {
    families: valuesOf('font-family', 'font'),
    weights: weightsIn(valuesOf('font-weight'), valuesOf('font'), tags),
    italic: slanted || /italic|oblique/.test(valuesOf('font-style', 'font')),
  }
}

/** Writes the values that custom properties can have behind a value that uses them. */
function expander(declarations: readonly Declaration[]): (value: string) => string {
  const custom = new Map<string, string[]>()
  for (const [property, value] of declarations) {
    if (property.startsWith('--')) custom.set(property, [...(custom.get(property) ?? []), value])
  }
  return (value) => {
    const seen = new Set<string>()
    let text = ''
    const waiting = [value]
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      text += ` ${next}`
      for (const [, name = ''] of next.matchAll(/var\(\s*(--[^\s,)]+)/g)) {
        if (!seen.has(name)) waiting.push(...(custom.get(name) ?? ['calc()']))
        seen.add(name)
      }
    }
    return text
  }
}

function weightsIn(weights: string, shorthands: string, tags: ReadonlySet<string>): ReadonlySet<number> | 'all' {
  if (/calc\(|bolder|lighter/.test(weights)) return 'all'
  const found = new Set([400])
  for (const [number] of weights.matchAll(/\b\d+\b/g)) found.add(Number(number))
  for (const [number] of shorthands.matchAll(/(?<![\d.])[1-9]00(?![\d.a-z%])/g)) found.add(Number(number))
  const bold = ['h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'th', 'b', 'strong'].some((tag) => tags.has(tag))
  if (bold || /bold/.test(weights) || /bold/.test(shorthands)) found.add(700)
  // The browser's `bolder` inside what is bold already.
  if (tags.has('b') || tags.has('strong')) found.add(900)
  return found
}

/** Declarations of a style attribute, or of all rules of a style sheet. */
function declarationsIn(css: string): Declaration[] {
  return Array.from(css.matchAll(/([\w-]+)\s*:\s*([^;{}]*)/g), ([, name = '', value = '']) => [name, value] as const)
}

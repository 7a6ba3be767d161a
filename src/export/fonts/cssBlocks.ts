/** One `{…}` of a style sheet with its own declarations; those of blocks inside it are theirs. */
export interface CssBlock {
  /** Offsets in the CSS: of the first character of the prelude, and after the closing brace. */
  readonly start: number
  readonly end: number
  /** The at-rule's name in lower case with its `@`; absent for a style rule. */
  readonly atRule?: string
  /** True when no other block is around it. */
  readonly isTop: boolean
  /** The selector lists that an element must match, from the outermost rule to this one. */
  readonly selectors: readonly string[]
  /** Property (custom ones as written, others in lower case) and value, in order. */
  readonly declarations: readonly (readonly [string, string])[]
}

/**
 * Reads the blocks of a style sheet in one pass. It knows strings, comments, brackets and nesting, and no grammar
 * beyond them: it has to be fast on what a parser has already accepted. A parser takes ten times as long.
 */
export function readCss(css: string): CssBlock[] {
  const blocks: CssBlock[] = []
  const open: OpenBlock[] = []
  const token = /\/\*[\s\S]*?(?:\*\/|$)|"(?:[^"\\]|\\[\s\S])*(?:"|$)|'(?:[^'\\]|\\[\s\S])*(?:'|$)|\\[\s\S]|[()[\]{};]/g
  let from = 0
  let depth = 0
  for (let match = token.exec(css); match !== null; match = token.exec(css)) {
    const [found] = match
    const inside = open.at(-1)
    if (found === '(' || found === '[') depth++
    else if (found === ')' || found === ']') depth = Math.max(0, depth - 1)
    else if (depth > 0 || !/^[{};]$/.test(found)) continue
    else if (found === '{') {
      open.push(openBlock(css.slice(from, match.index), from, inside))
      from = token.lastIndex
    } else {
      inside?.declarations.push(...declarationOf(css.slice(from, match.index)))
      from = token.lastIndex
      if (found === '}' && open.pop() !== undefined && inside !== undefined) blocks.push({ ...inside, end: from })
    }
  }
  return blocks
}

interface OpenBlock {
  readonly start: number
  readonly isTop: boolean
  readonly atRule?: string
  readonly selectors: readonly string[]
  readonly declarations: (readonly [string, string])[]
}

function openBlock(text: string, from: number, inside: OpenBlock | undefined): OpenBlock {
  const prelude = withoutComments(text)
  const start = from + text.length - withoutLeadingSpace(text).length
  const selectors = inside?.selectors ?? []
  const isTop = inside === undefined
  const atRule = /^@[\w-]+/.exec(prelude)?.[0].toLowerCase()
  if (atRule !== undefined) return { start, isTop, atRule, selectors, declarations: [] }
  // Steps of an animation are no selectors, and neither is a custom property whose value has braces.
  const isSelector = !inside?.atRule?.endsWith('keyframes') && !prelude.startsWith('--')
  return { start, isTop, selectors: isSelector ? [...selectors, prelude] : selectors, declarations: [] }
}

function declarationOf(text: string): [string, string][] {
  const plain = withoutComments(text)
  const colon = plain.indexOf(':')
  if (colon < 1 || plain.startsWith('@')) return []
  const property = plain.slice(0, colon).trim()
  return [[property.startsWith('--') ? property : property.toLowerCase(), plain.slice(colon + 1).trim()]]
}

function withoutComments(text: string): string {
  return (
    text.includes('/*') ? text.replace(/("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')|\/\*[\s\S]*?\*\//g, '$1') : text
  ).trim()
}

/** A comment before a rule belongs to nobody. */
function withoutLeadingSpace(text: string): string {
  return text.replace(/^(?:\s|\/\*[\s\S]*?\*\/)+/, '')
}

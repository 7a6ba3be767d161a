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
  /** Its declarations as they are written, in order; see `declarationsOf`. */
  readonly written: readonly string[]
}

/** A declaration: property (custom ones as written, others in lower case) and value. */
export type Declaration = readonly [string, string]

/**
 * Reads the blocks of a style sheet in one pass. It knows strings, comments, brackets and nesting, and no grammar
 * beyond them: it has to be fast on what a parser has already accepted, in a process that has just started and has compiled
 * none of this. A parser takes ten times as long; a loop over the characters, and a match for each token, twice.
 */
export function readCss(css: string): CssBlock[] {
  const blocks: CssBlock[] = []
  const open: OpenBlock[] = []
  let from = 0
  let depth = 0
  for (let at = endOfRun(css, 0); at < css.length; at = endOfRun(css, at + 1)) {
    const found = css.charAt(at)
    if (found === '(' || found === '[') depth++
    else if (found === ')' || found === ']') depth = Math.max(0, depth - 1)
    else if (depth > 0) continue
    else if (found === '{') {
      open.push(openBlock(css.slice(from, at), from, open.at(-1)))
      from = at + 1
    } else if (found === ';' || found === '}') {
      const inside = open.at(-1)
      inside?.written.push(css.slice(from, at))
      from = at + 1
      if (found === '}' && open.pop() !== undefined && inside !== undefined) blocks.push({ ...inside, end: from })
    }
  }
  return blocks
}

/**
 * Offset of the next character that begins or ends something: a brace, a semicolon, a bracket. Strings, comments, escapes and
 * brackets with nothing of that kind in them, not even strings, are read over.
 */
function endOfRun(css: string, from: number): number {
  run.lastIndex = from
  run.test(css)
  return run.lastIndex
}

const plain = '[^{};"\'()[\\]\\\\/]'
const run = new RegExp(
  `(?:${plain}+|\\(${plain}*(?:\\(${plain}*\\)${plain}*)*\\)|"(?:[^"\\\\]|\\\\[^])*(?:"|$)|'(?:[^'\\\\]|\\\\[^])*(?:'|$)|/\\*[^]*?(?:\\*/|$)|/|\\\\[^])*`,
  'y',
)

interface OpenBlock {
  readonly start: number
  readonly isTop: boolean
  readonly atRule?: string
  readonly selectors: readonly string[]
  readonly written: string[]
}

function openBlock(text: string, from: number, inside: OpenBlock | undefined): OpenBlock {
  const prelude = withoutComments(text)
  const start = from + text.length - withoutLeadingSpace(text).length
  const selectors = inside?.selectors ?? []
  const isTop = inside === undefined
  const atRule = prelude.startsWith('@') ? /^@[\w-]+/.exec(prelude)?.[0].toLowerCase() : undefined
  if (atRule !== undefined) return { start, isTop, atRule, selectors, written: [] }
  // Steps of an animation are no selectors, and neither is a custom property whose value has braces.
  const isSelector = !inside?.atRule?.endsWith('keyframes') && !prelude.startsWith('--')
  return { start, isTop, selectors: isSelector ? [...selectors, prelude] : selectors, written: [] }
}

/** The declarations of a block, in order; with `about` only those whose property it matches at the beginning. */
export function declarationsOf({ written }: Pick<CssBlock, 'written'>, about?: RegExp): Declaration[] {
  return written.flatMap((text) => {
    const plain = withoutComments(text)
    if (plain === '' || plain.startsWith('@') || (about !== undefined && !about.test(plain))) return []
    const colon = plain.indexOf(':')
    if (colon < 1) return []
    const property = plain.slice(0, colon).trim()
    return [[property.startsWith('--') ? property : property.toLowerCase(), plain.slice(colon + 1).trim()]]
  })
}

function withoutComments(text: string): string {
  return (
    text.includes('/*') ? text.replace(/("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')|\/\*[\s\S]*?\*\//g, '$1') : text
  ).trim()
}

/** A comment before a rule belongs to nobody. */
function withoutLeadingSpace(text: string): string {
  return text.includes('/*') ? text.replace(/^(?:\s|\/\*[\s\S]*?\*\/)+/, '') : text.trimStart()
}

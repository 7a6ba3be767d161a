// What must be known of a theme's CSS before the engine sees it: its name, what it imports, and that it can be walked.
// Marp walks the tree and its selectors recursively, so depth is measured here, without recursion.
import { createHash } from 'node:crypto'
import postcss, { type AtRule, type ChildNode, CssSyntaxError, type Root } from 'postcss'
import type { Memo } from '../../model/memo.js'
import type { Problem } from '../../model/problem.js'
import { placeOf } from '../deck/decodeText.js'

/** A theme that another one imports by name, and where (1-based). */
export interface ThemeImport {
  readonly name: string
  readonly line: number
  readonly column: number
}

/** A theme's CSS as far as loading cares; without a name it cannot be used. */
export interface ThemeCss {
  readonly name?: string
  /** True when having no name is all that is wrong. */
  readonly isNameless?: boolean
  /** Names of the sizes that it declares itself. */
  readonly sizes: readonly string[]
  readonly imports: readonly ThemeImport[]
  readonly problems: readonly Problem[]
}

const depthLimit = 100
const roughDepthLimit = 20_000
const statementLimit = 200_000
const emptyLinesLimit = 200

/**
 * Reads name and imports of a theme's CSS. Never throws for what the CSS holds. What a theme without a fault says is remembered:
 * parsing one takes longer than all else that an unchanged deck needs.
 */
export function readThemeCss(css: string, file: string, memo?: Memo): ThemeCss {
  const key = `css:${createHash('sha256').update(`named\n${css}`).digest('base64url')}`
  const known = memo?.get(key)
  // Our own writing, behind the memo's checksum.
  if (known !== undefined) return { ...JSON.parse(known), problems: [] }
  const { problems, ...said } = parseThemeCss(css, file)
  if (problems.length === 0) memo?.set(key, JSON.stringify(said))
  return { ...said, problems }
}

function parseThemeCss(css: string, file: string): ThemeCss {
  const problem = (message: string, hint: string, line = 1, column = 1): Problem => {
    const sourceLine = (css.split('\n', line)[line - 1] ?? '').slice(0, 500)
    return { severity: 'error', code: 'theme-invalid', message, hint, place: { file, line, column }, sourceLine }
  }
  const bomb = bombIn(css)
  if (bomb !== undefined) {
    const { line, column } = placeOf(css, bomb.offset)
    return { sizes: [], imports: [], problems: [problem(bomb.message, 'Shorten it.', line, column)] }
  }
  try {
    const root = postcss.parse(css)
    const { name, sizes, imports, tooDeep } = factsOf(root)
    const problems: Problem[] = []
    if (tooDeep !== undefined) {
      const { line = 1, column = 1 } = tooDeep.source?.start ?? {}
      problems.push(
        problem(`The CSS is nested more than ${depthLimit} levels deep.`, 'Reduce the nesting.', line, column),
      )
    }
    if (name === undefined) {
      const hint = 'Add `/* @theme my-name */` as its first line.'
      problems.push(problem('The CSS does not declare a theme name, so no deck can use it.', hint))
    }
    const isNameless = name === undefined && problems.length === 1
    return { ...(name === undefined ? { isNameless } : { name }), sizes, imports, problems }
  } catch (error) {
    if (!(error instanceof CssSyntaxError)) throw error
    const message = `The theme's CSS cannot be parsed: ${error.reason.charAt(0).toLowerCase()}${error.reason.slice(1)}.`
    return {
      sizes: [],
      imports: [],
      problems: [problem(message, 'Close or fix the rule that begins here.', error.line, error.column)],
    }
  }
}

/**
 * A parser takes gigabytes for five megabytes of braces. Counted roughly, strings and comments too: no theme comes near.
 */
function bombIn(css: string): { readonly message: string; readonly offset: number } | undefined {
  // The engine looks for metadata at each beginning of a line, over all the blanks that follow: quadratic time.
  for (const { 0: blanks, index } of css.matchAll(/[*!\s]+/g)) {
    if (blanks.split('\n').length > emptyLinesLimit) {
      return { message: `The theme has more than ${emptyLinesLimit} empty lines in a row.`, offset: index }
    }
  }
  let depth = 0
  let statements = 0
  for (const { 0: sign, index } of css.matchAll(/[{};]/g)) {
    if (sign === '{' && ++depth > roughDepthLimit)
      return { message: 'The theme has far too many open braces.', offset: index }
    if (sign === '}') depth--
    else if (++statements > statementLimit) {
      const message = `The theme has more than ${statementLimit.toLocaleString('en')} rules and declarations.`
      return { message, offset: index }
    }
  }
  return undefined
}

interface ThemeFacts {
  name?: string | undefined
  sizes: string[]
  imports: ThemeImport[]
  tooDeep?: ChildNode
}

function factsOf(root: Root): ThemeFacts {
  const found: ThemeFacts = { sizes: [], imports: [] }
  const waiting: { node: ChildNode; depth: number }[] = root.nodes.map((node) => ({ node, depth: 1 })).reverse()
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { node, depth } = next
    if (depth > depthLimit || parenthesesOf(node) > depthLimit) {
      found.tooDeep ??= node
      continue
    }
    if (node.type === 'comment') {
      found.name = metadata(node.text, 'theme').at(-1) ?? found.name
      found.sizes.push(...metadata(node.text, 'size').map((value) => value.split(/\s/, 1)[0] ?? ''))
    }
    if (node.type === 'atrule') found.imports.push(...importOf(node))
    const children = 'nodes' in node ? (node.nodes ?? []) : []
    for (let index = children.length - 1; index >= 0; index--) {
      const child = children[index]
      if (child !== undefined) waiting.push({ node: child, depth: depth + 1 })
    }
  }
  return found
}

/** Marpit's rule for metadata in comments; of several names the last one counts. */
function metadata(comment: string, key: 'theme' | 'size'): string[] {
  return [...comment.matchAll(/^[*!\s]*@([\w-]+)\s+(.+)$/gim)].flatMap(([, word, value = '']) =>
    word === key ? [value] : [],
  )
}

function importOf(node: AtRule): ThemeImport[] {
  if (node.name !== 'import' && node.name !== 'import-theme') return []
  const name = /^(["'])(.*?)\1/.exec(node.params)?.[2]
  const { line = 1, column = 1 } = node.source?.start ?? {}
  // A path leads to a style sheet of the theme's folder (see localImports.ts).
  return name === undefined || /^\.{0,2}\/|\.css$/i.test(name) ? [] : [{ name, line, column }]
}

function parenthesesOf(node: ChildNode): number {
  const text =
    node.type === 'rule' ? node.selector : node.type === 'decl' ? node.value : node.type === 'atrule' ? node.params : ''
  let depth = 0
  let deepest = 0
  for (const character of text) {
    if (character === '(') deepest = Math.max(deepest, ++depth)
    else if (character === ')') depth--
  }
  return deepest
}

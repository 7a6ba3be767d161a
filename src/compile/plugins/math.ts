import type { Place } from '../../model/problem.js'
import { contextOf } from '../context.js'
import type { MarkdownIt, RenderRule } from '../engine/markdownIt.js'
import { locate } from '../places/locate.js'
import { separatorsIn } from './swallowed.js'
import { numberEquations, translate } from './tex.js'
import { mathJaxMacros } from './texCommands.js'

/** Longest TeX source of one formula, in UTF-16 units. */
const longest = 10_000
/** Deepest nesting of braces; deeper would exhaust the stack. */
const deepest = 200

/**
 * Options for KaTeX that keep a formula data: no links, no pictures, no attributes, no endless macros, no huge boxes. A macro
 * holds through the deck, as with MathJax in Marp; the next deck begins anew.
 */
export const katexOptions = {
  macros: mathJaxMacros,
  globalGroup: true,
  trust: false,
  strict: 'ignore',
  throwOnError: false,
  maxSize: 100,
  maxExpand: 1000,
} as const

/** TeX commands that define something: after one of them, equal formulas need not look equal. */
export const macroDefinition =
  /\\(?:[gex]?def|global|let|futurelet|DeclareMathOperator|DeclarePairedDelimiterX?|newcommand|renewcommand|providecommand)\b/

/** Remembers formulas, keeps them within their limits and says which one cannot be typeset, and why. */
export function math(md: MarkdownIt): void {
  for (const name of ['marp_math_inline', 'marp_math_block']) {
    const rule = md.renderer.rules[name]
    if (rule) md.renderer.rules[name] = guarded(md, name, rule)
  }
}

function guarded(md: MarkdownIt, name: string, rule: RenderRule): RenderRule {
  return (tokens, index, options, env, self) => {
    const token = tokens[index]
    if (!token) return ''
    const context = contextOf(env)
    const limit = limitOf(token.content)
    if (limit !== undefined) {
      say(limit, token.content)
      const text = md.utils.escapeHtml(`${token.content.slice(0, 80)}…`)
      return token.block
        ? `<p><span class="katex-error">${text}</span></p>`
        : `<span class="katex-error">${text}</span>`
    }
    const written = token.content
    const { tex, labels } = translate(written, context.equations, at)
    const key = `math:${context.hash(`${name}\n${scalingOf(md)}\n${tex}`)}`
    const known = context.definesMacros ? undefined : context.memo.get(key)
    const html = ownWords(known ?? typeset(), written)
    if (known === undefined && !context.definesMacros) context.memo.set(key, html)
    const error = errorIn(html)
    // Slides that a formula has swallowed are told as such.
    if (error !== undefined && separatorsIn(written.split('\n')).length === 0) say(error, written)
    return numberEquations(tex === written ? html : withSource(html, written), labels, context.equations)

    function typeset(): string {
      if (token === undefined) return ''
      token.content = tex
      try {
        return edged(rule(tokens, index, options, env, self))
      } finally {
        token.content = written
      }
    }

    /** What cannot be typeset is shown as its author wrote it. */
    function ownWords(formula: string, source: string): string {
      if (tex === source || !formula.includes('class="katex-error"')) return formula
      const shown = md.utils.escapeHtml(source)
      return formula.replace(
        /(<span class="katex-error" title=")([^"]*)("[^>]*>)[^<]*/,
        (_, open: string, title: string, rest: string) => {
          return open + title.replace(/ at position \d+:[\s\S]*$/, '') + rest + shown
        },
      )
    }

    /** The source that travels with the formula is the author's. */
    function withSource(formula: string, source: string): string {
      return formula.replace(
        /(<annotation encoding="application\/x-tex">)[^<]*/,
        (_, open: string) => open + md.utils.escapeHtml(source),
      )
    }

    function say(message: string, formula: string): void {
      const first = formula.split('\n').find((line) => line.trim() !== '') ?? ''
      context.problems.push({
        severity: 'warning',
        code: 'math-invalid',
        message: `This formula cannot be typeset: ${message}.`,
        hint: 'Fix the TeX, or write `\\$` for a dollar sign.',
        place: at(first),
      })
    }

    function at(needle: string): Place {
      return locate(context, token?.map?.[0] ?? 0, token?.map?.[1] ?? context.lines.length, needle)
    }
  }
}

/**
 * A number belongs at the edge of the slide. An element that fits its content is as wide as the formula, and the number would
 * lie over it.
 */
function edged(html: string): string {
  return html.includes('class="katex-tag"')
    ? html.replace(/^(<p><span) is="marp-span" data-auto-scaling="downscale-only"/, '$1')
    : html
}

/** What KaTeX could not typeset: the whole formula, or one command that it does not know and prints in red. */
function errorIn(html: string): string | undefined {
  const whole = /class="katex-error" title="([^"]*)"/.exec(html)?.[1]
  if (whole !== undefined) return plainError(whole)
  const command = /<mstyle mathcolor="#cc0000"><mtext>(\\[^<]+)<\/mtext>/.exec(html)?.[1]
  return command === undefined ? undefined : `KaTeX does not support “${command}”`
}

function limitOf(formula: string): string | undefined {
  if (formula.length > longest) return `it is longer than ${longest.toLocaleString('en')} characters`
  let depth = 0
  for (const char of formula) {
    if (char === '{' || char === '(' || char === '[') depth += 1
    if (char === '}' || char === ')' || char === ']') depth -= 1
    if (depth > deepest) return `it is nested deeper than ${deepest} levels`
  }
  return undefined
}

function scalingOf(md: MarkdownIt): string {
  const { marpit } = md as MarkdownIt & { marpit?: { lastGlobalDirectives?: { theme?: string } } }
  return marpit?.lastGlobalDirectives?.theme ?? ''
}

/** KaTeX's message without its preamble and without the combining marks with which it underlines the source. */
function plainError(title: string): string {
  return title
    .replace(/^(?:ParseError: )?KaTeX parse error: /, '')
    .replace(
      /&quot;|&#x27;|&lt;|&gt;|&amp;/g,
      (entity) => ({ '&quot;': '"', '&#x27;': "'", '&lt;': '<', '&gt;': '>', '&amp;': '&' })[entity] ?? entity,
    )
    .replace(/[\u0332\u0330]/g, '')
    .replace(/\s+/g, ' ')
    .replace(/\.$/, '')
    .slice(0, 160)
}

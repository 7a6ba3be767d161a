import { contextOf, type RenderContext } from '../context.js'
import type { MarkdownIt, Token } from '../engine/markdownIt.js'
import { locate } from '../places/locate.js'

/**
 * Says when what was meant to begin a slide does not: dashes right under a text make it a heading, and a fence without
 * an end takes the slides behind it. Both are correct Markdown and hardly ever meant.
 */
export function swallowed(md: MarkdownIt): void {
  md.core.ruler.push('lectern_swallowed', (state) => {
    if (state.inlineMode) return
    const context = contextOf(state.env)
    let nested = 0
    for (const [index, token] of state.tokens.entries()) {
      if (/^(?:blockquote|(?:bullet|ordered)_list)_(?:open|close)$/.test(token.type)) nested += token.nesting
      if (token.type === 'heading_open' && token.markup === '-') underlined(context, token)
      if (token.type === 'fence') endless(context, token)
      if (token.type === 'marp_math_block') endlessFormula(context, token)
      // A paragraph of its own: dashes in a table, a list or a quote say that there is nothing.
      const isAlone = nested === 0 && state.tokens[index - 1]?.type === 'paragraph_open'
      if (isAlone && token.type === 'inline' && /^(?:--|[—–]{1,3})$/.test(token.content.trim()))
        nearlySeparator(context, token)
    }
  })
}

function underlined(context: RenderContext, token: Token): void {
  const line = (token.map?.[1] ?? 1) - 1
  if (!/^ {0,3}-{3,}\s*$/.test(context.lines[line] ?? '')) return
  say(
    context,
    line,
    'These dashes make the text above them a heading instead of starting a slide.',
    'Add an empty line before them, or write the heading as `## …`.',
  )
}

/**
 * Code that goes on over the slides behind it: to the end of the deck, or to where the next code was to begin, whose own
 * fence then closes this one.
 */
function endless(context: RenderContext, token: Token): void {
  const [from, to] = token.map ?? [0, 0]
  const last = (context.lines[to - 1] ?? '').trim()
  const isClosed = last.startsWith(token.markup) && to - 1 > from
  const lines = token.content.split('\n')
  const separators = separatorsIn(lines)
  const [first] = separators
  if (first === undefined) return
  if (isClosed) {
    // Markdown that is shown has slides and code of its own.
    const language = /^[\w-]*/.exec(token.info.trim())?.[0].toLowerCase() ?? ''
    if (/^(?:md|mdx|markdown|marp|qmd|rmd|te?xt)$/.test(language)) return
    if (!lines.slice(first).some((line) => /^ {0,3}(?:`{3,}|~{3,})\s*[\w{]/.test(line))) return
  }
  const sign = token.markup.startsWith('~') ? 'tildes' : 'backticks'
  say(
    context,
    from,
    `This code is not closed, so ${swallowedBy(lines, separators)} part of it.`,
    `Add a line of ${token.markup.length === 3 ? 'three' : token.markup.length} ${sign} where the code ends.`,
  )
}

/** A formula has no line of dashes: its `$$` was never closed, or by the one that was to begin the next. */
function endlessFormula(context: RenderContext, token: Token): void {
  const lines = token.content.split('\n')
  const separators = separatorsIn(lines)
  if (separators.length === 0) return
  const what = `This formula is not closed, so ${swallowedBy(lines, separators)} part of it.`
  say(context, token.map?.[0] ?? 0, what, 'Add `$$` where the formula ends.')
}

/** The lines, counted from 0, that were meant to begin a slide. */
export function separatorsIn(lines: readonly string[]): readonly number[] {
  return lines.flatMap((line, index) => (/^ {0,3}-{3,}\s*$/.test(line) ? [index] : []))
}

/** The slides that begin at these lines, with the titles of the first two, and the verb that they want. */
function swallowedBy(lines: readonly string[], separators: readonly number[]): string {
  const titles = separators.flatMap(
    (at) => /^#{1,6}\s+(.+)/.exec(lines.slice(at + 1).find((line) => line.trim() !== '') ?? '')?.[1] ?? [],
  )
  const named = titles.slice(0, 2).map((title) => `“${title.trim().slice(0, 40)}”`)
  const count = separators.length
  const which = count === 1 ? 'the slide after it' : `the ${count} slides after it`
  const names = named.length === 0 ? '' : ` (${named.join(', ')}${count > named.length ? ', …' : ''})`
  return `${which}${names} ${count === 1 ? 'is' : 'are'}`
}

function nearlySeparator(context: RenderContext, token: Token): void {
  say(
    context,
    token.map?.[0] ?? 0,
    'This line is shown as text; it does not start a slide.',
    'Write three hyphens: `---`.',
  )
}

function say(context: RenderContext, line: number, message: string, hint: string): void {
  const place = locate(context, line, line + 1, (context.lines[line] ?? '').trim())
  context.problems.push({ severity: 'warning', code: 'slide-swallowed', message, hint, place })
}

import { contextOf, type RenderContext } from '../context.js'
import { locate } from '../locate.js'
import type { MarkdownIt, Token } from '../markdownIt.js'

/**
 * Says when what was meant to begin a slide does not: dashes right under a text make it a heading, and a fence without
 * an end takes the slides behind it. Both are correct Markdown and hardly ever meant.
 */
export function swallowed(md: MarkdownIt): void {
  md.core.ruler.push('lectern_swallowed', (state) => {
    if (state.inlineMode) return
    const context = contextOf(state.env)
    for (const token of state.tokens) {
      if (token.type === 'heading_open' && token.markup === '-') underlined(context, token)
      if (token.type === 'fence') endless(context, token)
      if (token.type === 'inline' && /^(?:--|[—–]{1,3})$/.test(token.content.trim())) nearlySeparator(context, token)
    }
  })
}

function underlined(context: RenderContext, token: Token): void {
  const line = (token.map?.[1] ?? 1) - 1
  if (!/^ {0,3}-{3,}\s*$/.test(context.lines[line] ?? '')) return
  say(
    context,
    line,
    'These dashes make the text above them a heading; they do not begin a slide.',
    'Put an empty line before them, or write the heading as `## …`.',
  )
}

function endless(context: RenderContext, token: Token): void {
  const [from, to] = token.map ?? [0, 0]
  const last = (context.lines[to - 1] ?? '').trim()
  if (last.startsWith(token.markup) || !/^-{3,}\s*$/m.test(token.content)) return
  say(
    context,
    from,
    'This code has no end, so the slides behind it are part of it.',
    `Write \`${token.markup}\` on a line of its own where it ends.`,
  )
}

function nearlySeparator(context: RenderContext, token: Token): void {
  say(context, token.map?.[0] ?? 0, 'This line is text; it does not begin a slide.', 'Write three hyphens: `---`.')
}

function say(context: RenderContext, line: number, message: string, hint: string): void {
  const place = locate(context, line, line + 1, (context.lines[line] ?? '').trim())
  context.problems.push({ severity: 'warning', code: 'slide-swallowed', message, hint, place })
}

import { contextOf } from '../context.js'
import { locate } from '../locate.js'
import type { MarkdownIt } from '../markdownIt.js'

/** Says which raw HTML is shown as text instead of being carried out. */
export function rawHtml(md: MarkdownIt, allowed: ReadonlySet<string>): void {
  md.core.ruler.push('lectern_raw_html', (state) => {
    if (state.inlineMode) return
    const context = contextOf(state.env)
    for (const token of state.tokens) {
      const [from, to] = token.map ?? [0, context.lines.length]
      for (const html of token.type === 'html_block'
        ? [token]
        : (token.children ?? []).filter((child) => child.type === 'html_inline')) {
        const tag = refusedTag(html.content, allowed)
        if (tag === undefined) continue
        context.problems.push({
          severity: 'warning',
          code: 'html-removed',
          message: `<${tag}> is not allowed in a deck and is shown as text.`,
          hint: 'Use Markdown, or build with --unsafe-html if you trust this deck as you trust a program.',
          place: locate(context, from, to, `<${tag}`),
        })
      }
    }
  })
}

function refusedTag(html: string, allowed: ReadonlySet<string>): string | undefined {
  for (const [, tag] of html.matchAll(/<([a-z][a-z0-9-]*)/gi)) {
    if (tag !== undefined && !allowed.has(tag.toLowerCase())) return tag
  }
  return undefined
}

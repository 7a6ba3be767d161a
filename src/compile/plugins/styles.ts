import { parse } from 'postcss'
import { contextOf, type RenderContext } from '../context.js'
import type { MarkdownIt, MarpitState } from '../engine/markdownIt.js'
import { folderOf, hasFolders, rebaseCss } from '../rebase.js'
import { sanitizeCss } from '../sanitize/css.js'

/**
 * Makes the deck's own CSS safe before it is packed. A block that cannot be parsed is left out and said: Marpit would
 * leave out all of them and say nothing.
 */
export function styles(md: MarkdownIt, marpit: MarpitState): void {
  /** Addresses that were changed → as they are written, for their place. */
  const originals = new WeakMap<RenderContext, Map<string, string>>()
  md.core.ruler.before('marpit_style_assign', 'lectern_part_styles', (state) => {
    if (state.inlineMode) return
    const context = contextOf(state.env)
    const { source } = context
    if (!hasFolders(source)) return
    const changed = new Map<string, string>()
    originals.set(context, changed)
    for (const token of state.tokens) {
      if (token.type !== 'marpit_style') continue
      const line = (token.map?.[0] ?? 0) + 1
      token.content = rebaseCss(token.content, (written) => folderOf(source, line, written), changed)
    }
  })
  md.core.ruler.push('lectern_styles', (state) => {
    if (state.inlineMode) return
    const context = contextOf(state.env)
    for (const token of state.tokens) {
      if (token.type === 'marpit_style') sayInvalid(context, token.content, token.map?.[0] ?? 0)
    }
    const frontMatter = context.source.frontMatter
    const style = frontMatter.values.get('style')
    if (typeof style === 'string') sayInvalid(context, style, (frontMatter.valuePlaces.get('style')?.line ?? 1) - 1)
    marpit.styles = marpit.styles.flatMap((css) => {
      try {
        return [sanitizeCss(css, { owner: { from: 'deck' }, allowNet: context.allowNet }, new Set(), context.findings)]
      } catch {
        return []
      }
    })
    const changed = originals.get(context)
    for (const [index, file] of context.findings.files.entries()) {
      const written = changed?.get(file.written)
      if (written !== undefined) context.findings.files[index] = { ...file, written }
    }
  })
}

function sayInvalid(context: RenderContext, css: string, from: number): void {
  try {
    parse(css)
  } catch (error) {
    const { reason, line, column } = error as { reason?: string; line?: number; column?: number }
    const first =
      css
        .split('\n')
        .find((text) => text.trim() !== '')
        ?.trim() ?? ''
    const start = context.lines.findIndex((text, index) => index >= from && text.includes(first))
    const at = (start < 0 ? from : start) + (line ?? 1)
    context.problems.push({
      severity: 'warning',
      code: 'style-invalid',
      message: `This CSS cannot be parsed: ${(reason ?? 'syntax error').toLowerCase()}.`,
      hint: 'Fix the error; until then, the whole block is ignored.',
      place: { file: context.source.file, line: Math.min(at, context.lines.length), column: column ?? 1 },
    })
  }
}

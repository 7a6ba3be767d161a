import { contextOf } from '../context.js'
import type { MarkdownIt, MarpitState } from '../engine/markdownIt.js'
import { locate } from '../places/locate.js'
import { drawnFlat, withLargerLabels } from './largerLabels.js'

/**
 * Draws a diagram. The engine's plugin prints its failures to the console and falls back to plain code; we want to know.
 * It also imports a web font into every diagram, names its parts alike in all of them (the first one wins, and when its
 * slide is hidden the arrows of all others vanish) and styles every `svg` of the page.
 */
export type DrawDiagram = (source: string, options: Record<string, unknown>) => string

/** Most characters that a diagram may have: layout time grows much faster than its source. */
const longest = 50_000

/** Options of Marp Core's own mermaid plugin, so that diagrams look as everywhere in Marp. Source: marp-core 5.0.2. */
const look = {
  transparent: true,
  padding: 4,
  bg: 'var(--marp-mermaid-background, var(--marp-shiki-background))',
  fg: 'var(--marp-mermaid-foreground, var(--marp-shiki-foreground))',
  line: 'var(--marp-mermaid-line)',
  accent: 'var(--marp-mermaid-accent, var(--marp-shiki-token-keyword))',
  muted: 'var(--marp-mermaid-muted, var(--marp-shiki-token-comment))',
  surface: 'var(--marp-mermaid-surface, var(--marp-shiki-background))',
  border: 'var(--marp-mermaid-border)',
} as const

/** Closer than Marp's, for themes that declare layouts: what is saved in air goes into the labels. */
const close = { nodeSpacing: 18, layerSpacing: 32 } as const

export function diagrams(md: MarkdownIt, marpit: MarpitState, draw: DrawDiagram): void {
  md.renderer.rules.marp_mermaid = (tokens, index, options, env, self) => {
    const token = tokens[index]
    if (!token) return ''
    const context = contextOf(env)
    const interactive = /\binteractive\b/.test(token.info)
    const forSlides = context.hasLayouts(String(marpit.globals.theme ?? 'default'))
    const key = `diagram:${context.hash(`${interactive} ${forSlides}\n${token.content}`)}`
    const known = context.memo.get(key)
    if (known !== undefined) return known
    try {
      if (token.content.length > longest)
        throw new Error(`it is longer than ${longest.toLocaleString('en')} characters`)
      const drawnFor = (source: string): string => draw(source, { ...look, ...(forSlides ? close : {}), interactive })
      const drawn = forSlides ? withLargerLabels(drawnFlat(token.content, drawnFor)) : drawnFor(token.content)
      const svg = confine(drawn, context.hash(token.content).slice(0, 8))
      const html = `<p>${svg.replace(/^<svg\b/, '<svg data-marp-mermaid')}</p>\n`
      context.memo.set(key, html)
      return html
    } catch (error) {
      const from = token.map?.[0] ?? 0
      context.problems.push({
        severity: 'warning',
        code: 'diagram-unsupported',
        message: `This diagram cannot be drawn: ${reason(error)}.`,
        hint: 'Use a flowchart, a sequence, class, ER or state diagram, or an xy chart; others are shown as code.',
        place: locate(context, from + 1, token.map?.[1] ?? from + 2, token.content),
      })
      const fence = md.renderer.rules.fence
      return fence ? fence(tokens, index, options, env, self) : `<pre>${md.utils.escapeHtml(token.content)}</pre>`
    }
  }
}

function reason(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error)
  return (message.split('\n', 1)[0] ?? '').replace(/\.$/, '').slice(0, 160)
}

function confine(svg: string, id: string): string {
  const own = `d${id}-`
  return (
    svg
      .replace(/@import\s+url\([^)]*\)[^;]*;/g, '')
      // Types and keys of a table's rows are written as pale as 1.5:1.
      .replace(/(--_text-(?:sec|muted|faint):[^;]*var\(--fg\)) \d+%/g, '$1 75%')
      .replace(/<style>([\s\S]*?)<\/style>/g, (_, css: string) => `<style>${scope(css)}</style>`)
      .replace(/ id="([^"]+)"/g, (_, name: string) => ` id="${own}${name}"`)
      .replace(/url\(#([^)]+)\)/g, (_, name: string) => `url(#${own}${name})`)
  )
}

/** Prefixes each selector of the drawing library's small stylesheet with the diagram's own attribute. */
function scope(css: string): string {
  return css.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\})\s*([^{}@]+)\{/g, (_, end: string, selectors: string) => {
    const scoped = selectors.split(',').map((selector) => {
      const bare = selector.trim()
      return bare === 'svg' ? 'svg[data-marp-mermaid]' : `svg[data-marp-mermaid] ${bare}`
    })
    return `${end} ${scoped.join(', ')} {`
  })
}

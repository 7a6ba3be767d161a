import type { Silence } from '../../model/deck.js'
import { contextOf, type RenderContext, type SlideDraft } from '../context.js'
import type { MarkdownIt, Token } from '../engine/markdownIt.js'

/** Writes down what each slide is: where it begins, its title, its directives, its steps, and the true size of the deck. */
export function outline(md: MarkdownIt): void {
  md.core.ruler.push('lectern_outline', (state) => {
    if (state.inlineMode) return
    const context = contextOf(state.env)
    let slide: Token[] | undefined
    for (const token of state.tokens) {
      if (token.type === 'marpit_inline_svg_open') readSize(context, token)
      // The layers around a background image carry the same kind of section; only the real one is a slide.
      if (token.type === 'marpit_slide_open') slide = []
      slide?.push(token)
      if (token.type === 'marpit_slide_close' && slide) {
        context.slides.push(draftOf(slide, context))
        slide = undefined
      }
    }
    closeLines(context)
  })
}

function readSize(context: RenderContext, token: Token): void {
  const [, , width, height] = (token.attrGet('viewBox') ?? '').split(' ').map(Number)
  if (width && height) context.size = { widthPx: width, heightPx: height }
}

function draftOf(tokens: readonly Token[], context: RenderContext): SlideDraft {
  const [open] = tokens
  const content = tokens.find(
    ({ map, type }, index) => index > 0 && map && type !== 'front_matter' && !isMarginal(tokens[index - 1]),
  )
  const time = tokens.map((token) => token.meta?.lecternComment).find((comment) => comment?.kind === 'time')
  return {
    line: Math.min((content?.map?.[0] ?? open?.map?.[0] ?? 0) + 1, context.lines.length),
    endLine: 0,
    title: titleOf(tokens),
    directives: directivesOf(open),
    layout: open?.meta?.lecternLayout,
    steps: Number(open?.attrGet('data-marpit-fragments') ?? 0),
    timeSeconds: time?.kind === 'time' ? time.seconds : undefined,
    silenced: silencesOf(tokens),
  }
}

/** True before the text of a header or footer, whose lines are counted from where it was set, perhaps the front matter. */
function isMarginal(before: Token | undefined): boolean {
  return before?.type === 'marpit_header_open' || before?.type === 'marpit_footer_open'
}

/** Also of those in the middle of a paragraph, whose block has taken them over. */
function silencesOf(tokens: readonly Token[]): Silence[] {
  return tokens.flatMap(({ meta }) => {
    const comment = meta?.lecternComment
    if (comment?.kind !== 'silence' || comment.rules.length === 0) return []
    const { rules, reason, place } = comment
    return [{ rules, reason, place }]
  })
}

/** A slide ends where the next begins. */
function closeLines(context: RenderContext): void {
  for (const [index, slide] of context.slides.entries()) {
    const next = context.slides[index + 1]
    context.slides[index] = { ...slide, endLine: Math.max(slide.line, (next?.line ?? context.lines.length + 1) - 1) }
  }
}

function titleOf(tokens: readonly Token[]): string {
  const heading = tokens.findIndex((token) => token.type === 'heading_open')
  const inline = heading < 0 ? undefined : tokens[heading + 1]
  return (inline?.children ?? []).map(textOf).join('').replace(/\s+/g, ' ').trim()
}

const textKinds = ['text', 'code_inline', 'image', 'marp_emoji', 'marp_unicode_emoji', 'marp_math_inline']

function textOf(token: Token): string {
  if (token.type === 'softbreak' || token.type === 'hardbreak') return ' '
  if (token.type === 'html_inline' && /^<br\b/i.test(token.content)) return ' '
  if (token.type === 'image') return describedBy(token)
  return textKinds.includes(token.type) ? token.content : ''
}

function directivesOf(open: Token | undefined): Record<string, string> {
  const all: Record<string, string> = {}
  for (const [key, value] of Object.entries(open?.meta?.marpitDirectives ?? {})) {
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') all[key] = String(value)
  }
  return all
}

/** What a picture's brackets say of it, without Marp's words for its size and place. */
function describedBy({ content, meta }: Token): string {
  const options = meta?.marpitImage?.options
  if (options === undefined) return content
  if (options.some((option) => option.consumed && option.content === 'bg')) return ''
  return options.flatMap((option) => (option.consumed ? [] : [option.content])).join(' ')
}

import { contentOf, type LayoutRule, layoutRules } from '../autoLayout/rules.js'
import { slideFacts } from '../autoLayout/slideFacts.js'
import { contextOf } from '../context.js'
import type { CoreState, MarkdownIt, MarpitState, Token } from '../engine/markdownIt.js'

/**
 * Gives a slide without a class the layout that its content asks for, where the theme declares layouts: a class, as if
 * the author had written it. `layout: none`, in the front matter or for one slide, leaves slides as they are. In themes that
 * declare none, and in other tools, nothing happens.
 */
export function autoLayout(md: MarkdownIt, marpit: MarpitState): void {
  // Behind `hide`, so that the first slide is the first that is shown; before columns are made.
  md.core.ruler.after('lectern_hide', 'lectern_auto_layout', (state) => {
    if (state.inlineMode) return
    const known = contextOf(state.env).layoutsOf(String(marpit.globals.theme ?? 'default'))
    if (known.size === 0) return
    const slides = slidesIn(state.tokens)
    let added = 0
    for (const [index, { start, tokens }] of slides.entries()) {
      const directives = tokens[0]?.meta?.marpitDirectives ?? {}
      if (directives.layout === 'none' || !isBare(directives.class)) continue
      const content = contentOf(slideFacts(tokens, { isFirst: index === 0, isLast: index === slides.length - 1 }))
      const rule = layoutRules.find((one) => known.has(one.layout) && one.holds(content))
      if (rule === undefined) continue
      choose(tokens[0], rule)
      // Whoever writes reads why in the list of problems.
      if (contextOf(state.env).positions) tokens[0]?.attrSet('data-lectern-layout', `${rule.layout}: ${rule.because}`)
      const second = rule.secondColumn?.(content)
      if (second === undefined) continue
      state.tokens.splice(start + added + second.from, 0, columnBreak(state, tokens[second.from]))
      added += 1
    }
  })
}

/** True without a class that could be a layout: `invert` only says which colours hold. */
function isBare(value: unknown): boolean {
  const classes = Array.isArray(value) ? value.join(' ') : typeof value === 'string' ? value : ''
  return classes.split(/\s+/).every((one) => one === '' || one === 'invert')
}

function choose(open: Token | undefined, rule: LayoutRule): void {
  if (open === undefined) return
  const { class: given } = open.meta?.marpitDirectives ?? {}
  const classes = [rule.layout, ...(Array.isArray(given) ? given : [given])].filter(Boolean)
  open.meta = {
    ...open.meta,
    lecternLayout: { class: rule.layout, because: rule.because },
    marpitDirectives: { ...open.meta?.marpitDirectives, class: classes.join(' ') },
  }
}

function slidesIn(tokens: readonly Token[]): { readonly start: number; readonly tokens: readonly Token[] }[] {
  const slides: { start: number; tokens: Token[] }[] = []
  for (const [index, token] of tokens.entries()) {
    if (token.type === 'marpit_slide_open') slides.push({ start: index, tokens: [] })
    slides.at(-1)?.tokens.push(token)
  }
  return slides.map(({ start, tokens: all }) => {
    const end = all.findIndex(({ type }) => type === 'marpit_slide_close')
    return { start, tokens: end < 0 ? all : all.slice(0, end + 1) }
  })
}

function columnBreak(state: CoreState, before: Token | undefined): Token {
  const token = new state.Token('marpit_comment', '', 0)
  Object.assign(token, { block: true, hidden: true, level: 1, map: before?.map ?? null })
  token.meta = { lecternComment: { kind: 'column' } }
  return token
}

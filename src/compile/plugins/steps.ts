import { contextOf, type RenderContext } from '../context.js'
import type { MarkdownIt, RenderRule, Token } from '../engine/markdownIt.js'
import { locate } from '../places/locate.js'

/**
 * `<!-- step -->`: the blocks after it, up to the next step or column at the same depth, appear together at the next
 * step. Right before a `<!-- column -->` it makes that column the step. They share Marp's own fragment attribute with `*`
 * lists, so every viewer that knows those shows these. Fences that step through their lines are counted here, too. A list
 * with steps between its items stays one list.
 */
export function steps(md: MarkdownIt): void {
  md.core.ruler.after('marpit_apply_fragment', 'lectern_steps', (state) => {
    if (state.inlineMode) return
    const context = contextOf(state.env)
    state.tokens = joinLists(state.tokens)
    let slide: Token[] = []
    for (const token of state.tokens) {
      if (token.type === 'marpit_slide_open') slide = []
      slide.push(token)
      if (token.type === 'marpit_slide_close' && slide.some(counts)) number(slide, context)
    }
  })
}

/** One `<!-- step -->` while its blocks are being marked. */
interface Step {
  readonly token: Token
  level: number
  /** Level of the list that it stands in the middle of: what follows the list belongs to it, too. */
  outer?: number
  readonly step: number
  /** True when something appears at it. */
  used: boolean
}

function counts(token: Token): boolean {
  return (
    token.meta?.lecternComment?.kind === 'step' ||
    token.meta?.lecternLines !== undefined ||
    token.meta?.lecternChartSteps !== undefined ||
    piecesOf(token).some(byHand)
  )
}

function number(slide: readonly Token[], context: RenderContext): void {
  let count = 0
  let current: Step | undefined
  let last: Step | undefined
  let columnStep: Step | undefined
  const close = (): void => {
    if (last === undefined || last.used || last === columnStep) return
    if (last.step === count) count -= 1
    sayEmpty(last.token, context)
    last = undefined
  }
  const mark = (token: Token, step: Step): void => {
    token.attrSet('data-marpit-fragment', String(step.step))
    step.used = true
  }
  for (const [index, token] of slide.entries()) {
    const kind = token.meta?.lecternComment?.kind
    if (kind === 'step') {
      close()
      last = current = { token, level: depthOf(token), step: ++count, used: false }
      if (token.meta?.lecternInList === true) current.outer = current.level - 1
    } else if (kind === 'column') {
      if (last !== undefined && !last.used) columnStep = last
      current = undefined
    } else if (token.type === 'lectern_column_open') {
      if (columnStep !== undefined) mark(token, columnStep)
      columnStep = undefined
    } else {
      if (current && token.nesting === -1 && token.level < current.level) {
        if (current.outer === token.level) current.level = current.outer
        else current = undefined
      }
      if (token.meta?.marpitFragment) token.attrSet('data-marpit-fragment', String(++count))
      else if (current && shows(token, slide[index + 1], current.level)) mark(token, current)
      const stages = token.meta?.lecternLines?.length ?? 1 + (token.meta?.lecternChartSteps ?? 0)
      if (stages > 1) token.attrSet('data-lectern-from', String(count))
      count += stages - 1
      for (const piece of piecesOf(token)) {
        piece.content = piece.content.replace(stepByHand, (_, before: string) => `${before}="${++count}"`)
      }
    }
  }
  close()
  slide[0]?.attrSet('data-marpit-fragments', String(count))
}

/** The raw HTML of a block. */
function piecesOf(token: Token): readonly Token[] {
  if (token.type === 'html_block') return [token]
  return token.type === 'inline' ? (token.children ?? []).filter(({ type }) => type === 'html_inline') : []
}

function byHand({ content }: Token): boolean {
  return content.search(stepByHand) >= 0
}

/** Marp's own attribute in raw HTML. As in Marp, such elements appear in their order, whatever their numbers are. */
const stepByHand =
  /(<[a-z](?:[^"'<>]|"[^"]*"|'[^']*')*?\sdata-marpit-fragment)(?![\w-])(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'>]+))?/gi

/** Lists of one kind with nothing but comments between them, a step among these, are one list, unless its items count by themselves. */
function joinLists(tokens: readonly Token[]): Token[] {
  const joined: Token[] = []
  for (let at = 0; at < tokens.length; at++) {
    const close = tokens[at]
    if (close === undefined) break
    let next = at + 1
    while (tokens[next]?.type === 'marpit_comment' && tokens[next]?.level === close.level) next++
    const between = tokens.slice(at + 1, next)
    const isCounted = tokens[next + 1]?.meta?.marpitFragment !== undefined
    if (isCounted || !isSameList(close, tokens[next]) || !between.some(isStep) || between.some(isColumn)) {
      joined.push(close)
      continue
    }
    for (const token of between) {
      token.level += 1
      if (isStep(token)) token.meta = { ...token.meta, lecternInList: true }
    }
    joined.push(...between)
    at = next
  }
  return joined
}

function isSameList(close: Token, open: Token | undefined): boolean {
  const kind = /^(bullet|ordered)_list_close$/.exec(close.type)?.[1]
  return open?.type === `${kind}_list_open` && open.level === close.level && open.markup === close.markup
}

function isStep({ meta }: Token): boolean {
  return meta?.lecternComment?.kind === 'step'
}

function isColumn({ meta }: Token): boolean {
  return meta?.lecternComment?.kind === 'column'
}

function shows(token: Token, next: Token | undefined, level: number): boolean {
  if (token.level !== level || token.nesting < 0 || token.hidden || token.type === 'inline') return false
  return token.type !== 'paragraph_open' || !next?.children?.every(isNowhere)
}

/** Comments and backgrounds leave nothing in their paragraph. */
function isNowhere({ type, content, meta }: Token): boolean {
  if (type === 'image') return meta?.marpitImage?.options?.some((option) => option.content === 'bg') === true
  return type === 'marpit_comment' || type === 'softbreak' || (type === 'text' && content.trim() === '')
}

/** A comment alone in a paragraph counts for the block around it. */
function depthOf(token: Token): number {
  return token.type === 'inline' ? token.level - 1 : token.level
}

function sayEmpty(token: Token, context: RenderContext): void {
  context.problems.push({
    severity: 'warning',
    code: 'step-empty',
    message: 'Nothing appears at this step.',
    hint: 'Put it on its own line before the block to reveal. Backgrounds (`![bg](…)`) cannot be revealed.',
    place: locate(context, token.map?.[0] ?? 0, token.map?.[1] ?? context.lines.length, '<!--'),
  })
}

/** Blocks whose renderers drop the attributes of their tokens get them back. Comes after everything that sets a renderer. */
export function stepBlocks(md: MarkdownIt): void {
  for (const name of ['fence', 'html_block', 'marp_math_block', 'marp_mermaid']) {
    const rule = md.renderer.rules[name]
    if (rule) md.renderer.rules[name] = withAttributes(rule)
  }
}

function withAttributes(rule: RenderRule): RenderRule {
  return (tokens, index, options, env, self) => {
    const html = rule(tokens, index, options, env, self)
    const step = tokens[index]?.attrGet('data-marpit-fragment')
    if (step == null || /^\s*<[^>]*\sdata-marpit-fragment=/.test(html)) return html
    return html.replace(/^(\s*<[a-z][\w-]*)/i, `$1 data-marpit-fragment="${step}"`)
  }
}

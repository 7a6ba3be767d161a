import { contextOf, type RenderContext } from '../context.js'
import type { MarkdownIt, Token } from '../engine/markdownIt.js'
import { splitLines } from '../highlight/htmlLines.js'
import { locate } from '../places/locate.js'

/** Stages that one fence may have. */
const mostStages = 50

/**
 * Lines of code that are pointed at: `{1,3-5}` after the language for good, as in Marp, and `{1|3-5|all}` step by step.
 * The code is highlighted as its last stage says, which is what paper and pages without JavaScript show.
 */
export function lines(md: MarkdownIt): void {
  md.core.ruler.after('block', 'lectern_lines', (state) => {
    if (state.inlineMode) return
    for (const token of state.tokens) if (token.type === 'fence') readLines(token, contextOf(state.env))
  })
}

/** Gives code the stages that it steps through; after everything else that renders fences. */
export function steppedLines(md: MarkdownIt): void {
  const fence = md.renderer.rules.fence
  if (!fence) return
  md.renderer.rules.fence = (tokens, index, options, env, self) => {
    const html = fence(tokens, index, options, env, self)
    const token = tokens[index]
    const stages = token?.meta?.lecternLines
    if (stages === undefined) return html
    const from = token?.attrGet('data-lectern-from') ?? '0'
    const data = ` data-lectern-lines="${stages.join('|')}" data-lectern-from="${from}"`
    return withLines(html.replace(/^<pre/, `<pre${data}`))
  }
}

/** Code that nobody could colour has no lines yet. */
function withLines(html: string): string {
  if (html.includes('<span class="line')) return html
  return html.replace(
    /(<code[^>]*>)([\s\S]*?)\n?(<\/code>)/,
    (_, open: string, code: string, close: string) =>
      open +
      splitLines(code)
        .map((line) => `<span class="line">${line}</span>`)
        .join('\n') +
      close,
  )
}

function readLines(token: Token, context: RenderContext): void {
  const [, language = '', body, rest = ''] = /^([^\s{}]*)\s*\{([^{}]*)\}(.*)$/s.exec(token.info.trim()) ?? []
  if (body === undefined || !/^\s*(?:[\d|,-]|all\b)/.test(body)) return
  const count = token.content.replace(/\n$/, '').split('\n').length
  const written = body.split('|')
  const say = (message: string, hint: string, needle: string): void => {
    const line = token.map?.[0] ?? 0
    context.problems.push({
      severity: 'warning',
      code: 'code-lines',
      message,
      hint,
      place: locate(context, line, line + 1, needle),
    })
  }
  if (written.length > mostStages) {
    say(`This code has ${written.length} steps (maximum ${mostStages}).`, 'Split it across several slides.', '{')
  }
  const stages = written.slice(0, mostStages).map((stage) => {
    const read = readStage(stage.trim(), count)
    if (read.problem !== undefined) say(read.problem, hint, stage.trim() || `{${body}}`)
    return read.lines
  })
  const last = stages.at(-1) ?? 'all'
  token.info = `${language || 'text'}${last === 'all' ? '' : ` {${last}}`}${rest}`
  if (stages.length > 1) token.meta = { ...token.meta, lecternLines: stages }
}

/** `3`, `3-5`, `1,3-5` or `all`; in the end only lines that exist. */
function readStage(stage: string, count: number): { lines: string; problem?: string } {
  if (stage === 'all') return { lines: stage }
  const good: string[] = []
  let problem: string | undefined
  for (const part of stage.split(',')) {
    const [, first = '', last = first] = /^\s*(\d{1,6})\s*(?:-\s*(\d{1,6})\s*)?$/.exec(part) ?? []
    const [from, to] = [Number(first), Number(last)]
    if (first === '') problem = `“${part.trim().slice(0, 40)}” is not a line or a range of lines.`
    else if (from > to) problem = `The range ${first}-${last} runs backwards.`
    else if (from < 1 || to > count) {
      problem = `Line ${from < 1 ? from : to} does not exist: this code has ${count} ${count === 1 ? 'line' : 'lines'}.`
    }
    if (first !== '' && from >= 1 && from <= to && from <= count) {
      good.push(from === to ? `${from}` : `${from}-${Math.min(to, count)}`)
    }
  }
  return { lines: good.join(',') || 'all', ...(problem === undefined ? {} : { problem }) }
}

const hint = 'Use line numbers from 1: `{2}`, `{2,4-6}`, or `{1|3-5|all}` to step through them.'

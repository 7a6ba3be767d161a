import { partAt } from '../../model/origin.js'
import type { Problem } from '../../model/problem.js'
import { contextOf, type RenderContext } from '../context.js'
import type { CoreState, MarkdownIt, MarpitState, Token } from '../engine/markdownIt.js'
import { classesOf } from '../plugins/slideWords.js'
import type { Remark, Room, Spot } from './chart.js'
import { type DrawnChart, drawChart } from './drawChart.js'
import { findCharts, layoutChart } from './findCharts.js'
import { type Data, dataOf, readData, specOf } from './readWritten.js'
import { roomsOf } from './room.js'
import { sayNone } from './sayNone.js'
import type { WrittenChart } from './writtenChart.js'

export { chartsCss } from './chartsCss.js'

/** Changes when the same table is drawn otherwise. */
const version = 1

/**
 * Tables below `<!-- chart: … -->` and fences `chart` are drawn as SVG. A drawing depends on its text, its data file and its room
 * alone, so that it is remembered whatever else of the deck changes; colours and typefaces come from the theme by CSS.
 */
export function charts(md: MarkdownIt, marpit: MarpitState): void {
  md.core.ruler.after('block', 'lectern_charts', (state) => {
    if (state.inlineMode) return
    const context = contextOf(state.env)
    sayNone(findCharts(state, context.lines), context)
    for (const token of state.tokens.filter(isChart)) {
      context.usesCharts = true
      const steps = stepsOf(token, context)
      if (steps > 0) token.meta = { ...token.meta, lecternChartSteps: steps }
    }
  })
  // A slide with the layout draws its table without being asked to; before the engine puts the tokens of each slide aside.
  md.core.ruler.before('marpit_collect', 'lectern_layout_charts', (state) => {
    if (state.inlineMode) return
    const context = contextOf(state.env)
    const hasLayouts = context.hasLayouts(String(marpit.globals.theme ?? 'default'))
    if (hasLayouts) drawLayouts(state, context)
    const width = marpit.globals.size === '4:3' ? 960 : 1280
    let slide: Token[] = []
    for (const token of state.tokens) {
      if (token.type === 'marpit_slide_open') slide = []
      slide.push(token)
      if (token.type === 'marpit_slide_close' && slide.some(isChart))
        for (const [chart, room] of roomsOf(slide, width, isMono(marpit, context)))
          chart.meta = { ...chart.meta, lecternRoom: room }
    }
  })
  md.renderer.rules.lectern_chart = (tokens, index, _options, env) => render(tokens[index], contextOf(env), md)
}

const isChart = ({ type }: Token): boolean => type === 'lectern_chart'

function isMono(marpit: MarpitState, context: RenderContext): boolean {
  return context.setsMono(String(marpit.globals.theme ?? 'default'))
}

function drawLayouts(state: CoreState, context: RenderContext): void {
  let isIn = false
  for (let index = 0; index < state.tokens.length; index++) {
    const token = state.tokens[index]
    if (token?.type === 'marpit_slide_open') isIn = classesOf(token).some((name) => /^chart(?:s|-\w+)?$/.test(name))
    if (!isIn || token?.type !== 'table_open') continue
    const end = state.tokens.findIndex(({ type }, at) => at > index && type === 'table_close')
    const chart = layoutChart(state, state.tokens.slice(index, end), context.lines)
    const step = token.attrGet('data-marpit-fragment')
    if (step !== null) chart.attrSet('data-marpit-fragment', step)
    state.tokens.splice(index, end - index + 1, chart)
    context.usesCharts = true
  }
}

function render(token: Token | undefined, context: RenderContext, md: MarkdownIt): string {
  const written = token?.meta?.lecternChart
  if (token === undefined || written === undefined) return ''
  if (written.kind === 'vega') return vegaFigure(token, written, context, md)
  const room = token.meta?.lecternRoom ?? { width: 1120, height: 440, mono: false }
  const lang = String(context.source.frontMatter.values.get('lang') ?? 'en')
  const data = written.kind === 'fence' ? dataOf(token, written, context) : undefined
  const key = `chart:${context.hash(JSON.stringify([version, written, room, lang, data?.text, data?.file, data?.fault]))}`
  const known = context.memo.get(key)
  // Our own writing, behind the memo's checksum.
  const drawn = known === undefined ? draw(written, room, lang, data) : (JSON.parse(known) as Drawn)
  if (known === undefined) context.memo.set(key, JSON.stringify(drawn))
  const slide = context.slides.findIndex(
    ({ line, endLine }) => (token.map?.[0] ?? 0) + 1 >= line && (token.map?.[0] ?? 0) + 1 <= endLine,
  )
  for (const remark of drawn.remarks)
    context.problems.push(problemOf(remark, token, context, { slide, text: data?.text }))
  const from = Number(token.attrGet('data-lectern-from') ?? '0')
  const attributes = attributesOf(token)
  const html = drawn.html?.replace(
    / data-chart-step="(\d+)"/g,
    (_, own: string) => ` data-marpit-fragment="${from + Number(own)}"`,
  )
  if (html === undefined)
    return `<pre${attributes}><code>${md.utils.escapeHtml(context.lines.slice(...(token.map ?? [0, 0])).join('\n'))}</code></pre>\n`
  return `<figure class="lectern-chart" data-lectern-chart="${drawn.kind}"${attributes}>${html}</figure>\n`
}

/** What was drawn of a `vega-lite` fence before the deck was compiled. */
function vegaFigure(token: Token, written: WrittenChart, context: RenderContext, md: MarkdownIt): string {
  const folder = partAt(context.source, (token.map?.[0] ?? 0) + 1)?.folder ?? ''
  const text = written.lines.join('\n').trim()
  const drawn = context.source.vega?.find((one) => one.folder === folder && one.text === text)
  const attributes = attributesOf(token)
  if (drawn?.svg !== undefined) {
    const label = md.utils.escapeHtml(drawn.title ?? 'Chart')
    const svg = drawn.svg
      .replace(/ (?:aria-[a-z]+|role)="[^"]*"/g, '')
      .replace(/^<svg\b/, `<svg role="img" aria-label="${label}"`)
    return `<figure class="lectern-chart" data-lectern-chart="vega-lite"${attributes}>${svg}</figure>\n`
  }
  const { message = 'nobody has drawn it', line = 0 } = drawn?.fault ?? {}
  context.problems.push({
    severity: 'warning',
    code: 'chart-unreadable',
    message: `This Vega-Lite chart cannot be drawn: ${message}.`,
    hint: 'Compare it with https://vega.github.io/vega-lite/docs/; data have to be files of the project.',
    place: { file: context.source.file, line: (token.map?.[0] ?? 0) + 1 + line, column: 1 },
  })
  return `<pre${attributes}><code>${md.utils.escapeHtml(text)}</code></pre>\n`
}

function attributesOf(token: Token): string {
  return ['data-marpit-fragment', 'data-l']
    .map((name) => {
      const value = token.attrGet(name)
      return value === null ? '' : ` ${name}="${value}"`
    })
    .join('')
}

interface Drawn extends DrawnChart {
  readonly kind: string
}

/** How many steps a chart has, which has to be known before its room is. */
function stepsOf(token: Token, context: RenderContext): number {
  const written = token.meta?.lecternChart
  if (written === undefined || !/steps\s*[:=]\s*(?:series|points)/.test(`${written.text}\n${written.lines.join('\n')}`))
    return 0
  return draw(written, { width: 1120, height: 440, mono: false }, 'en', dataOf(token, written, context)).steps
}

function draw(written: WrittenChart, room: Room, lang: string, data: Data | undefined): Drawn {
  const { spec, remarks } = specOf(written)
  const read = written.kind === 'table' ? { grid: written.grid, remarks: [] } : readData(written, spec, lang, data)
  const all = [...remarks, ...read.remarks]
  if (read.grid.length === 0) {
    const isSaid = all.some(({ severity }) => severity === 'error')
    const missing: Remark = {
      severity: 'error',
      code: 'chart-data',
      message: 'This chart has no data.',
      hint: 'Name a file with `data:`, or write rows below a line of dashes.',
      at: spec.at,
    }
    return { kind: spec.kind, steps: 0, remarks: isSaid ? all : [...all, missing] }
  }
  const drawn = drawChart(read.grid, spec, { room, lang })
  return { ...drawn, kind: spec.kind, remarks: [...all, ...drawn.remarks] }
}

function problemOf(
  { at, fix, ...said }: Remark,
  token: Token,
  context: RenderContext,
  { slide, text }: { readonly slide: number; readonly text: string | undefined },
): Problem {
  const problem = { ...said, place: placeOf(at, token, context), ...(fix === undefined ? {} : { fix }) }
  const shown = slide < 0 ? problem : { ...problem, slide: slide + 1 }
  if (at.file === undefined || text === undefined) return shown
  return { ...shown, sourceLine: (text.split('\n', at.line)[at.line - 1] ?? '').slice(0, 400) }
}

function placeOf({ file, line, column, length }: Spot, token: Token, { source }: RenderContext): Problem['place'] {
  if (file !== undefined) return { file, line, column, length }
  return { file: source.file, line: (token.map?.[0] ?? 0) + line, column, length }
}

// The grammar of graphics, in a process of its own (`lib/vega.mjs`): whatever a specification asks for, this process alone runs out of time or
// memory. A worker thread would be no fence: an allocation that fails there ends everything. Expressions are interpreted, never compiled, and
// nothing is loaded. In: a specification without addresses and its room, one JSON text a line. Out: `{ svg }` or `{ fault }`, likewise.
import * as vega from 'vega'
import { expressionInterpreter } from 'vega-interpreter'
import { compile } from 'vega-lite'

const text = 'var(--chart-ink)'
const quiet = 'var(--chart-quiet)'
const words = { labelFontSize: 24, titleFontSize: 24, labelColor: text, titleColor: quiet, labelLimit: 320 }

/** The theme's tokens, as far as a drawing of somebody else can have them; see `src/compile/charts/chartsCss.ts`. */
const config = {
  aria: false,
  background: 'transparent',
  font: 'var(--chart-font,var(--font-text,sans-serif))',
  view: { stroke: 'transparent' },
  mark: { color: 'var(--chart-1)' },
  text: { color: text, fontSize: 24 },
  line: { strokeWidth: 4 },
  point: { size: 160, filled: true },
  circle: { size: 160 },
  axis: {
    ...words,
    tickCount: 5,
    labelColor: quiet,
    gridColor: 'var(--chart-line)',
    domainColor: text,
    tickColor: text,
    titlePadding: 14,
  },
  axisX: { grid: false, labelAngle: 0 },
  legend: { ...words, symbolSize: 300 },
  header: words,
  title: { fontSize: 28, color: text, anchor: 'start' },
  range: { category: [1, 2, 3, 4, 5, 6, 7, 8].map((at) => `var(--chart-${at})`) },
}

const refuse = async () => {
  throw new Error('charts load nothing')
}
const loader = { load: refuse, sanitize: refuse, http: refuse, file: refuse, options: {} }

/** Views that a size can be given; others make theirs of what is in them. */
function sized({ spec, width, height }) {
  const isOne = 'mark' in spec || 'layer' in spec
  if (!isOne || 'width' in spec || 'height' in spec) return spec
  return { ...spec, width, height, autosize: { type: 'fit', contains: 'padding' } }
}

function draw(job) {
  try {
    // The same drawing every time.
    vega.setRandom(vega.randomLCG(42))
    const compiled = compile(sized(job), { config }).spec
    const runtime = vega.parse(compiled, undefined, { ast: true })
    const view = new vega.View(runtime, { expr: expressionInterpreter, loader, renderer: 'none', logLevel: vega.None })
    view.run()
    const renderer = new vega.SVGStringRenderer()
    renderer.initialize(null, view._viewWidth, view._viewHeight, view._origin, 1)
    renderer.render(view.scenegraph().root)
    return { svg: renderer.svg() }
  } catch (error) {
    return { fault: error instanceof Error ? error.message : String(error) }
  }
}

let input = ''
process.stdin.setEncoding('utf8')
process.stdin.on('data', (part) => {
  input += part
})
process.stdin.on('end', () => {
  for (const line of input.split('\n'))
    if (line !== '') process.stdout.write(`${JSON.stringify(draw(JSON.parse(line)))}\n`)
})
// A warning of a library is no answer.
for (const name of ['log', 'info', 'warn', 'error', 'debug']) console[name] = () => {}

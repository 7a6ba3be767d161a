import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { compile } from '../../src/compile/compile.js'
import { sourceFromText } from '../../src/load/deck/source.js'
import type { DataFile } from '../../src/model/source.js'
import { withVega } from '../../src/project/vega/vegaDrawings.js'
import { compileJob } from '../compile/compileText.js'

const packageRoot = join(import.meta.dirname, '../..')
const bars =
  '"mark": "bar", "encoding": { "x": { "field": "a", "type": "nominal" }, "y": { "field": "b", "type": "quantitative" } }'
const values = '"data": { "values": [{ "a": "A", "b": 28 }, { "a": "B", "b": 55 }] }'

async function draw(specs: readonly string[], data: readonly DataFile[] = [], memo = new Map<string, string>()) {
  const text = specs.map((spec) => `# x\n\n\`\`\`vega-lite\n${spec}\n\`\`\`\n`).join('\n---\n\n')
  const origin = { file: 'deck.md', path: '/d/deck.md', root: '/d', name: 'deck' }
  const source = await withVega({ ...sourceFromText(text, origin), data }, { packageRoot, memo })
  const deck = await compile(source, compileJob({}))
  return { deck, memo, said: deck.problems.map(({ place, message }) => `${place.line} ${message}`) }
}

describe('a vega-lite fence', () => {
  it('is drawn in the colours of the theme, the same every time, and remembered', async () => {
    const spec = `{ "title": "Two bars", ${values}, ${bars} }`
    const { deck, memo, said } = await draw([spec, spec])
    expect(said).toEqual([])
    expect(deck.slides[0]?.html).toMatch(
      /<figure class="lectern-chart" data-lectern-chart="vega-lite"><svg role="img" aria-label="Two bars"/,
    )
    expect(deck.slides[0]?.html).toContain('fill="var(--chart-1)"')
    expect(memo.size).toBe(1)
    const again = await withVega(
      sourceFromText(`\`\`\`vega-lite\n${spec}\n\`\`\`\n`, { file: 'a.md', path: '', root: '/', name: 'a' }),
      { packageRoot: '/nowhere', memo },
    )
    expect(again.vega?.[0]?.svg).toContain('<svg')
  })

  it('has its data from files of the deck', async () => {
    const file = { folder: '', address: 'a.csv', file: 'a.csv', path: '/d/a.csv', text: 'a,b\nA,1\nB,2\n' }
    const { deck, said } = await draw([`{ "data": { "url": "a.csv" }, ${bars} }`], [file])
    expect(said).toEqual([])
    expect(deck.slides[0]?.html).toContain('>A</text>')
  })

  it('ends with a problem at its line, whatever it asks for, and the others are drawn', async () => {
    const { deck, said } = await draw([
      `{ "data": { "sequence": { "start": 0, "stop": 1e9 } }, "mark": "bar", "encoding": { "x": { "field": "data" } } }`,
      '{\n  "mark": "bar",\n  oops\n}',
      '{ "data": { "url": "file:///etc/passwd" }, "mark": "bar" }',
      `{ ${values}, "transform": [{ "calculate": "constructor.constructor('return process')()", "as": "q" }], "mark": "bar" }`,
      '[1]',
      `{ ${values}, ${bars.replace(' }', ', "axis": { "title": "<img src=x onerror=alert(1)>" } }')} }`,
      `{ ${values}, "mark": { "type": "bar", "href": "javascript:alert(1)" }, "encoding": {} }`,
    ])
    expect(said).toEqual([
      '3 This Vega-Lite chart cannot be drawn: it takes too much time or memory.',
      '14 This Vega-Lite chart cannot be drawn: it is not valid JSON.',
      '23 This Vega-Lite chart cannot be drawn: “file:///etc/passwd” was not read.',
      '30 This Vega-Lite chart cannot be drawn: Illegal callee type: CallExpression.',
      '38 This Vega-Lite chart cannot be drawn: it is no object.',
    ])
    const html = deck.slides.map((slide) => slide.html).join('')
    expect(html.match(/<svg role="img"/g)).toHaveLength(2)
    expect(html).not.toMatch(/<img|javascript:/)
  })
})

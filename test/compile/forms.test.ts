import { describe, expect, test } from 'vitest'
import type { Theme } from '../../src/model/theme.js'
import { compileJob, compileText } from './compileText.js'

const theme: Theme = { name: 'pack', css: '/* @theme pack */', file: 'pack.css', layouts: [] }
const job = compileJob({ themes: [theme], themeNames: ['default', 'pack'] })

/** The HTML of one slide in a theme that declares layouts. */
async function html(body: string, name = 'pack', more = ''): Promise<string> {
  return (await compileText(`---\ntheme: ${name}\nlayout: none\n${more}---\n${body}`, job)).slides[0]?.html ?? ''
}

const list = (count: number, entry: (at: number) => string): string =>
  Array.from({ length: count }, (_, at) => entry(at)).join('\n')

describe('the form of a layout', () => {
  test.each([
    ['steps', list(4, () => '1. **Sow**\n   Beans first'), false],
    ['steps', list(7, () => '1. **Sow**\n   Beans first'), true],
    ['steps', list(4, () => '1. **Datenschutzfolgen**\n   Beans first'), true],
    ['timeline', list(5, (at) => `- 200${at}. A bridge`), false],
    ['timeline', list(6, (at) => `- 200${at}. A bridge`), true],
    ['timeline', list(4, (at) => `- 200${at}. ${'a bridge and a road '.repeat(8)}`), true],
    ['timeline scale', list(6, (at) => `- 200${at}. A bridge`), false],
    ['map', list(4, () => '1. **Tenants**'), false],
    ['map', list(5, () => '1. Tenants'), true],
    ['map', '1. Nachbarschaftshilfe\n2. School', true],
    ['cycle', list(4, () => '1. **Sow**\n   Beans first'), false],
    ['cycle', list(7, () => '1. **Sow**\n   Beans first'), true],
    ['cycle', list(4, () => `1. **Sow**\n   ${'beans and peas '.repeat(8)}`), true],
    ['split', list(9, () => '- Entry'), false],
  ])('%s of %j goes below each other: %s', async (name, body, isRows) => {
    expect((await html(`<!-- _class: ${name} -->\n\n# x\n\n${body}`)).includes('data-lectern-form="rows"')).toBe(isRows)
  })

  test('is counted from entries, their bold beginnings and their longest words', async () => {
    const slide = await html('<!-- _class: stat -->\n\n- **€48.2m** revenue\n- **61** score\n- **12 %** margin')
    expect(slide).toContain('--lectern-items:3;--lectern-start:6;--lectern-label:0;--lectern-word:6;')
    expect(await html('- **a**', 'default')).not.toContain('--lectern-items')
  })

  test('times of a timeline are labels, whatever they look like; sentences are not', async () => {
    const slide = await html(
      '<!-- _class: timeline -->\n\n- Nov 2026. Decision\n- **09:14** Alarm\n- 09:31. **Restart**\n- Then nothing. It was 2027.',
    )
    const labels = [...slide.matchAll(/<span class="label">(.*?)<\/span>\s*([^<]*)/g)].map(([, ...both]) => both)
    expect(labels).toEqual([
      ['Nov 2026', 'Decision'],
      ['09:14', 'Alarm'],
      ['09:31', ''],
    ])
    expect(await html('- Nov 2026. Decision')).not.toContain('class="label"')
  })

  test('third-level headings begin columns where they stand for them, and the foot stays outside', async () => {
    const body = '## x\n\n### One\n\n- a\n- b\n\n### Two\n\ntext'
    const slide = await html(`<!-- _class: compare -->\n\n${body}`, 'pack', 'footer: foot\n')
    expect(slide.match(/<div class="column">/g)).toHaveLength(2)
    expect(slide).toMatch(/<div class="columns">\s*<div class="column">\s*<h3[\s\S]*<\/div>\s*<\/div>\s*<footer/)
    for (const other of [await html(body), await html(`<!-- _class: compare -->\n\n${body}`, 'default')])
      expect(other).not.toContain('class="column"')
  })

  test('a table takes the roomiest step that holds it; columns of figures are flush right', async () => {
    const table = (rows: number, text: string): string =>
      `<!-- _class: table -->\n\n# x\n\n| Name | Figure | Said |\n|---|---|---|\n${list(rows, (at) => `| ${text} | ${at},5 € | – |`)}`
    const step = async (body: string) => /<table[^>]*data-lectern-step="(\d)"/.exec(await html(body))?.[1]
    expect([await step(table(4, 'a')), await step(table(9, 'a')), await step(table(14, 'a b c '.repeat(20)))]).toEqual([
      '0',
      '3',
      '4',
    ])
    const slide = await html(table(2, 'a'))
    expect(slide.match(/<t[hd] style="text-align:end;?">/g)).toHaveLength(3)
    expect(await html(table(2, 'a'), 'default')).not.toMatch(/text-align|lectern-step/)
  })

  test('a sign behind a formula stays with it; a long formula may break', async () => {
    const slide = await html('Here $p = 0.016$: reject.', 'pack')
    expect(slide).toMatch(/<span class="keep">[\s\S]*<\/span>:<\/span> reject\./)
    expect(await html(`Here $${'a + '.repeat(20)}b$.`, 'pack')).not.toContain('class="keep"')
    expect(await html('Here $p$: reject.', 'default')).not.toContain('class="keep"')
  })

  test('labels of diagrams grow, and a tall sequence is drawn out to the sides', async () => {
    const wide = '```mermaid\ngraph LR\n  A[One] --> B[Two]\n```'
    const tall = '```mermaid\nsequenceDiagram\n  A->>B: one\n  B->>A: two\n  A->>B: three\n```'
    const sizes = (slide: string) => [...new Set([...slide.matchAll(/font-size="([\d.]+)"/g)].map(([, size]) => size))]
    expect([sizes(await html(wide)), sizes(await html(wide, 'default'))]).toEqual([['16.25'], ['13']])
    const widthOf = (slide: string) => Number(/data-marp-mermaid[^>]*viewBox="0 0 ([\d.]+)/.exec(slide)?.[1])
    expect(widthOf(await html(tall)) / widthOf(await html(tall, 'default'))).toBeCloseTo(1.75, 1)
  })

  test('a logo in the running head is no code to scan', async () => {
    const logo = "header: '![](data:image/png;base64,iVBORw0KGgo=)'\n"
    expect(await html('<!-- _class: qr -->\n\n# x\n\n[a](https://example.org/)', 'pack', logo)).toContain(
      'image/svg+xml',
    )
  })
})

// What decks of others bring: one case of each kind, each with neighbours.
import { describe, expect, it } from 'vitest'
import { uniqueIds } from '../../src/compile/uniqueIds.js'
import { factsOf, read } from '../factsOf.js'
import { codesOf, compileText } from './compileText.js'

describe('a drawing on two slides', () => {
  const diagram = '```mermaid\ngraph LR\nA --> B\n```'

  it('is whole on each: every slide refers to its own parts', async () => {
    const { slides } = await compileText([diagram, diagram, diagram].join('\n\n---\n\n'))
    const ids = slides.map(({ html }) => Array.from(html.matchAll(/<marker id="([^"]+)"/g), ([, id]) => id))
    const all = slides.map(({ html }) => html.match(/url\(#[^)]+\)/g) ?? [])
    expect(new Set(all.flat()).size).toBe(3)
    for (const [index, { html }] of slides.entries()) {
      const used = Array.from(html.matchAll(/url\(#([^)]+)\)/g), ([, id]) => id)
      expect(used.length).toBeGreaterThan(0)
      for (const id of used) expect(ids[index]).toContain(id)
    }
  })

  it('changes no text that looks like an id, and no id that only a link leads to', () => {
    const slide = '<p id="a"> id="m" url(#m)</p><svg><marker id="m"></marker><path marker-end="url(#m)"></path></svg>'
    const [first, second] = uniqueIds([read(slide), read(slide)])
    expect(first).toEqual(read(slide))
    expect(second?.facts).toEqual(factsOf(second?.html ?? ''))
    expect(second?.html).toBe(
      '<p id="a"> id="m" url(#m)</p><svg><marker id="m-2"></marker><path marker-end="url(#m-2)"></path></svg>',
    )
  })

  it('may use another by name, in an address or a style', () => {
    const slide = '<svg><g id="g"></g><use href="#g"></use><path style="fill:url(&quot;#g&quot;)"></path></svg>'
    expect(uniqueIds([read(slide), read(slide)])[1]).toEqual(
      read(slide.replaceAll('"g"', '"g-2"').replaceAll('#g', '#g-2')),
    )
  })
})

describe('right to left', () => {
  it.each([
    ['a deck', '---\nlang: ar\n---\n# x\n\n`a`', true],
    ['a block', '# x\n\n<div dir="rtl">\n\n`a`\n\n</div>', true],
    ['no text', '# x\n\n`a`', false],
  ])('leaves code and formulas from left to right in the theme of Marp: %s', async (_, text, expected) => {
    const { css } = await compileText(text)
    expect(/section\[dir="rtl"\] :where\([^{]*pre[^{]*code,[^{]*\.katex[^{]*\{\s*direction:\s*ltr/.test(css)).toBe(
      expected,
    )
  })
})

describe('a heading divider', () => {
  it.each([
    ['a list', '- a\n\n  ## b\n\n- c', '6:6'],
    ['a quote', '> a\n>\n> ## b', '6:6'],
  ])('that tears %s is told', async (_, text) => {
    const deck = await compileText(`---\nheadingDivider: 2\n---\n${text}`)
    expect(codesOf(deck)).toEqual(['6:6 warning slide-swallowed'])
  })

  it('between blocks is not', async () => {
    expect(codesOf(await compileText('---\nheadingDivider: 2\n---\n# a\n\n- b\n\n## c\n\n> d\n\n## e\n\nx'))).toEqual(
      [],
    )
  })
})

it('a title has a space where its heading has a break', async () => {
  const titles = (text: string) => compileText(text).then(({ slides }) => slides.map(({ title }) => title))
  expect(await titles('# Utiliser le<br>numérique')).toEqual(['Utiliser le numérique'])
  expect(await titles('# A <br/> b<BR />c <b>d</b>e')).toEqual(['A b c de'])
})

it('a percentage is told where a picture does not take one, and not recommended', async () => {
  for (const word of ['w:50%', 'width:50%', 'h:50%', '50%']) {
    const { problems } = await compileText(`# x\n\n![${word}](a.png)`)
    expect(
      problems.map(({ code }) => code),
      word,
    ).toEqual(['image-keyword'])
    expect(problems[0]?.hint, word).not.toContain('%')
    expect((await compileText(`# x\n\n![bg ${word}](a.png)`)).problems, word).toEqual([])
  }
})

it('words that are keywords only for whoever wrote them are told with what was meant', async () => {
  const fixes = async (alt: string) =>
    (await compileText(`# x\n\n![${alt}](a.png)`)).problems.map(({ code, fix, place }) => [
      code,
      fix?.meant,
      place?.column,
    ])
  const told: Readonly<Record<string, string>> = {
    '300px': 'w:300px',
    '12.5em': 'w:12.5em',
    'width: 300px': 'width:300px',
    'Width: 300px; height: 20px': 'width:300px height:20px',
    'w:300px,h:200px': 'w:300px h:200px',
    'w 300px': 'w:300px',
    'w: 300 h: 200': 'w:300 h:200',
    'Width = 300px': 'width:300px',
    '300PX': 'w:300px',
    'Bg  cover': 'bg cover',
    'bg, right': 'bg right',
    BG: 'bg',
    'Bg Right': 'bg right',
  }
  for (const [wrote, meant] of Object.entries(told))
    expect(await fixes(wrote), wrote).toEqual([['image-keyword', meant, 3]])
  expect(await fixes('bg right, fit')).toEqual([['image-keyword', 'right', 6]])
  expect(await fixes('w:300foo')).toEqual([['image-keyword', undefined, 3]])
  // Descriptions, whose words only look like it.
  const fine = [
    'Slider with width: 300px',
    'The left side',
    'left arm',
    'left',
    'center',
    'Bulgaria',
    '300',
    'a, b',
    'w 300',
    'width 5',
    'Right',
    '300px wide',
    'bg',
    'bg cover right',
  ]
  for (const alt of fine) expect(await fixes(alt), alt).toEqual([])
})

it('An import of a style sheet that is not read is told where it is written, with what helps in its place', async () => {
  const imports = {
    '"./fonts.css"': [/the CSS of a deck cannot import files/, /Copy its rules into `style:`/],
    'url(css/a.css) screen': [/“css\/a\.css” was not imported/, /Copy its rules/],
    '"gaia"': [/cannot import the theme “gaia”/, /^Write `theme: gaia` in/],
    "url('https://fonts.googleapis.com/css2?family=Lato')": [
      /is a remote style sheet/,
      /`@font-face`.*--allow-net does not download style/,
    ],
  }
  for (const [address, [message, hint]] of Object.entries(imports)) {
    for (const text of [
      `---\nstyle: |\n  @import ${address};\n---\n# A`,
      `# A\n\n<style scoped>\n@import ${address};\n</style>`,
    ]) {
      const { problems } = await compileText(text)
      expect(problems, text).toHaveLength(1)
      expect(problems[0]?.message).toMatch(message ?? '')
      expect(problems[0]?.hint).toMatch(hint ?? '')
      expect(problems[0]?.place.line).toBe(text.startsWith('---') ? 3 : 4)
    }
  }
})

// Design tokens: what a deck and its project may set, and what is said of everything else.
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { checkContrast } from '../../src/compile/checks/contrast.js'
import { isColor, readColor } from '../../src/compile/looks/colour.js'
import { tokenStyle } from '../../src/compile/looks/tokenCss.js'
import { sourceFromText } from '../../src/load/deck/source.js'
import type { RawValue } from '../../src/model/source.js'
import type { Theme } from '../../src/model/theme.js'
import { contrast } from '../../src/model/words/contrast.js'
import { compileJob, compileText } from './compileText.js'

const theme: Theme = {
  name: 'house',
  css: '/* @theme house */ section { --ink: #111; --paper: #fff; --signal: #c00; --gap: 10px }',
  file: 'house.css',
  tokens: [
    { name: 'ink', type: 'color', default: 'light-dark(#111, #eee)', meaning: 'text' },
    { name: 'paper', type: 'color', default: 'light-dark(#fff, #000)', meaning: 'ground' },
    { name: 'signal', type: 'color', default: '#c00', meaning: 'points' },
    { name: 'font-text', type: 'font', default: 'Inter, sans-serif', meaning: 'words' },
    { name: 'gap', type: 'length', meaning: 'room' },
    { name: 'ratio', type: 'number', meaning: 'proportion' },
    { name: 'shape', type: 'text', values: ['none', 'normal'], meaning: 'signs' },
  ],
}

async function compiled(tokens: string, brand: Record<string, RawValue> = {}, themeName = 'house') {
  const settings = Object.entries(brand).map(
    ([name, value], index) => [name, { value, place: { file: 'brand.json', line: index + 3, column: 5 } }] as const,
  )
  const job = compileJob({ themes: [theme], themeNames: ['default', 'house'], brand: new Map(settings) })
  const deck = await compileText(`---\ntheme: ${themeName}\n${tokens}---\n# x`, job)
  const said = deck.problems.map(
    ({ severity, code, place }) => `${place.file}:${place.line}:${place.column} ${severity} ${code}`,
  )
  return {
    css: deck.css,
    said,
    hints: deck.problems.map(({ hint }) => hint),
    messages: deck.problems.map(({ message }) => message),
  }
}

/** What is set after the theme's own tokens. */
const setIn = (css: string): string => {
  const [, ...after] = Array.from(
    css.matchAll(/section\{(--(?:ink|signal|font-text|gap|ratio)[^{}]*)\}/g),
    ([, set = '']) => set,
  )
  return after.at(-1) ?? ''
}

describe('tokens', () => {
  it('of a deck beat those of the project, which beat those of the theme', async () => {
    const { css, said } = await compiled('tokens:\n  signal: "#767676"\n  gap: 2em\n', { signal: 'navy', ratio: '1.5' })
    expect(setIn(css)).toBe('--signal:#767676;--ratio:1.5;--gap:2em')
    expect(said).toEqual([])
  })

  it('with a list of values take no other', async () => {
    const { css, said } = await compiled('tokens:\n  shape: normal\n')
    expect([css.includes('{--shape:normal}'), said]).toEqual([true, []])
    for (const wrong of ['off', 'normale', 'none normal', '1']) {
      const { css, said, hints } = await compiled(`tokens:\n  shape: ${wrong}\n`)
      expect([css.includes('--shape'), said]).toEqual([false, ['deck.md:4:10 warning token-value']])
      expect(hints).toEqual(['Use `none` or `normal`.'])
    }
  })

  it('may be one colour for each scheme', async () => {
    const { css } = await compiled('tokens:\n  signal: { light: "#900", dark: "oklch(80% 0.1 30)" }\n')
    expect(setIn(css)).toBe('--signal:light-dark(#900, oklch(80% 0.1 30))')
  })

  it('keep the fonts of the theme behind a single family', async () => {
    expect(setIn((await compiled('tokens:\n  font-text: Georgia\n')).css)).toBe(
      '--font-text:Georgia, Inter, sans-serif',
    )
    expect(setIn((await compiled('tokens:\n  font-text: Georgia, serif\n')).css)).toBe('--font-text:Georgia, serif')
  })

  it('that the theme does not have are told at their place, with the nearest', async () => {
    const { said, hints } = await compiled('tokens:\n  signla: red\n', { papr: 'white' })
    expect(said).toEqual(['deck.md:4:11 warning token-unknown', 'brand.json:3:5 warning token-unknown'])
    expect(hints).toEqual(['Did you mean `signal`?', 'Did you mean `paper`?'])
  })

  it('of a project that only other themes have are one quiet word, but for slips', async () => {
    const { said, hints } = await compiled('', { band: 'red', halo: 'red', 'c-9': 'red', papr: 'white', gap: '2em' })
    expect(said).toEqual(['brand.json:3:5 info token-unknown', 'brand.json:6:5 warning token-unknown'])
    expect(hints[1]).toBe('Did you mean `paper`?')
    const deck = await compiled('tokens:\n  band: red\n  halo: red\n')
    expect(deck.said).toEqual(['deck.md:4:9 warning token-unknown', 'deck.md:5:9 warning token-unknown'])
  })

  it('that give paper one colour give slides one scheme, and only that is judged', async () => {
    const pairs = { signal: { light: '#0a7d54', dark: '#5fe0ac' }, ink: '#101820' }
    const white = await compiled('', { ...pairs, paper: '#ffffff' })
    expect(white.said).toEqual([])
    expect(white.css).toContain('section{color-scheme:light;--signal:')
    expect((await compiled('tokens:\n  paper: "#101820"\n')).css).toContain('section{color-scheme:dark;--paper:')
    for (const paper of [{ light: '#fff', dark: '#000' }, 'color-mix(in srgb, red, white)'])
      expect((await compiled('', { paper })).css).not.toMatch(/section\{color-scheme/)
    // What ink can only be read on in one scheme is told where paper is the theme's, in both.
    expect((await compiled('', { ink: '#101820' })).said).toEqual(['brand.json:3:5 warning token-contrast'])
  })

  it('of one place that make several texts hard to read are one problem', async () => {
    const { said, messages } = await compiled('', { paper: '#777' })
    expect(said).toEqual(['brand.json:3:5 warning token-contrast'])
    expect(messages[0]).toMatch(
      /^`signal` on `paper` has a contrast of 1\.\d:1 \(minimum 4\.5:1\); also too low: `ink`\.$/,
    )
  })

  it('of the example in the documentation suit every pack that comes along', async () => {
    const docs = readFileSync(new URL('../../themes/README.md', import.meta.url), 'utf8')
    const example = JSON.parse(/^ {4}\{ "tokens"[\s\S]*?^ {4}\} \}$/m.exec(docs)?.[0] ?? '') as {
      tokens: Record<string, RawValue>
    }
    expect(Object.keys(example.tokens)).toContain('paper')
    const settings = Object.entries(example.tokens).map(
      ([name, value]) => [name, { value, place: { file: 'brand.json', line: 1, column: 1 } }] as const,
    )
    const source = sourceFromText('# x', { file: 'deck.md', path: '/decks/deck.md', root: '/decks', name: 'deck' })
    for (const name of ['atlas', 'brand', 'lecture', 'lens', 'night', 'paper', 'pebble', 'terminal']) {
      const manifest: unknown = JSON.parse(
        readFileSync(new URL(`../../themes/${name}/theme.json`, import.meta.url), 'utf8'),
      )
      const pack = { ...theme, name, tokens: (manifest as Theme).tokens ?? [] }
      const style = tokenStyle(pack, name, new Map(settings), source)
      const problems = [...style.problems, ...checkContrast(pack, style)]
      expect(problems.map(({ code, message }) => `${name}: ${code} ${message}`)).toEqual([])
    }
  })

  it.each([
    ['signal', 'bleu'],
    ['signal', '"#12345"'],
    ['signal', '"red; } section { background: url(x)"'],
    ['signal', '{ light: red }'],
    ['signal', '[red, blue]'],
    ['signal', '#0a7d54'],
    ['gap', 'wide'],
    ['gap', '"1px;color:red"'],
    ['ratio', '1px'],
    ['font-text', '"a; b"'],
    ['font-text', '"</style>"'],
  ])('take no %s of %s', async (name, value) => {
    const { css, said } = await compiled(`tokens:\n  ${name}: ${value}\n`)
    expect(said).toEqual([expect.stringMatching(/^deck\.md:4:\d+ warning token-value$/)])
    expect(setIn(css)).toBe('')
  })

  it('are told to do nothing in a theme without tokens', async () => {
    expect((await compiled('tokens:\n  ink: red\n', {}, 'default')).said).toEqual(['deck.md:4:8 warning token-unknown'])
    expect((await compiled('', { ink: 'red' }, 'default')).said).toEqual(['brand.json:3:5 info token-unknown'])
    expect((await compiled('tokens: red\n')).said).toEqual(['deck.md:3:9 warning front-matter-value'])
  })

  it('that make text hard to read are told, with the figure and the scheme', async () => {
    const yellow = await compiled('', { signal: '#ffd400' })
    expect(yellow.said).toEqual(['brand.json:3:5 warning token-contrast'])
    const { said } = await compiled('tokens:\n  ink: { light: "#000", dark: "#222" }\n')
    expect(said).toEqual(['deck.md:4:8 warning token-contrast'])
    expect((await compiled('tokens:\n  signal: { light: "#900", dark: "#f66" }\n')).said).toEqual([])
    expect((await compiled('tokens:\n  signal: color-mix(in srgb, red, white)\n')).said).toEqual([])
  })
})

describe('colours', () => {
  it('are read as CSS reads them', () => {
    const close = (text: string, other: string) => contrast(readColor(text) ?? [9, 9, 9], readColor(other) ?? [0, 0, 0])
    for (const [one, other] of [
      ['#f60', 'rgb(255, 102, 0)'],
      ['hsl(24, 100%, 50%)', 'rgb(100% 40% 0)'],
      ['rebeccapurple', '#663399'],
      ['oklch(0.628 0.2577 29.23)', 'red'],
      ['oklch(100% 0 0)', 'white'],
    ] as const)
      expect(close(one, other)).toBeCloseTo(1, 2)
    expect(contrast(readColor('#777') ?? [0, 0, 0], readColor('white') ?? [0, 0, 0])).toBeCloseTo(4.48, 2)
    expect(contrast(readColor('black') ?? [0, 0, 0], readColor('white') ?? [0, 0, 0])).toBeCloseTo(21, 5)
    expect(['#ff000080', 'rgb(1 2 3 / 50%)', 'var(--x)', 'none'].map(readColor)).toEqual(Array(4).fill(undefined))
    expect(['red', 'light-dark(#000, #fff)', 'rgb(0 0 0)', '#abcd'].every(isColor)).toBe(true)
    expect(['', 'rgb(0 0 0) x', 'rgb(0))(', 'url(x)', '#ab'].some(isColor)).toBe(false)
  })
})

import { describe, expect, test } from 'vitest'
import { usedFontFaces } from '../../src/export/fonts/fonts.js'
import { read } from '../factsOf.js'

/** A face as themes write it. */
function face(family: string, more = ''): string {
  return `@font-face { font-family: "${family}"; src: url("${family}.woff2") format("woff2"); ${more} }`
}

/** Families (and what else was asked for) of the faces that are left. */
function left(css: string, html: string, what = 'font-family'): string[] {
  const faces = usedFontFaces(css, [read(html)]).match(/@font-face\s*\{[^}]*\}/g) ?? []
  return faces.map((one) => new RegExp(`${what}:\\s*"?([^";}]*)`).exec(one)?.[1]?.trim() ?? '')
}

const slide = (content: string): string =>
  `<svg><foreignObject><section class="lead">${content}</section></foreignObject></svg>`
const section = 'div.marpit > svg > foreignObject > section'

describe('families', () => {
  test('a family that a matching rule names stays, one that nobody names goes', () => {
    const css = `${face('Used')}${face('Unused')}${section}{font-family:Used,serif}`
    expect(left(css, slide('a'))).toEqual(['Used'])
  })

  test('rules count only when something with their names is in the deck', () => {
    const faces = ['A', 'B', 'C', 'D', 'E'].map((name) => face(`Font${name}`)).join('')
    const css = `${faces}
      ${section}.lead{font-family:FontA}
      ${section}.quote h1{font-family:FontB}
      ${section} pre{font-family:FontC}
      ${section} :is(h1, marp-h1){font:700 2em/1 FontD}
      ${section} :where(.x, .y){font-family:FontE}`
    expect(left(css, slide('<h1>a</h1>'))).toEqual(['FontA', 'FontD'])
    expect(left(css, slide('<pre class="y">a</pre>'))).toEqual(['FontA', 'FontC', 'FontE'])
  })

  test('nested rules need their parents', () => {
    const css = `${face('Inner')}${face('Outer')}.quote{font-family:Outer; p{font-family:Inner}}`
    expect(left(css, slide('<p>a</p>'))).toEqual([])
    expect(left(css, slide('<p class="quote">a</p>'))).toEqual(['Inner', 'Outer'])
  })

  test('names are found through custom properties, their chains and their fallbacks', () => {
    const faces = ['Body', 'Mono', 'Deep', 'Never', 'Other'].map((name) => face(`${name}Font`)).join('')
    const css = `${faces}${section}{--body:var(--deep, BodyFont);--deep:DeepFont;--mono:MonoFont;--other:OtherFont;
      --never:NeverFont;font-family:var(--body);color:var(--other)} ${section} code{font-family:var(--mono)}`
    expect(left(css, slide('a'))).toEqual(['BodyFont', 'DeepFont'])
    expect(left(css, slide('<code>a</code>'))).toEqual(['BodyFont', 'MonoFont', 'DeepFont'])
  })

  test('style attributes, attributes of drawings and their style elements count', () => {
    const css = ['One', 'Two', 'Three', 'Four'].map((name) => face(`Font${name}`)).join('')
    const html = slide(
      '<p style="font-family:&quot;FontOne&quot;"><svg><style>.a{font-family:FontTwo}</style><text font-family="FontThree">',
    )
    expect(left(css, html)).toEqual(['FontOne', 'FontTwo', 'FontThree'])
  })

  test('media queries, supports and layers are looked into, and what cannot be told stays', () => {
    const faces = ['A', 'B', 'C', 'D'].map((name) => face(`Font${name}`)).join('')
    const css = `${faces}@media print{@layer x{${section}{font-family:FontA}}}
      ${section}:not(.quote){font-family:FontB} ${section}:has(.quote){font-family:FontC}
      ${section}[data-x=".quote"]{font-family:FontD}`
    expect(left(css, slide('a'))).toEqual(['FontA', 'FontB', 'FontC', 'FontD'])
  })

  test('strings, comments and brackets with CSS in them deceive nobody', () => {
    const css = `/* @font-face{font-family:"No"} } */${face('Yes')}a::after{content:"} @font-face{ font-family: 'No' }"}
      ${section}{background:url(data:image/svg+xml;{x});font-family:Yes}`
    const result = usedFontFaces(css, [read(slide('a'))])
    expect(result).toContain(`content:"} @font-face{ font-family: 'No' }"`)
    expect(result).toContain('/* @font-face{font-family:"No"} } */@font-face{font-family:"Yes"')
  })
})

describe('characters', () => {
  const latin = face('F', 'unicode-range: U+0000-00FF, U+2000-206F')
  const extended = face('F', 'unicode-range: U+0100-02BA, U+1E00-1E9F')
  const greek = face('F', 'unicode-range: U+0370-03FF')
  const cyrillic = face('F', 'unicode-range: U+04??')
  const css = `${latin}${extended}${greek}${cyrillic}${section}{font-family:F}`
  const ranges = (html: string, more = ''): string[] =>
    left(css + more, slide(html), 'unicode-range').map((range) => range.slice(0, 6))

  test.each([
    ['plain', ['U+0000']],
    ['naïve — “quotes”', ['U+0000']],
    ['Žižek', ['U+0000', 'U+0100']],
    ['λ', ['U+0000', 'U+0370']],
    ['&#x3bb;', ['U+0000', 'U+0370']],
    ['Ж', ['U+0000', 'U+04??']],
    ['<img alt="Ж">', ['U+0000', 'U+04??']],
    // Written with a combining mark, drawn as one letter of the extended range.
    ['Z\u030cizek', ['U+0000', 'U+0100']],
    // Its upper case, which `text-transform` may show, is Ÿ.
    ['ÿ', ['U+0000', 'U+0100']],
  ])('%s needs %j', (html, expected) => {
    expect(ranges(html)).toEqual(expected)
  })

  test('what CSS writes counts, also as an escape', () => {
    expect(ranges('a', 'a::before{content:"Ж"}')).toEqual(['U+0000', 'U+04??'])
    expect(ranges('a', 'a::before{content:"\\3bb"}')).toEqual(['U+0000', 'U+0370'])
  })
})

describe('weights and slopes', () => {
  const weights = [300, 400, 700, 900]
  const faces = weights.map((weight) => face('F', `font-weight: ${weight}`)).join('')
  const weightsLeft = (css: string, html: string): string[] =>
    left(`${faces}${section}{font-family:F}${css}`, slide(html), 'font-weight')

  test('a face goes when no weight leads to it', () => {
    expect(weightsLeft('', '<p>a</p>')).toEqual(['400'])
    expect(weightsLeft('', '<h1>a</h1>')).toEqual(['400', '700'])
    expect(weightsLeft(`${section}{font-weight:200}`, 'a')).toEqual(['300', '400'])
    expect(weightsLeft(`${section}{font:800 2em F}`, 'a')).toEqual(['400', '900'])
    expect(weightsLeft(`${section}{--w:700;font-weight:var(--w)}`, 'a')).toEqual(['400', '700'])
  })

  test('all stay when it cannot be told', () => {
    for (const value of ['var(--unknown)', 'calc(100 * var(--x))', 'bolder', 'lighter']) {
      expect(weightsLeft(`${section}{font-weight:${value}}`, 'a')).toEqual(['300', '400', '700', '900'])
    }
  })

  test('a variable face stays for any weight, the nearest face for one that is missing', () => {
    const css = `${face('V', 'font-weight: 200 900')}${section}{font-family:V}`
    expect(left(css, slide('<h1>a</h1>'))).toEqual(['V'])
    const only = `${face('L', 'font-weight: 300')}${section}{font-family:L}`
    expect(left(only, slide('<h1>a</h1>'))).toEqual(['L'])
  })

  test('italics stay when something can be italic', () => {
    const css = `${face('F')}${face('F', 'font-style: italic')}${section}{font-family:F}`
    expect(left(css, slide('<p>a</p>'))).toHaveLength(1)
    expect(left(css, slide('<p><em>a</em></p>'))).toHaveLength(2)
    expect(left(`${css}${section} p{font-style:oblique 10deg}`, slide('<p>a</p>'))).toHaveLength(2)
    const onlyItalic = `${face('F', 'font-style: italic')}${section}{font-family:F}`
    expect(left(onlyItalic, slide('a'))).toHaveLength(1)
  })
})

test('only woff2 is kept of a face that has it, and everything of one that has not', () => {
  const src =
    'local("F"), url("f.woff2") format("woff2"), url(f.woff) format("woff"), url("data:font/ttf;base64,AA==,") format("truetype")'
  const css = `@font-face{font-family:F;src:${src}}${section}{font-family:F}`
  expect(usedFontFaces(css, [read(slide('a'))])).toContain('src:url("f.woff2") format("woff2")}')
  const old = css.replaceAll('woff2', 'woff')
  expect(usedFontFaces(old, [read(slide('a'))])).toContain('url("data:font/ttf;base64,AA==,")')
})

test('CSS without faces, and everything that is no face, comes back as it was', () => {
  const css = `@charset "UTF-8";${section}{color:red;--x:{a:b}}@media print{a{b:c}}`
  expect(usedFontFaces(css, [])).toBe(css)
  expect(usedFontFaces(`${css}${face('Gone')}/* end */`, [])).toBe(`${css}/* end */`)
})

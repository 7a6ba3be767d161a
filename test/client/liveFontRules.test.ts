import { expect, test } from 'vitest'
import { familiesIn, splitFonts } from '../../src/client/live/patch/fontRules.js'

const font = '@font-face{font-family:"A}";src:url("a.woff2")}'

test('font rules are parted from the rest, in order', () => {
  expect(splitFonts(`a{b:c}${font}d{e:f}${font}`)).toEqual({ fonts: font + font, rest: 'a{b:c}d{e:f}' })
})

test('what only looks like one stays where it is', () => {
  for (const css of [
    `/* ${font} */`,
    `a::after{content:'@font-face{}'}`,
    `@media print{${font}}`,
    'a{b:"\\"@font-face{"}',
    '@font-face-x{}',
    '"unclosed @font-face{',
  ]) {
    expect(splitFonts(css)).toEqual({ fonts: '', rest: css })
  }
})

test('a rule without an end ends with the text', () => {
  expect(splitFonts('a{}@font-face{src:url(a)').fonts).toBe('@font-face{src:url(a)')
})

test('the families are named once', () => {
  const css = `${font}@font-face{font-family:B C;src:url(b)}@font-face{font-family: 'D'}${font}`
  expect([...familiesIn(css)]).toEqual(['"A}"', 'B C', "'D'"])
})

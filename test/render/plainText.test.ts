import { expect, it } from 'vitest'
import { plainText } from '../../src/render/page/plainText.js'

it('numbered lists keep their numbers, wherever they begin and whichever way they go', () => {
  const items = '<li>a<ul><li>x</li></ul></li>\n<li><p>b</p><p>more</p></li>'
  expect(plainText(`<ol>${items}</ol>`)).toBe('1. a\n   - x\n2. b\n   more')
  expect(plainText(`<ol start="9">${items}</ol>`)).toBe('9. a\n   - x\n10. b\n    more')
  expect(plainText(`<ol reversed>${items}</ol>`)).toBe('2. a\n   - x\n1. b\n   more')
  expect(plainText(`<ul>${items}</ul>`)).toBe('- a\n  - x\n- b\n  more')
})

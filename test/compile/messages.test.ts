import { expect, it } from 'vitest'
import { whereOf } from '../../src/model/where.js'
import { hintBegins } from '../hintBegins.js'
import { compileText } from './compileText.js'

/** Decks that provoke every kind of message with a word of the author's in it; `X` is that word. */
const provoking = [
  '---\ntheme: X\n---\n# a',
  '---\nsize: X\n---\n# a',
  '---\nlang: X\nX: 1\nY: 2\npaginate: X\nmath: X\ntransition: X\nheadingDivider: X\nduration: X\n---\n# a',
  '---\nbackgroundcolorX: X\ntitel: X\n---\n# a',
  '<!-- clas: X -->\n\n# a\n\n<!-- _X: X -->\n\n<!-- time: X -->\n\n<!-- check-disable X: y -->',
  '# a\n\n<!-- include: X --> b\n\n- <!-- include: X -->\n\n<!-- a --> X',
  '# a\n\n![bg-right:X](a.png)\n\n![w:X](a.png)\n\n![right:40%X](a.png)\n\n![widht:X](a.png)',
  '# a\n\n```X\nx\n```\n\n```js {X}\nx\n```\n\n```js X="X"\ny\n```\n\n```js {9|X}\ny\n```',
  '# a\n\n$\\X$\n\n$$\\frac{X$$',
  '# a\n\n<X-Y a="X">b</X-Y>\n\n<div X="1" onclick="X">b</div>\n\n<iframe src="X"></iframe>',
  '# a\n\n[X](#X)\n\n[X]()\n\n![](https://example.org/X.png)\n\n[a](javascript:X)',
  '# a\n\n> [!X]\n> b\n\n```mermaid\nX\n```\n\n<style>\nh1 { X }\n</style>',
  '# a\n\n[@X]\n\n{{X}}\n\n[[X]]\n\n::: X\n:::\n\n==X==\n\nb {.X}\n\n- [ ] X',
  '# a\n\n```js\nX\n\n---\n\n# X\n\n---\n\n# X',
  '<!-- _class: X\n\n# a\n\n---\n\n<!-- b -->',
  '<!-- X',
]

const words = [
  'x',
  'quite-a-long-word-'.repeat(30),
  'a\0b'.repeat(100),
  '\u202eabc\u0007'.repeat(40),
  '“”`<&>',
  '日本語'.repeat(80),
]

it.each(words.map((word) => [word.slice(0, 12), word]))(
  'messages about %j fit into a line and name what authors know',
  async (_, word) => {
    for (const deck of provoking) {
      const { problems } = await compileText(deck.replaceAll('X', word))
      for (const problem of problems) {
        const { message, hint } = problem
        expect(message.length, message).toBeLessThanOrEqual(200)
        expect(message).not.toMatch(/\bundefined\b|\[object|\bNaN\b|marp-pre|[\p{Cc}\u202a-\u202e]/u)
        expect(message).toMatch(/[.!…]$/)
        expect(hint).toMatch(hintBegins)
        expect(whereOf(problem)).toMatch(/^(?:deck\.md(?::\d+:\d+)?)?$/)
      }
    }
  },
)

it('a place that is none is not told', () => {
  const place = { file: 'a.md', line: 1, column: 1 }
  expect(whereOf({ code: 'overflow', place: { ...place, line: 3 } })).toBe('a.md:3:1')
  expect(whereOf({ code: 'front-matter-unclosed', place, sourceLine: '---' })).toBe('a.md:1:1')
  expect(whereOf({ code: 'deck-not-found', place })).toBe('a.md')
  for (const file of ['', '.']) expect(whereOf({ code: 'deck-not-found', place: { ...place, file } })).toBe('')
  expect(whereOf({ code: 'usage', place: { ...place, file: 'extra' } })).toBe('')
})

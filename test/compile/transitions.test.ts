import { describe, expect, it } from 'vitest'
import { transitions } from '../../src/compile/editing/catalogue.js'
import { codesOf, compileText } from './compileText.js'

describe('A transition', () => {
  it('has one of the 33 names of Marp, or none, and perhaps a length', async () => {
    expect(transitions).toHaveLength(34)
    const slides = transitions.map(
      (name, index) => `<!-- _transition: ${name}${['', ' 1s', ' .4s', ' 250ms'][index % 4]} -->`,
    )
    expect(codesOf(await compileText(slides.map((slide) => `${slide}\n# a`).join('\n\n---\n\n')))).toEqual([])
  })

  it('of the deck or its theme has the name of its keyframes', async () => {
    const css = '<style>@keyframes marp-outgoing-transition-gate { to { opacity: 0 } }</style>\n'
    expect(codesOf(await compileText(`<!-- transition: gate -->\n${css}# a`))).toEqual([])
  })

  it('with a wrong name or length is told, with the nearest', async () => {
    const deck = await compileText(
      '---\ntransition: fad 1s\n---\n# a\n\n---\n\n<!-- _transition: cover fast -->\n# b\n\n---\n\n<!-- transition: fade 90s -->\n# c',
    )
    expect(codesOf(deck)).toEqual([
      '2:13 warning directive-value',
      '8:6 warning directive-value',
      '13:6 warning directive-value',
    ])
    expect(deck.problems[0]?.hint).toBe('Did you mean `fade 1s`?')
    expect(deck.problems[1]?.message).toBe('“fast” is not a valid transition duration.')
  })
})

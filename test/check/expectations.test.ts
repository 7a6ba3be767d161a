import { describe, expect, test } from 'vitest'
import { type Expectation, expectationsOf } from './expectations.js'

/** Reads a deck of slides with a note each, below these lines of front matter. */
function read(notes: readonly string[], head = ''): Expectation[] {
  const body = notes.map((note) => `# a\n\n<!-- ${note} -->\n`).join('\n---\n\n')
  const slides = notes.map((note, index) => ({ index, notes: [note] }))
  return expectationsOf(`---\n${head}\n---\n${body}`, { slides })
}

describe('An expectation', () => {
  test.each<[string[], string, Partial<Expectation>]>([
    [['expect: overflow'], '', { rule: 'overflow', slide: 1, also: [] }],
    [['a note', 'expect: overflow at 5'], '', { slide: 2, line: 5 }],
    [['expect: contrast in "p > em"'], '', { element: 'p > em' }],
    [['expect: contrast at step 2'], '', { step: 2 }],
    [
      ['expect: overlap at 3 in "h2" before the first step also overflow, file-type'],
      '',
      { rule: 'overlap', line: 3, element: 'h2', step: 0, also: ['overflow', 'file-type'] },
    ],
    [[], '# expect: language-missing at 1', { rule: 'language-missing', line: 1 }],
  ])('is read: %s %s', (notes, head, wanted) => {
    expect(read(notes, head)).toMatchObject([wanted])
  })

  test.each([
    ['is missing', ['a note'], /No slide says what is expected/],
    ['names no rule', ['expect: overflw'], /No rule and no code: overflw/],
    ['names no rule beside it', ['expect: overflow also oops'], /No rule and no code: oops/],
    ['has no colon', ['expect overflow'], /This is no expectation/],
    ['has its parts in another order', ['expect: overflow in "p" at 5'], /This is no expectation/],
    ['has a line that is none', ['expect: overflow at five'], /This is no expectation/],
    ['is written in an older way', ['Expected: overflow.'], /This is no expectation/],
    [
      'stands behind other words',
      ['expect: overflow', 'I expect: contrast'],
      /2 expectations are written and 1 are read/,
    ],
  ])('that %s fails', (_, notes, message) => {
    expect(() => read(notes)).toThrow(message)
  })
})

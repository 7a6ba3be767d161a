import { Text } from '@codemirror/state'
import { describe, expect, test } from 'vitest'
import { writingAt } from '../../src/client/editor/place.js'
import { placeOfWord } from '../../src/client/editor/problems.js'

/** What is being written where `|` stands. */
function at(text: string) {
  const offset = text.indexOf('|')
  const writing = writingAt(Text.of(text.replace('|', '').split('\n')), offset)
  return writing && { ...writing, from: offset - writing.from }
}

describe('what is being written', () => {
  test.each([
    ['---\nthe|', { kind: 'key', from: 3 }],
    ['---\ntheme: at|', { kind: 'value', key: 'theme', from: 2 }],
    ['---\nclass: [lead, inv|]', { kind: 'value', key: 'class', from: 3 }],
    ['---\ntokens:\n  sig|', { kind: 'token', from: 3 }],
    ['---\ntokens:\n  a: b\n  sig|', { kind: 'token', from: 3 }],
    ['---\nother:\n  sig|', undefined],
    ['---\ntitle: A\n---\nthe|', undefined],
    ['# A\n\n<!-- cl|', { kind: 'comment', from: 2, isOpen: true }],
    ['# A\n\n<!-- cl| -->', { kind: 'comment', from: 2, isOpen: false }],
    ['<!--\n_cl|\n-->', { kind: 'comment', from: 3, isOpen: true }],
    ['<!-- class: lead inv|', { kind: 'commentValue', key: 'class', from: 3 }],
    ['<!-- a note with cl|', undefined],
    ['<!-- a --> cl|', undefined],
    ['![bg ri|', { kind: 'imageWord', from: 2 }],
    ['![bg ri|](a.png)', { kind: 'imageWord', from: 2 }],
    ['![bg](img/a|', { kind: 'address', from: 5 }],
    ['![bg](<img/a|', { kind: 'address', from: 5 }],
    ['[link](img/a|', undefined],
    ['> [!ti|', { kind: 'callout', from: 2 }],
    ['> text [!ti|', undefined],
    ['plain text|', undefined],
    ['|', undefined],
  ])('at %j', (text, expected) => {
    expect(at(text)).toEqual(expected)
  })
})

describe('the word that was meant', () => {
  test.each([
    ['<!-- _clas: lead -->', '_clas', 5, 5],
    ['class: inverst', 'inverst', 0, 7],
    ['a: lead lea', 'lea', 0, 8],
    ['lea lea', 'lea', 1, 4],
    ['lea x lea', 'lea', 7, -1],
    ['> [!TIPP] x', '[!TIPP]', 2, 2],
    ['signel: 1', 'signel', 8, 0],
    ['nothing', 'word', 0, -1],
  ])('in %j', (line, word, column, expected) => {
    expect(placeOfWord(line, word, column)).toBe(expected)
  })
})

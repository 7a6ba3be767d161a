import { expect, test } from 'vitest'
import { hiddenSlide } from '../../src/check/rules/hiddenSlide.js'
import { compileText } from '../compile/compileText.js'

const found = async (text: string) => {
  const deck = await compileText(text)
  const source = { file: 'deck.md', name: 'deck', path: '', root: '', text } as never
  return (hiddenSlide.deck?.({ deck, source, measurements: [], files: new Map(), option: () => 0 }) ?? []).map(
    ({ slide, line, words, message }) => [slide ?? line, words, message],
  )
}

test('links by number are told when a hidden slide stands before the one they lead to', async () => {
  expect(
    await found(
      '# A\n\n[b](#2) [c](#3.1) [a](#1)\n\n---\n\n# B\n\n---\n\n<!-- hide -->\n\n# Left out\n\n---\n\n# C\n\n* one',
    ),
  ).toEqual([
    [11, undefined, 'This slide is hidden.'],
    [0, '#3', 'The link “#3” leads to “C”, because hidden slides are not numbered.'],
  ])
})

test('links by number are left alone when nothing before them is hidden', async () => {
  expect(await found('# A\n\n[b](#2) [name](#b)\n\n---\n\n# B\n\n---\n\n<!-- hide -->\n\n# Left out')).toEqual([
    [11, undefined, 'This slide is hidden.'],
  ])
})

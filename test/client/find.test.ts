import { expect, test } from 'vitest'
import { findSlides } from '../../src/client/player/find.js'

const titles = ['The rise of Python', 'Café society', '', 'Python 3', '2009 was cool', ...Array(8).fill('More')]

test('a number finds its slide first, then numbers that begin with it, then titles', () => {
  expect(findSlides('3', titles)).toEqual([2, 3])
  expect(findSlides('1', titles)).toEqual([0, 9, 10, 11, 12])
  expect(findSlides('2009', titles)).toEqual([4])
})

test('words find titles that have all of them, whatever the accents and the case', () => {
  expect(findSlides('python', titles)).toEqual([0, 3])
  expect(findSlides('PYTHON rise', titles)).toEqual([0])
  expect(findSlides('cafe', titles)).toEqual([1])
})

test('nothing typed means every slide, nonsense none', () => {
  expect(findSlides(' ', titles)).toHaveLength(13)
  expect(findSlides('zzz', titles)).toEqual([])
})

import { expect, test } from 'vitest'
import { fileMark } from '../../src/model/deck.js'
import { emojiFilesIn, withEmojiPictures } from '../../src/render/page/emoji.js'

const picture = (alt: string, path: string): string =>
  `<img class="emoji" alt="${alt}" src="${fileMark.open}emoji:${path}${fileMark.close}">`

const all = (): boolean => true

test('emoji in text become the pictures that slides have, with themselves as words', () => {
  expect(withEmojiPictures('<p>Hello 👋🏽!</p>', all)).toBe(`<p>Hello ${picture('👋🏽', '1f44b-1f3fd')}!</p>`)
  expect(withEmojiPictures('👨‍👩‍👧', all)).toBe(picture('👨‍👩‍👧', '1f468-200d-1f469-200d-1f467'))
})

test('what is in tags and what is no emoji stays', () => {
  const others = '<a href="x" title="a > 👋">© 2018, 1, → 한국어</a>'
  expect(withEmojiPictures(others, all)).toBe(others)
  expect(emojiFilesIn([others])).toEqual([])
})

test('an emoji that has no picture stays a character', () => {
  expect(withEmojiPictures('a 🚲 b 👋', (key) => key === 'emoji:1f44b')).toBe(`a 🚲 b ${picture('👋', '1f44b')}`)
})

test('each picture is asked for once', () => {
  expect(emojiFilesIn(['👋 <b>👋</b>', '🚲']).map(({ key }) => key)).toEqual(['emoji:1f44b', 'emoji:1f6b2'])
})

import { expect, test } from 'vitest'
import { fileMark } from '../../src/model/deck.js'
import { emojiFilesIn, withEmojiPictures } from '../../src/render/emoji.js'

const picture = (alt: string, path: string): string =>
  `<img class="emoji" alt="${alt}" src="${fileMark.open}emoji:${path}${fileMark.close}">`

test('emoji in text become the pictures that slides have, with themselves as words', () => {
  expect(withEmojiPictures('<p>Hello 👋🏽!</p>')).toBe(`<p>Hello ${picture('👋🏽', '1f44b-1f3fd')}!</p>`)
  expect(withEmojiPictures('👨‍👩‍👧')).toBe(picture('👨‍👩‍👧', '1f468-200d-1f469-200d-1f467'))
})

test('what is in tags and what is no emoji stays', () => {
  const others = '<a href="x" title="a > 👋">© 2018, 1, → 한국어</a>'
  expect(withEmojiPictures(others)).toBe(others)
  expect(emojiFilesIn([others])).toEqual([])
})

test('each picture is asked for once', () => {
  expect(emojiFilesIn(['👋 <b>👋</b>', '🚲']).map(({ key }) => key)).toEqual(['emoji:1f44b', 'emoji:1f6b2'])
})

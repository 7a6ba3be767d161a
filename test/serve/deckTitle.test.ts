import { join } from 'node:path'
import { expect, it } from 'vitest'
import { guessTitle } from '../../src/serve/deckTitle.js'
import { folderWith } from '../cli/lectern.js'

it.each([
  ['---\ntheme: x\ntitle: "A: b"\n---\n# Other\n', 'A: b'],
  ['---\ntheme: x\n---\n\n# A **bold** [link](x) `code`\n', 'A bold link code'],
  ['---\ntitle: "not closed\n---\n# Other\n', 'not closed'],
  ['text\n\n## Second level\n', 'Second level'],
  ['---\ntheme: x\n---\ntitle: no\n', undefined],
  ['', undefined],
])('guesses the title of %j', async (text, title) => {
  const folder = await folderWith({ 'deck.md': text })
  expect(guessTitle(join(folder, 'deck.md'))).toBe(title)
  expect(guessTitle(join(folder, 'nothing.md'))).toBeUndefined()
})

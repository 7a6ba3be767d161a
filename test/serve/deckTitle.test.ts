import { join } from 'node:path'
import { expect, it } from 'vitest'
import { guessTitle } from '../../src/serve/deck/deckTitle.js'
import { folderWith } from '../cli/lectern.js'

it.each([
  ['---\ntheme: x\ntitle: "A: b"\n---\n# Other\n', 'A: b'],
  ['---\ntheme: x\n---\n\n# A **bold** [link](x) `code`\n', 'A bold link code'],
  ['---\ntitle: "not closed\n---\n# Other\n', 'not closed'],
  ['text\n\n## Second level\n', 'Second level'],
  ['---\ntheme: x\n---\ntitle: no\n', undefined],
  ['# <!-- fit --> gypsy\n', 'gypsy'],
  ['<!-- _class: lead\n# no -->\n\n# Yes  it <br> is &amp; was ##\n', 'Yes it is & was'],
  ['```sh\n# no\n```\n\n# ![](logo.png)\n\n# ![w:20](a.png) Real\n', 'Real'],
  ['Under a line\n===\n', 'Under a line'],
  ['---\ntheme: x\n---\n\n![bg](a.png)\n\n---\n\n- a list\n---\n# Later\n', 'Later'],
  ['', undefined],
])('guesses the title of %j', async (text, title) => {
  const folder = await folderWith({ 'deck.md': text })
  expect(guessTitle(join(folder, 'deck.md'))).toBe(title)
  expect(guessTitle(join(folder, 'nothing.md'))).toBeUndefined()
})

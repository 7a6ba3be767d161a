import { expect, test } from 'vitest'
import { placeOnSlide } from '../../src/check/report/place.js'
import { compile } from '../../src/compile/compile.js'
import { loadSource } from '../../src/load/deck/source.js'
import { folderWith } from '../cli/lectern.js'
import { compileJob } from '../compile/compileText.js'

test('words of a part that goes on with a slide are found in the part, and those after it in the deck', async () => {
  const cwd = await folderWith({
    'talk/deck.md':
      '---\ntitle: A\n---\n\n# One\n\nfirst\n\n<!-- include: ../shared/part.md -->\n\nlast words\n\n---\n\n# Two\n',
    'shared/part.md': '\nmiddle\n\n<!-- include: inner.md -->\n\ntail\n',
    'shared/inner.md': 'innermost\n',
    'package.json': '{}',
  })
  const deck = await compile(await loadSource(`${cwd}/talk/deck.md`, { cwd }), compileJob())
  const [one, two] = deck.slides
  if (one === undefined || two === undefined) throw new Error('two slides')
  const placed = (words: string) => {
    const { file, line } = placeOnSlide(one, words)
    return `${file}:${line}`
  }
  expect(['One', 'first', 'middle', 'innermost', 'tail', 'last words'].map(placed)).toEqual([
    'talk/deck.md:5',
    'talk/deck.md:7',
    'shared/part.md:2',
    'shared/inner.md:1',
    'shared/part.md:6',
    'talk/deck.md:11',
  ])
  expect([two.file, two.line, two.origins]).toEqual(['talk/deck.md', 15, undefined])
})

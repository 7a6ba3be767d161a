// Where a fault of YAML is told: at what the author forgot, not where the parser noticed it.
import { expect, it } from 'vitest'
import { parseYaml } from '../../src/load/frontMatter/yamlValues.js'

it.each([
  ['a list', 'a: 1\nlang: [en\nduration: 30\n', '[', ']'],
  ['a list in a mapping', 'x: {}\nk: {a: [1, 2\nb: 2\n', '[', ']'],
  ['a mapping', 'k: {a: 1\nb: 2\n', '{', '}'],
  ['a list at the end', 'k: [a', '[', ']'],
])('%s that is never closed', (_, text, opening, closing) => {
  expect(parseYaml(text).fault).toEqual({
    kind: 'invalid',
    message: 'a bracket is not closed',
    hint: expect.stringContaining(`\`${closing}\``),
    offset: text.indexOf(opening),
  })
})

it('a closed list does not take the blame for a line after it', () => {
  const faults = ['k: [a]\n  c: 3\n', 'class:\n  - [b]\n - c\n'].map((text) => parseYaml(text).fault?.message)
  expect(faults).not.toContain('a bracket is not closed')
  expect(faults).not.toContain(undefined)
})

import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { checkConfig } from '../../src/load/config/configShape.js'
import { folderWith, lectern } from '../cli/lectern.js'
import { expectOutput, faultsOf, schemaFolder, schemas } from './schemas.js'

test.each(Object.entries(schemas))('%s says what the code says', async (name, schema) => {
  await expect(`${JSON.stringify(schema, null, 2)}\n`).toMatchFileSnapshot(join(schemaFolder, name))
})

test('no schema is shipped that nothing holds', () => {
  expect(readdirSync(schemaFolder).sort()).toEqual(Object.keys(schemas).sort())
})

test('the schema of a configuration takes and refuses what the loader does', () => {
  const configs = [
    {},
    {
      $schema: 'x',
      theme: 'atlas',
      to: ['pdf'],
      check: { rules: { overflow: 'off', 'too-much-text': { words: 60 } } },
    },
    { timeoutSeconds: 1, mediaLimitMb: 0, strict: true },
    { theme: '' },
    { themes: 'atlas' },
    { timeoutSeconds: 0 },
    { check: { rule: {} } },
    { check: { rules: { overflow: 'loud' } } },
    { decks: 'a' },
    [],
  ]
  for (const config of configs) {
    const isRight = 'config' in checkConfig(config)
    expect(faultsOf('config.v1.json', config).length === 0, JSON.stringify(config)).toBe(isRight)
  }
})

test('the schema of front matter takes what decks say, and words that Lectern does not know', () => {
  const right = {
    title: 'A',
    size: '16:9',
    paginate: true,
    headingDivider: [1, 2],
    tokens: { signal: '#fff' },
    fit: 'none',
    author: null,
  }
  expect(faultsOf('front-matter.v1.json', { ...right, whatever: {} })).toEqual([])
  expect(faultsOf('front-matter.v1.json', { fit: 'big', _layout: 'x' })).toHaveLength(2)
})

test('what commands print is as the schemas say', async () => {
  const cwd = await folderWith({ 'a.md': '# A\n\n<!-- _clas: x -->\n', 'b.md': '---\nsize: [\n---\n# B', 'c.md': '' })
  expectOutput('build', (await lectern(['build', 'a.md', 'b.md', '--json'], { cwd })).out)
  expectOutput('check', (await lectern(['check', '.', '--json'], { cwd })).out)
  expectOutput('rules', (await lectern(['check', '--rules', '--json'], { cwd })).out)
  expectOutput('theme-list', (await lectern(['theme', 'list', '--json'], { cwd })).out)
})

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { assemble } from '../../bin/changes.mjs'

test('a release has the changes of its files, and what was unreleased, above former releases', () => {
  const before = '# What changed\n\n## Unreleased\n\n**Old.** Words.\n\n## 0.1.0\n\nThe first.\n'
  const changes = ['**New.** Words.\n', '# A title\n\nWith code:\n\n```sh\n# no heading\n```\n']
  expect(assemble(before, changes, '0.2.0 (2027-01-01)')).toBe(
    '# What changed\n\n## 0.2.0 (2027-01-01)\n\n**New.** Words.\n\n### A title\n\nWith code:\n\n```sh\n# no heading\n```\n\n**Old.** Words.\n\n## 0.1.0\n\nThe first.\n',
  )
})

test('the next release leaves the one before as it is', () => {
  const first = assemble('# What changed\n', ['One.'], '0.1.0')
  expect(first).toBe('# What changed\n\n## 0.1.0\n\nOne.\n')
  expect(assemble(first, ['Two.'], '0.2.0')).toBe('# What changed\n\n## 0.2.0\n\nTwo.\n\n## 0.1.0\n\nOne.\n')
})

test('each change of the repository is a file with words, named in small letters', () => {
  const folder = join(import.meta.dirname, '..', '..', 'docs', 'changes')
  for (const name of readdirSync(folder)) {
    expect(name).toMatch(/^[a-z0-9-]+\.md$/)
    expect(readFileSync(join(folder, name), 'utf8').trim().length, name).toBeGreaterThan(40)
  }
})

import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { explainedCompilerRules } from '../../src/check/compilerRules.js'
import { rulePage } from '../../src/check/report/rulePage.js'

const folder = join(import.meta.dirname, '..', '..', 'docs', 'rules')

test.each(explainedCompilerRules)('The page of $id says what the rule does, with both pictures', async (rule) => {
  const page = await readFile(join(folder, `${rule.id}.md`), 'utf8')
  const shown = [...page.matchAll(/!\[[^\]]*\]\((.*?)\)\n\n/g)]
  // `node bin/rules.mjs` writes them anew.
  expect(shown.reduce((text, [picture]) => text.replace(picture, ''), page)).toBe(rulePage(rule))
  expect(shown.map(([, path]) => path)).toEqual([`pictures/${rule.id}-bad.jpg`, `pictures/${rule.id}-good.jpg`])
  for (const [, path = ''] of shown) expect((await stat(join(folder, path))).size).toBeLessThan(20_000)
})

test('No page or picture is left of a rule that is gone, and the table names all of them', async () => {
  const ids = explainedCompilerRules.map(({ id }) => id)
  expect((await readdir(folder)).sort()).toEqual(['README.md', ...ids.map((id) => `${id}.md`), 'pictures'].sort())
  expect(await readdir(join(folder, 'pictures'))).toHaveLength(ids.length * 2)
  const table = await readFile(join(folder, 'README.md'), 'utf8')
  expect([...table.matchAll(/^\| \[([a-z-]+)\]\(\1\.md\) \|/gm)].map(([, id]) => id)).toEqual(ids)
})

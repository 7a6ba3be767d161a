import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const folder = join(import.meta.dirname, '..', 'docs', 'dev', 'decisions')
const names = (await readdir(folder)).filter((name) => name !== 'README.md').sort()

test('Each decision has a number of its own, a title, a date and a status, and the index names it', async () => {
  const rows = []
  for (const name of names) {
    const page = await readFile(join(folder, name), 'utf8')
    expect(name).toMatch(/^\d{4}-[a-z0-9-]+\.md$/)
    expect(page, name).toMatch(/^# .+\n\nDate: \d{4}-\d\d-\d\d · Status: .+\n\n./)
    const [, title, date, status] = /^# (.+)\n\nDate: (\S+) · Status: (.+)\n/.exec(page) ?? []
    rows.push(`| [${name.slice(0, 4)}](${name}) | ${title} | ${date} | ${status} |`)
  }
  expect(new Set(names.map((name) => name.slice(0, 4))).size).toBe(names.length)
  // `npm run test:update` writes it.
  await expect(`# Decisions

A page each: what was chosen, what was rejected, and what was measured. \`npm run test:update -- test/decisions.test.ts\` writes this index.

| | subject | date | status |
|---|---|---|---|
${rows.join('\n')}
`).toMatchFileSnapshot(join(folder, 'README.md'))
})

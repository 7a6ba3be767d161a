import { expect, test } from 'vitest'
import type { ExportJob } from '../../src/export/exporter.js'
import { attachedSource } from '../../src/export/pdf/attachedSource.js'
import { compileText } from '../compile/compileText.js'

const bare = '# A\n\n<!-- _class: lead -->\n\n---\n\n# B\n\n<!-- step -->\n<!-- check-disable overflow: why -->\n'
const noted = `${bare}\n<!-- Nobody may read this. -->\n`
const hidden = `${bare}\n---\n\n<!-- hide -->\n\n<!-- Nor this, for now -->\n`

test.each([
  ['no notes, nothing special', bare, {}, 'attached', undefined],
  ['--no-notes and none there', bare, { notes: false }, 'attached', undefined],
  ['notes', noted, {}, 'attached', undefined],
  ['--no-notes', noted, { notes: false }, 'left out', '--no-notes'],
  ['--no-notes, on a hidden slide', hidden, { notes: false }, 'left out', '--no-notes'],
  ['--pages', noted, { slides: new Set([0]) }, 'attached', 'contains all slides and their notes'],
  ['--pages of all', noted, { slides: new Set([0, 1]) }, 'attached', undefined],
  ['--pages, none there', bare, { slides: new Set([0]) }, 'attached', 'contains all slides, not only'],
  ['--pages --no-notes', noted, { slides: new Set([0]), notes: false }, 'left out', '--no-notes'],
  ['nothing asked', noted, { attachSource: false, notes: false }, 'left out', undefined],
])('the Markdown in a PDF: %s', async (_, text, options, outcome, said) => {
  const deck = await compileText(text)
  const source = { name: 'a.md', bytes: Buffer.from(text) }
  const job = { source, options: { notes: true, attachSource: true, ...options } } as unknown as ExportJob
  const { attachment, problems } = attachedSource(deck, job)
  expect(attachment === undefined ? 'left out' : 'attached').toBe(outcome)
  expect(problems.map(({ message }) => message)).toEqual(said === undefined ? [] : [expect.stringContaining(said)])
})

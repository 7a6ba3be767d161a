import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { compile } from '../../src/compile/compile.js'
import { loadSource } from '../../src/load/deck/source.js'
import type { SlideFacts } from '../../src/model/facts.js'
import { factsOf } from '../factsOf.js'
import { folderWith } from '../load/folder.js'
import { compileJob, compileText, memoryMemo } from './compileText.js'

const golden = join(import.meta.dirname, '..', 'decks', 'golden')

it.each(readdirSync(golden))('facts say what the HTML of a slide says: %s', async (name) => {
  const source = await loadSource(join(golden, name, 'deck.md'), { cwd: golden })
  const job = compileJob({ memo: memoryMemo() })
  // The second time they are remembered.
  for (const deck of [await compile(source, job), await compile(source, job)])
    for (const { facts, html } of deck.slides) expect(inOrder(facts)).toEqual(inOrder(factsOf(html)))
})

it('also where numbers, addresses and ids are put in afterwards', async () => {
  const drawing = '```mermaid\ngraph LR\nA --> B\n```'
  const cwd = folderWith({
    'deck.md': `---\npaginate: true\n---\n# One\n\n${drawing}\n\n---\n\n<!-- include: part/two.md -->\n`,
    'part/two.md': `# Two\n\n[here](a&b.pdf) [up](../c.pdf#page=2) [web](https://example.org/?a=1&b=2)\n\n![](d.png) ![bg](e&f.png)\n\n${drawing}\n`,
  })
  const deck = await compile(await loadSource(join(cwd, 'deck.md'), { cwd }), compileJob())
  expect(deck.slides).toHaveLength(2)
  for (const { facts, html } of deck.slides) expect(inOrder(facts)).toEqual(inOrder(factsOf(html)))
  expect(deck.slides[1]?.facts).toMatchObject({
    ids: expect.arrayContaining(['2', expect.stringMatching(/-2$/)]),
    links: ['part/a&b.pdf', 'c.pdf#page=2', 'https://example.org/?a=1&b=2'],
    headingLevel: 1,
  })
})

it.each<[string, Partial<SlideFacts>]>([
  ['### A\n\n# B', { headingLevel: 3 }],
  ['[nowhere]()', { hasEmptyLink: true, links: [] }],
  ['[](#2 "t") [m](mailto:a@b.c)', { hasEmptyLink: false, links: ['#2', 'mailto:a@b.c'] }],
  ['`<a href="x">` \\<a>', { links: [], hasEmptyLink: false }],
  ['```js {1|2}\na\nb\n```', { hasCodeSteps: true }],
  ['`data-lectern-lines=`', { hasCodeSteps: false, fits: false }],
  ['<!-- fit: shrink -->\n\na', { fits: true }],
  ['![](a.png) ![](a.png)', { files: ['deck:a.png', 'deck:a.png'] }],
  ['<p style="font-family:A;color:red">a</p>', { fontStyles: ['font-family:A;color:red'] }],
  ['<p style="color:red" class="a b a">a</p>', { fontStyles: [], classes: expect.arrayContaining(['a', 'b']) }],
])('of %j are %j', async (text, expected) => {
  const { slides } = await compileText(text)
  expect(slides[0]?.facts).toMatchObject(expected)
})

/** Lists are sets; only how often a file is shown counts. */
function inOrder(facts: SlideFacts): object {
  return Object.fromEntries(
    Object.entries(facts).map(([key, value]) => [key, Array.isArray(value) ? value.toSorted() : value]),
  )
}

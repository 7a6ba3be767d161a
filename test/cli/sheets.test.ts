import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readContent } from '../export/pdfContent.js'
import { silence } from '../silence.js'
import { folderWith, lectern } from './lectern.js'

const head = '---\ntitle: A “talk” of Łódź\nauthor: Zoë\nevent: Conf\ndate: 2026-11-25\nlang: de\n---\n\n'
const slides = (count: number): string =>
  Array.from({ length: count }, (_, at) => `# Slide ${at + 1}\n\n[to the last](#${count})`).join('\n\n---\n\n')

async function sheets(markdown: string, ...words: string[]) {
  const cwd = await folderWith({ 'talk.md': head + markdown })
  const { code, err } = await lectern(['build', 'talk.md', ...words], { cwd })
  expect([code, err.match(/error|warning/g)]).toEqual([0, null])
  return readContent(await readFile(join(cwd, `dist/talk.${words[1]}.pdf`)))
}
const flat = (texts: readonly string[]): string[] => texts.map((text) => text.replace(/\s+/g, ' '))

describe('a handout', () => {
  it('has slides of the deck in order, a header with title and day, a footer with speaker and page', async () => {
    const { texts, labels, lang, outline, tagFaults, fonts } = await sheets(slides(7), '--to', 'handout')
    expect(texts).toHaveLength(3)
    expect(flat(texts)[1]).toMatch(/A “talk” of Łódź.*Conf · 2026-11-25/)
    expect(flat(texts)[1]).toMatch(/Slide 4.*Slide 5.*Slide 6/)
    expect(flat(texts)[1]).toMatch(/2 \/ 3 ?Zoë/)
    expect(labels).toEqual(['1', '2', '3'])
    expect(outline.map(({ page }) => page)).toEqual([0, 0, 0, 1, 1, 1, 2])
    expect([lang, tagFaults]).toEqual(['de', []])
    expect(fonts.map(({ name }) => name).join(' ')).toMatch(/Lato-Bold/)
    expect(fonts.filter(({ embedded }) => !embedded)).toEqual([])
  })

  it('is vector with real text and tags, and header and footer are no content', async () => {
    const { tags, images } = await sheets(slides(2), '--to', 'handout', '--per-page', '2')
    expect(tags).toBe('Document(H1 P(Link) P H1 P(Link) P)')
    expect(images).toBe(0)
  })

  it('keeps links between slides, also to slides on sheets that are printed apart', async () => {
    const { links, texts, fonts } = await sheets(slides(80), '--to', 'handout', '--per-page', '9')
    // “Ł” and “ó” are in two files of one font.
    expect(fonts.map(({ name }) => name.slice(8)).filter((name) => name.startsWith('Lato'))).toHaveLength(3)
    expect(texts).toHaveLength(9)
    expect([links[0]?.[0], links[8]?.at(-1)]).toEqual(['page 8', 'page 8'])
    expect(flat(texts)[8]).toContain('9 / 9')
  })

  for (const [perPage, pages, sheet] of [
    [4, 2, '0 0 792 612'],
    [6, 2, '0 0 612 792'],
    [9, 1, '0 0 792 612'],
  ] as const) {
    it(`puts ${perPage} slides on a sheet of Letter, turned so that they are large`, async () => {
      const content = await sheets(slides(8), '--to', 'handout', '--per-page', String(perPage), '--paper', 'Letter')
      expect([content.texts.length, content.sheets[0]]).toEqual([pages, sheet])
    })
  }

  it('with one slide on a page has its notes below, unless they are to stay at home', async () => {
    const deck = '# One\n\n<!-- said **aloud** -->\n\n---\n\n# Two\n'
    const withNotes = await sheets(deck, '--to', 'handout', '--per-page', '1')
    expect(flat(withNotes.texts)[0]).toContain('said aloud')
    const without = await sheets(deck, '--to', 'handout', '--per-page', '1', '--no-notes')
    expect(without.texts.join()).not.toContain('said')
  })
})

describe('notes pages', () => {
  it('have each slide with its notes, which flow over as many pages as they need', async () => {
    const long = Array.from({ length: 400 }, (_, at) => `Thought ${at + 1} of a speaker who has a lot to say.`)
    const deck = `# One\n\n<!--\n${long.join('\n\n')}\n-->\n\n---\n\n# Two\n\n<!-- - short\n- *list* -->\n`
    const { texts, outline, tags, tagFaults, labels } = await sheets(deck, '--to', 'notes')
    expect(texts.length).toBeGreaterThan(10)
    const all = flat(texts).join(' ')
    expect(long.filter((thought) => !all.includes(thought))).toEqual([])
    expect(outline).toEqual([
      { title: 'One', page: 0 },
      { title: 'Two', page: texts.length - 1 },
    ])
    expect(flat(texts).at(-1)).toMatch(/Two.*short.*list/)
    expect(flat(texts).at(-1)).toMatch(new RegExp(` ${texts.length} ?Zoë`))
    expect(labels?.at(-1)).toBe(String(texts.length))
    expect(tags).toContain('L(LI')
    expect(tagFaults).toEqual([])
  })

  it('count on where the slides are printed in several parts', async () => {
    const deck = Array.from({ length: 70 }, (_, at) => `# S${at}\n\n<!-- note ${at} -->`).join('\n\n---\n\n')
    const { texts, outline } = await sheets(deck, '--to', 'notes')
    expect(texts).toHaveLength(70)
    expect(flat(texts)[69]).toMatch(/ 70 ?Zoë.*S69.*note 69/)
    expect(outline.at(-1)).toEqual({ title: 'S69', page: 69 })
  })
})

it('emoji in titles and notes are drawn as on slides', async () => {
  const emoji = await sheets('# Wheels 🚲\n\n<!-- Hello 👋 and 👋 -->\n', '--to', 'notes')
  // On the slide, in the heading of its notes, twice in the notes.
  expect(emoji.tags.match(/Figure/g)).toHaveLength(4)
  expect(flat(emoji.texts)[0]).toMatch(/1 Wheels\s+Hello\s+and/)
  const plain = await sheets('# Wheels\n\n<!-- Hello -->\n', '--to', 'notes')
  expect(emoji.fonts.map(({ name }) => name.slice(7)).sort()).toEqual(
    plain.fonts.map(({ name }) => name.slice(7)).sort(),
  )
})

it('recordings have no buttons on paper', async () => {
  // Whether a browser has got as far as to draw them differs from deck to deck: one of these shows it.
  const names = ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => `${name}.md`)
  const deck =
    '# Sound\n\n<audio src="a.wav" controls></audio>\n\n<video src="a.mp4" controls muted></video>\n\nafter it\n'
  const files = Object.fromEntries(names.map((name) => [name, deck]))
  const cwd = await folderWith({ ...files, 'a.wav': silence(1) })
  expect((await lectern(['build', ...names, '--to', 'pdf'], { cwd })).code).toBe(0)
  for (const name of names) {
    const { texts } = await readContent(await readFile(join(cwd, 'dist', name.replace('.md', '.pdf'))))
    expect(flat(texts)).toEqual(['Sound after it'])
  }
})

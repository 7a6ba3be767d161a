import { expect, it } from 'vitest'
import { compileJob, compileText } from './compileText.js'

const deck = '# One\n\nText\n\n- a\n- b\n\n---\n\n## Two\n\n```js\nx\n```\n\n| a |\n|---|\n| b |\n\n> quote\n'

it('lets blocks say how many lines below the beginning of their slide they begin, when asked', async () => {
  const { slides } = await compileText(deck, compileJob({ positions: true }))
  const [one = '', two = ''] = slides.map(({ html }) => html)
  expect(slides.map(({ line }) => line)).toEqual([1, 10])
  expect(one).toMatch(/<h1 [^>]*data-l="0"/)
  expect(one).toMatch(/<p data-l="2">Text/)
  expect(one).toMatch(/<li data-l="4">a/)
  expect(one).toMatch(/<li data-l="5">b/)
  expect(two).toMatch(/<h2 [^>]*data-l="0"/)
  expect(two).toMatch(/<(?:pre|code)[^>]* data-l="2"/)
  expect(two).toMatch(/<table data-l="6"/)
  expect(two).toMatch(/<blockquote data-l="10"/)
})

it('keeps the hash of a slide when lines come or go above it', async () => {
  const before = await compileText(deck, compileJob({ positions: true }))
  const after = await compileText(`---\ntitle: New\n---\n\n${deck}`, compileJob({ positions: true }))
  expect(after.slides.map(({ line }) => line)).toEqual([5, 14])
  expect(after.slides.map(({ hash }) => hash)).toEqual(before.slides.map(({ hash }) => hash))
})

it('does not let them, when nobody asks', async () => {
  const { slides } = await compileText(deck)
  for (const { html } of slides) expect(html).not.toContain('data-l=')
})

it('takes out what an author writes in its place', async () => {
  const { slides } = await compileText('<div data-l="9">x</div>\n')
  expect(slides[0]?.html).not.toContain('data-l=')
})

it('finds the first line of a slide below a header that all slides share', async () => {
  const { slides } = await compileText('---\nheader: Head\n---\n\n# One\n\n---\n\n# Two\n')
  expect(slides.map(({ line }) => line)).toEqual([5, 9])
})

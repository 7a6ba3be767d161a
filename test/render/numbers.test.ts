import { expect, test } from 'vitest'
import { withoutNumbers } from '../../src/render/page/numbers.js'
import { compileText } from '../compile/compileText.js'

const slides = async (markdown: string): Promise<ReturnType<typeof withoutNumbers>[]> =>
  (await compileText(`---\npaginate: true\n---\n\n${markdown}`)).slides.map(({ html }) => withoutNumbers(html))

test('a slide that moved is equal to itself, with and without a picture beside it', async () => {
  const pictures = '![bg left](https://example.com/a.png)\n![bg](https://example.com/b.png)\n\nText'
  const before = await slides(`# One\n\n---\n\n${pictures}`)
  const after = await slides(`# New > old\n\n---\n\n# One\n\n---\n\n${pictures}`)
  expect(after.slice(1).map(({ html }) => html)).toEqual(before.map(({ html }) => html))
  expect(after.map(({ page, pageTotal }) => [page, pageTotal])).toEqual([
    [1, 3],
    [2, 3],
    [3, 3],
  ])
})

test('what an author writes keeps its numbers', async () => {
  const [slide] = await slides('`<section id="7">` and\n\n> <!-- _header: \'> id="7"\' -->')
  expect(slide?.html).toContain('id="7"')
  expect(slide?.html).toContain('&gt;')
})

test('a slide without a page number has none', async () => {
  const [slide] = await slides('<!-- _paginate: false -->\n# One')
  expect(slide?.page).toBe(0)
})

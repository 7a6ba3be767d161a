import { expect, it } from 'vitest'
import { codesOf, compileJob, compileText } from './compileText.js'

const htmlOf = async (markdown: string): Promise<string> =>
  (await compileText(`# x\n\n${markdown}`)).slides[0]?.html ?? ''

/** The drawing in the place of the first picture. */
function drawn(html: string): string {
  return decodeURIComponent(/<img[^>]* src="data:image\/svg\+xml,([^"]*)"/.exec(html)?.[1] ?? '').replaceAll(
    '&amp;',
    '&',
  )
}

it.each([
  ['a picture that says nothing of its size', '![A cat](https://h.test/a.png)', [480, 270]],
  ['a picture with a width', '![A cat w:960](https://h.test/a.png)', [960, 540]],
  ['a picture with a height', '![A cat h:135](https://h.test/a.png)', [240, 135]],
  ['a picture with both', '![A cat w:100 h:100](https://h.test/a.png)', [100, 100]],
  ['raw HTML', '<img alt="A cat" src="//h.test/a.png" width="960">', [960, 540]],
  ['a badge in a line', 'now ![A cat](https://img.shields.io/npm/v/x) here', [60, 20]],
])('leaves a box of the size of %s, with the description and no address', async (_, markdown, [width, height]) => {
  const html = await htmlOf(markdown)
  expect(drawn(html)).toContain(`width="${width}" height="${height}"`)
  expect(drawn(html)).toContain('A cat')
  expect(html).not.toMatch(/h\.test|shields/)
  expect(html).toMatch(/<img[^>]* alt="A cat"/)
})

it('leaves one link where a link stands around the picture', async () => {
  const deck = await compileText('# x\n\n[![pic](https://h.test/a.png)](https://target.test)')
  expect(deck.slides[0]?.html.match(/<a /g)).toHaveLength(1)
  expect(deck.slides[0]?.html).toMatch(/<a href="https:\/\/target\.test"[^>]*><img[^>]*><\/a>/)
  expect(codesOf(deck)).toEqual(['3:9 warning remote-asset'])
})

it('draws a hostile description as text', async () => {
  const html = await htmlOf('<img src="https://h.test/a.png" alt="</div></svg><script>x</script>&quot;%22\u0000">')
  expect(drawn(html)).toContain('&lt;/div>&lt;/svg>&lt;script>x')
})

it('changes nothing of a picture that may be fetched', async () => {
  const deck = await compileText('![a](https://h.test/a.png)', compileJob({ allowNet: true }))
  expect(deck.slides[0]?.html).toContain('src="\uFDD0net:https://h.test/a.png\uFDD1"')
})

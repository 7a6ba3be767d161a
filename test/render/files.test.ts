import { expect, test } from 'vitest'
import { placeFilesInCss, placeFilesInHtml } from '../../src/render/page/files.js'

const mark = (key: string): string => `\uFDD0${key}\uFDD1`

test('puts addresses into attributes and into url() of style attributes', () => {
  const html = `<img src="${mark('deck:a.png')}"><p style="background:url(&quot;${mark('deck:b.png')}&quot;)">`
  expect(placeFilesInHtml(html, (key) => `/${key}?x&y`)).toBe(
    '<img src="/deck:a.png?x&amp;y"><p style="background:url(&quot;/deck:b.png?x&amp;y&quot;)">',
  )
})

test('asks for a key as it was before the serializer escaped it', () => {
  const asked: string[] = []
  placeFilesInHtml(`<img src="${mark('deck:R&amp;D &lt;1&gt; &amp;amp;.png')}">`, (key) => {
    asked.push(key)
    return ''
  })
  expect(asked).toEqual(['deck:R&D <1> &amp;.png'])
})

test('an address cannot leave its attribute or its url()', () => {
  const hostile = '"><script>PWN</script>'
  expect(placeFilesInHtml(`<img src="${mark('k')}">`, () => hostile)).not.toContain('<script')
  expect(placeFilesInCss(`a{background:url("${mark('k')}")}`, () => `") red} </style>`)).toBe(
    'a{background:url("%22%29%20red}%20%3c/style%3e")}',
  )
})

test('dollar signs in an address are not patterns', () => {
  expect(placeFilesInCss(`url("${mark('k')}")`, () => 'data:,$&$1')).toBe('url("data:,$&$1")')
})

import { expect, test } from 'vitest'
import { asciiHtml } from '../../src/export/browser/talk/asciiHtml.js'

test('characters beyond ASCII become references, and escapes in style sheets', () => {
  const html =
    '<!-- a --><p title="über">1 – 2 😀 &amp; <b>日本</b></p><style>a::after{content:"→ 1"}\n.ü{}</style><svg><title>é</title></svg>'
  expect(asciiHtml(html)).toBe(
    '<!-- a --><p title="&#252;ber">1 &#8211; 2 &#128512; &amp; <b>&#26085;&#26412;</b></p><style>a::after{content:"\\2192  1"}\n.\\fc {}</style><svg><title>&#233;</title></svg>',
  )
})

test.each([
  ['ASCII', '<p>a</p>'],
  ['a script’s text', '<p>a<script>const a = "ü"</script>'],
  ['a section without references', '<svg><style><![CDATA[ü]]></style></svg>'],
  ['an attribute that speaks of a style sheet', '<p title="<style>">ü</p><style></style>'],
  ['a comment that does', '<!-- > <style> --><p>ü</p><style></style>'],
  ['an element without references', '<noscript>ü</noscript>'],
  ['an escaped character in a style sheet', '<p>ü<style>a{content:"\\ü"}</style>'],
])('%s stays as it is', (_, html) => {
  expect(asciiHtml(html)).toBe(html)
})

test('two backslashes in a style sheet are one that is meant, and no escape', () => {
  expect(asciiHtml('<style>a{content:"\\\\ü"}</style>')).toBe('<style>a{content:"\\\\\\fc "}</style>')
})

test('what a reference would mean another character by stays', () => {
  expect(asciiHtml('<p>ü \u0085 \ud83d ü\udc00')).toBe('<p>&#252; \u0085 \ud83d &#252;\udc00')
})

import { describe, expect, test } from 'vitest'
import { escapeAddress, escapeHtml, escapeStyle } from '../../src/render/page/escape.js'

describe('escapeHtml', () => {
  test('leaves nothing that could open a tag, close an attribute or begin an entity', () => {
    expect(escapeHtml(`<a b="c" d='e'>&amp;`)).toBe('&lt;a b=&quot;c&quot; d=&#39;e&#39;&gt;&amp;amp;')
  })

  test('takes out characters that HTML forbids, and keeps all others', () => {
    expect(escapeHtml('a\0b\u001bc\ufdd0d\uffffe\u2028f\u202eg\th\n😄')).toBe('abcde\u2028f\u202eg\th\n😄')
  })
})

describe('escapeStyle', () => {
  test('CSS cannot close its element', () => {
    const css = escapeStyle('a::after{content:"</style><script>x</script>"}/*</STYLE>*/')
    expect(css).not.toMatch(/<\//)
    expect(css).toContain('content:"\\3c /style><script>x\\3c /script>"')
  })

  test('leaves comparisons in media queries alone', () => {
    expect(escapeStyle('@media (width < 600px){a>b{}}')).toBe('@media (width < 600px){a>b{}}')
  })
})

describe('escapeAddress', () => {
  test('percent-encodes what could end a string or url()', () => {
    expect(escapeAddress('a b"c\'d(e)f\\g<h>\n')).toBe('a%20b%22c%27d%28e%29f%5cg%3ch%3e%0a')
  })

  test('leaves ordinary addresses as they are', () => {
    const address = 'data:image/png;base64,iVBO+/=='
    expect(escapeAddress(address)).toBe(address)
    expect(escapeAddress('a.media/b%20c.mp4?x=1&y=2')).toBe('a.media/b%20c.mp4?x=1&y=2')
  })
})

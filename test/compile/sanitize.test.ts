import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addressOf } from '../../src/compile/sanitize/address.js'
import { sanitizeCss, sanitizeStyle } from '../../src/compile/sanitize/css.js'
import type { Findings } from '../../src/compile/sanitize/findings.js'
import { sanitizeHtml } from '../../src/compile/sanitize/html.js'
import { compileText } from './compileText.js'
import { violations } from './oracle.js'

const policy = { owner: { from: 'deck' }, allowNet: false } as const
const plain = { allowNet: false, keepAll: false } as const

function cssOf(css: string): { css: string; removed: number } {
  const findings: Findings = { files: [], removed: [] }
  return { css: sanitizeCss(css, policy, new Set(), findings), removed: findings.removed.length }
}

describe('CSS', () => {
  const far = 'http://127.0.0.1:9/x'
  it.each([
    ['a string by way of a variable', `a{--p:"${far}";background:image-set(var(--p) 1x)}`],
    ['all of it by way of a variable', `a{--p:"${far}" 1x;background:-webkit-image-set(var(--p))}`],
    ['a string of an attribute', `a{background:image-set(attr(data-x) 1x)}`],
    ['a string of a function of the author', `@function --f(){result:"${far}"} a{background:image-set(--f() 1x)}`],
    ['a variable further inside', `a{background:cross-fade(image-set(var(--p) 1x), red)}`],
  ])('loads nothing through image-set(): %s', (_, css) => {
    const safe = cssOf(css)
    expect(safe.css).not.toMatch(/image-set|cross-fade/)
    expect(safe.removed).toBeGreaterThan(0)
  })

  it('keeps image-set() with plain addresses, types and gradients', () => {
    const safe = cssOf(
      'a{background:image-set("a.png" type("image/png") 1x, linear-gradient(red, rgb(0 0 0 / 50%)) 2x)}',
    )
    expect(safe.css).toContain('\uFDD0deck:a.png\uFDD1')
    expect(safe.css).toContain('linear-gradient(red, rgb(0 0 0 / 50%))')
    expect(safe.removed).toBe(0)
  })

  it.each([
    ['a value', `a{x:"\n;background:url(${far});y:"}`],
    ['a value, with another line end', `a{x:'\f;background:url(${far});y:'}`],
    ['a value, behind an escaped backslash', `a{x:"\\\\\n;background:url(${far});y:"}`],
    ['a selector', `a[b="\n]{background:url(${far})} c[d="]{color:red}`],
    ['a condition', `@media x"\n{a{background:url(${far})}} y"{a{color:red}}`],
  ])('does not take for text what the browser reads as CSS: %s', (_, css) => {
    const safe = cssOf(css)
    expect(safe.css).not.toContain('127.0.0.1')
    expect(safe.removed).toBeGreaterThan(0)
  })

  it('keeps strings that go on behind an escaped line end, and line ends beside strings', () => {
    const css = 'a{content:"a\\\nb";\n  font:\n "x",\n "y" /* it\'s\n "fine */}@media (a){b{c:url(d)}}'
    expect(cssOf(css).removed).toBe(0)
    expect(cssOf(css).css).toContain('"a\\\nb"')
  })

  it('is left out of an attribute when it cannot be read', () => {
    const findings: Findings = { files: [], removed: [] }
    expect(sanitizeStyle('background:url(a.png', policy, findings)).toBe('')
    expect(findings.removed.map(({ what }) => what)).toEqual(['style'])
  })
})

describe('HTML', () => {
  it.each([
    ['a block in a paragraph', '<p>a<button><div>b</div></button>c</p>'],
    ['a link in a link', '<a href="#1">a<object><a href="#2">b</a></object></a>'],
    ['a line end at the beginning of code', '<pre><script>x</script>\n\na</pre>'],
    ['a table where a row was', '<table><tr><td><form><tr><td>a</td></tr></form></td></tr></table>'],
    ['HTML in a formula', '<math><mtext><button><p>a<table><b>b</b></table></button></mtext></math>'],
    ['a heading in a heading', '<h1>a<marquee><h2>b</h2></marquee></h1>'],
  ])('is the same when it is sanitized again: %s', (_, html) => {
    const once = sanitizeHtml(html, plain).html
    expect(sanitizeHtml(once, plain).html).toBe(once)
  })

  it('is the same when it is sanitized again, and harmless, whatever it is made of', () => {
    const tags =
      'p div a b button object marquee table tr td pre math mi svg foreignObject li select h1 font form title'
    const piece = fc.oneof(
      fc.constantFrom(
        ...tags.split(' ').flatMap((tag) => [`<${tag}>`, `<${tag} href="javascript:x" onclick=x>`, `</${tag}>`]),
      ),
      fc.constantFrom('a', '\n', '&lt;b', '<!--', '-->', '<img src=//127.0.0.1:9/x>'),
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 24 }), (pieces) => {
        const once = sanitizeHtml(pieces.join(''), plain).html
        expect(violations(once)).toEqual([])
        // A second look is only promised to find the same where nothing but elements was taken out.
        expect(sanitizeHtml(once, plain).html).toBe(once)
      }),
      { numRuns: 400, seed: 17 },
    )
  })

  it('makes no element of the page out of another than Marp does', () => {
    const html = sanitizeHtml('<p is="x-evil">a</p><h1 is="marp-h1">b</h1>', plain).html
    expect(html).toBe('<p>a</p><h1 is="marp-h1">b</h1>')
  })

  it('opens no tag out of the CSS inside a drawing', () => {
    const html = sanitizeHtml('<svg><style>a{content:"&lt;img src=x onerror=y>"}</style></svg>', plain).html
    expect(html).toContain('content:')
    expect(html.replace(/<\/?(?:svg|style)>/g, '')).not.toMatch(/<|&lt;/)
  })

  it.each(['//h/x', '\\\\h/x', '/\\h/x', '\\/h/x', ' \t//h/x'])('knows %j as an address on the network', (written) => {
    expect(addressOf(written)).toEqual({ kind: 'remote', url: 'https://h/x' })
  })

  it('goes no deeper than a browser shows', () => {
    const html = sanitizeHtml(`${'<b>'.repeat(300)}deep${'</b>'.repeat(300)}`, plain).html
    expect(html.match(/<b>/g)).toHaveLength(257)
    expect(html).toContain('deep')
  })
})

it('a film in the place of a picture is a file of its own, though a `<video>` has the same one', async () => {
  const { files } = await compileText('<video src="f.webm"></video>\n\n---\n\n![f](f.webm)\n\n---\n\n![f](f.webm)')
  expect(files.filter(({ path }) => path === 'f.webm').map(({ use, place }) => [use, place.line])).toEqual([
    ['media', 1],
    ['image', 5],
  ])
})

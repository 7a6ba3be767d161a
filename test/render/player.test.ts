import { type DefaultTreeAdapterTypes, parse } from 'parse5'
import { describe, expect, test } from 'vitest'
import { renderPlayer } from '../../src/render/player/player.js'
import { frame, handmade, parts } from './handmade.js'

type Element = DefaultTreeAdapterTypes.Element

/** Every element of a document, in order. */
function elementsOf(html: string): Element[] {
  const found: Element[] = []
  const visit = (node: DefaultTreeAdapterTypes.Node): void => {
    if ('tagName' in node) found.push(node)
    if ('childNodes' in node) node.childNodes.forEach(visit)
    if (node.nodeName === 'template' && 'content' in node) visit(node.content)
  }
  visit(parse(html))
  return found
}

function attribute(element: Element | undefined, name: string): string | undefined {
  return element?.attrs.find((attr) => attr.name === name)?.value
}

function textOf(element: Element | undefined): string {
  return (element?.childNodes ?? []).map((node) => ('value' in node ? node.value : '')).join('')
}

/** `content` of the `<meta>` with that name or property. */
function meta(elements: readonly Element[], name: string): string | undefined {
  const found = elements.find((one) => [attribute(one, 'name'), attribute(one, 'property')].includes(name))
  return attribute(found, 'content')
}

describe('the document of the player', () => {
  test('describes the deck for browsers, search and link previews', () => {
    const deck = handmade([{}], {
      title: 'Ten & more',
      description: 'On “tens”',
      author: 'Ada <ada@example.org>',
      keywords: ['one', 'two'],
      lang: 'de-CH',
      url: 'https://example.org/?a=1&b=2',
      image: 'https://example.org/x.png',
    })
    const elements = elementsOf(renderPlayer(deck, parts()).html)
    expect(attribute(elements[0], 'lang')).toBe('de-CH')
    expect(textOf(elements.find((one) => one.tagName === 'title'))).toBe('Ten & more')
    expect(meta(elements, 'description')).toBe('On “tens”')
    expect(meta(elements, 'author')).toBe('Ada <ada@example.org>')
    expect(meta(elements, 'keywords')).toBe('one, two')
    expect(meta(elements, 'og:title')).toBe('Ten & more')
    expect(meta(elements, 'og:url')).toBe('https://example.org/?a=1&b=2')
    expect(meta(elements, 'og:image')).toBe('https://example.org/x.png')
    expect(meta(elements, 'og:locale')).toBe('de_CH')
  })

  test('names the makers of the emoji, where there are some', () => {
    const plain = handmade([{}])
    const place = { file: 'deck.md', line: 1, column: 1 }
    const emoji = { key: 'emoji:1f600', from: 'emoji', path: '1f600', use: 'image', place } as const
    expect(renderPlayer({ ...plain, files: [emoji] }, parts()).html).toContain('Twemoji')
    expect(renderPlayer(plain, parts()).html).not.toContain('Twemoji')
  })

  test('leaves out what the deck does not say', () => {
    const elements = elementsOf(renderPlayer(handmade([{}]), parts()).html)
    for (const name of ['description', 'author', 'keywords', 'og:url', 'og:image']) {
      expect(meta(elements, name)).toBeUndefined()
    }
  })

  test('follows the system unless the deck fixes its colours', () => {
    const styleOf = (colorScheme: 'auto' | 'dark'): string | undefined =>
      attribute(elementsOf(renderPlayer(handmade([{}], { colorScheme }), parts()).html)[0], 'style')
    expect(styleOf('auto')).toContain('color-scheme: light dark')
    expect(styleOf('dark')).toContain('color-scheme: dark;')
  })

  test('labels each slide and tells the client its title, steps and line', () => {
    const deck = handmade([{ title: 'One' }, { title: '', steps: 3, line: 20 }])
    const slides = elementsOf(renderPlayer(deck, parts()).html).filter(
      (one) => one.tagName === 'section' && attribute(one, 'class') === 'lectern-slide',
    )
    expect(slides.map((slide) => attribute(slide, 'aria-label'))).toEqual(['1 of 2: One', '2 of 2'])
    expect(slides.map((slide) => attribute(slide, 'data-steps'))).toEqual(['0', '3'])
    expect(slides.map((slide) => attribute(slide, 'data-line'))).toEqual(['1', '20'])
  })

  test('has the notes only when asked, in inert templates', () => {
    const deck = handmade([{ notes: ['**Say**', 'b'], notesHtml: ['<p><strong>Say</strong></p>', '<p>b</p>'] }])
    expect(renderPlayer(deck, parts()).html).not.toContain('Say')
    const elements = elementsOf(renderPlayer(deck, parts(), { notes: true }).html)
    expect(elements.filter((one) => one.tagName === 'template')).toHaveLength(2)
    expect(elements.filter((one) => one.tagName === 'script')).toHaveLength(1)
  })

  test('our script carries the nonce when the page has one', () => {
    const { html } = renderPlayer(handmade([{}]), parts({ scriptSource: "'nonce-abc'", nonce: 'abc' }))
    const script = elementsOf(html).find((one) => one.tagName === 'script')
    expect(attribute(script, 'nonce')).toBe('abc')
    expect(html).toContain("script-src 'nonce-abc'".replaceAll("'", '&#39;'))
  })
})

const hostile = [
  '</title><script>PWN</script>',
  '</script><script>PWN</script>',
  '</style><script>PWN</script>',
  '<!-- <script>PWN</script>',
  '"><script>PWN</script>',
  "x' onload='PWN",
  'x" onload="PWN',
  'a\u2028b\u2029c',
  'javascript:PWN',
]

describe.each(hostile)('hostile text %j', (text) => {
  test('stays text wherever the deck says it', () => {
    const deck = handmade([{ title: text, notes: [text] }], {
      title: text,
      description: text,
      author: text,
      keywords: [text],
      lang: text,
      url: text,
      image: text,
    })
    const elements = elementsOf(renderPlayer(deck, parts(), { notes: true }).html)
    expect(elements.filter((one) => one.tagName === 'script')).toHaveLength(1)
    expect(elements.flatMap((one) => one.attrs).filter((attr) => /^on/i.test(attr.name))).toEqual([])
    expect(textOf(elements.find((one) => one.tagName === 'title'))).toBe(text)
    expect(meta(elements, 'og:url')).toBeUndefined()
    expect(meta(elements, 'og:image')).toBeUndefined()
    expect(elements.some((one) => one.tagName === 'link')).toBe(false)
  })
})

test('an https address cannot leave its attribute', () => {
  const deck = handmade([{}], { url: 'https://x/"onload="PWN', image: 'https://x/"><script>PWN</script>' })
  const elements = elementsOf(renderPlayer(deck, parts()).html)
  expect(elements.filter((one) => one.tagName === 'script')).toHaveLength(1)
  expect(
    attribute(
      elements.find((one) => one.tagName === 'link'),
      'href',
    ),
  ).toBe('https://x/"onload="PWN')
})

test('CSS of a deck stays inside its style element', () => {
  const deck = handmade(
    [{ html: frame('<h1>A</h1>') }],
    {},
    { css: 'a::after{content:"</style><script>PWN</script>"}' },
  )
  const elements = elementsOf(renderPlayer(deck, parts()).html)
  expect(elements.filter((one) => one.tagName === 'script')).toHaveLength(1)
})

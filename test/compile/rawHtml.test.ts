import { describe, expect, it } from 'vitest'
import { codesOf, compileJob, compileText } from './compileText.js'
import { violations } from './oracle.js'

const htmlOf = async (markdown: string): Promise<string> =>
  (await compileText(`# x\n\n${markdown}`)).slides.map(({ html }) => html).join('\n')

describe('raw HTML keeps what is harmless', () => {
  const kept: readonly (readonly [title: string, markdown: string, expected: string])[] = [
    ['a style', '<span style="color:red">a</span>', '<span style="color:red">a</span>'],
    [
      'a style on a block',
      '<div style="display:flex; gap: 2em">\n\na\n\n</div>',
      '<div style="display:flex; gap: 2em">',
    ],
    ['an id', '<p id="here">a</p>', '<p id="here">a</p>'],
    ['an old anchor', '<a name="here">a</a>', '<a id="here">a</a>'],
    [
      'colours of HTML 3',
      '<table><tr bgcolor="#eee"><td nowrap>a</td></tr></table>',
      '<tr bgcolor="#eee"><td nowrap="">',
    ],
    ['a font', '<font color="red" size="5">a</font>', '<font color="red" size="5">a</font>'],
    ['data of the author', '<div data-kind="box" aria-label="Box">a</div>', '<div data-kind="box" aria-label="Box">'],
    ['a style in capitals', '<SPAN STYLE="color:red">a</SPAN>', '<span style="color:red">a</span>'],
    [
      'a picture of the deck in a style',
      '<div style="background:url(a.png)">a</div>',
      'url(&quot;\uFDD0deck:a.png\uFDD1&quot;)',
    ],
  ]
  for (const [title, markdown, expected] of kept) {
    it(title, async () => {
      const deck = await compileText(`# x\n\n${markdown}`)
      expect(deck.slides[0]?.html).toContain(expected)
      expect(codesOf(deck)).toEqual([])
    })
  }

  it('and a link to an id finds it', async () => {
    expect(codesOf(await compileText('# x\n\n[a](#here)\n\n---\n\n<p id="here">a</p>'))).toEqual([])
    expect(codesOf(await compileText('# x\n\n[a](#here)'))).toEqual(['3:5 warning link-broken'])
  })

  it('but not what the player reads itself', async () => {
    const html = await htmlOf(
      '<p data-lectern-fit="shrink" data-l="3" data-marpit-pagination="9" data-auto-scaling data-transition="x" id="lectern-ui">a</p>',
    )
    expect(html).toContain('<p id="x-lectern-ui">a</p>')
  })

  it('and of a style nothing that fetches', async () => {
    for (const style of [
      'background:url(http://127.0.0.1:9/x)',
      'background:u\\72l(http://127.0.0.1:9/x)',
      'background:image-set(&quot;http://127.0.0.1:9/x&quot; 1x)',
      'color:red}*{background:url(//127.0.0.1:9/x)',
    ]) {
      const html = await htmlOf(`<div style="${style}">a</div>`)
      expect(html, style).not.toMatch(/127\.0\.0\.1/)
      expect(violations(html), style).toEqual([])
    }
  })
})

describe('what goes is told', () => {
  it('once per kind and deck, with the first place and the count', async () => {
    const deck = await compileText(
      '# x\n\n<b onclick="a()">a</b> <b onclick="b()">b</b>\n\n<iframe src="a"></iframe>\n\n---\n\n<b ONCLICK="c()">c</b>\n\n<iframe src="b"></iframe>',
    )
    expect(deck.problems.map(({ place, message }) => `${place.line}:${place.column} ${message}`)).toEqual([
      '3:4 `onclick` of <b> was removed (3 times in this deck).',
      '5:1 <iframe> is not allowed in a deck and is shown as text (2 times in this deck).',
    ])
  })

  it('and not where text is meant, or nobody would see a difference', async () => {
    const markdown = [
      'A `Box` is a Box<T>, called <name>.',
      '<img src="a.png" alt="a" crossorigin="anonymous" referrerpolicy="no-referrer">',
      '<!-- a note with <iframe onload="x"> in it -->',
      '<div class="a"><!-- <b onclick="x"> --></div>',
    ]
    expect(codesOf(await compileText(`# x\n\n${markdown.join('\n\n')}`))).toEqual([])
  })

  it('also for elements that nobody knows, when they have an end or attributes', async () => {
    const deck = await compileText('---\nmarp: true\n---\n# x\n\n<v-clicks>\n\n- a\n\n</v-clicks>\n\n<Tweet id="1" />')
    expect(codesOf(deck)).toEqual(['6:1 warning html-removed', '12:1 warning html-removed'])
  })
})

describe('raw HTML that is allowed', () => {
  const cases: readonly (readonly [html: string, told: string, open: string])[] = [
    ['<iframe src="https://a.test/"></iframe>', 'remote-asset', ''],
    ['<script src="//b.test/s.js"></script>', 'remote-asset', ''],
    ['<link rel="stylesheet" href="https://b.test/s.css">', 'remote-asset', ''],
    ['<embed src="HTTPS://c.test/c.pdf">', 'remote-asset', ''],
    ['<object data="c.html"></object>', 'file-beside', 'file-beside'],
    [
      '<iframe src="charts/c.html?x=1#y"></iframe>\n<iframe src="charts/c.html?x=1#y"></iframe>',
      'file-beside',
      'file-beside',
    ],
    ['<script type="module" src="./s.js"></script>', 'file-beside', 'file-beside'],
    ['<link rel="preload stylesheet" href="s.css">', 'file-beside', 'file-beside'],
    ['<link rel="preconnect" href="https://d.test">', '', ''],
    ['<a href="https://d.test/">d</a>', '', ''],
    ['<iframe srcdoc="b"></iframe>', '', ''],
    ['<iframe src="data:text/html,x"></iframe>', '', ''],
    ['<iframe src="about:blank"></iframe>', '', ''],
    ['<iframe src=""></iframe>', '', ''],
  ]

  it.each(cases)('stays, and what its page may not load is told: %s', async (html, told, open) => {
    const codes = async (allowNet: boolean): Promise<readonly (readonly [string, number])[]> => {
      const deck = await compileText(`# x\n\n${html}`, compileJob({ unsafeHtml: true, allowNet }))
      expect(deck.slides[0]?.html).toContain(html.split('\n')[0])
      return deck.problems.map(({ code, place }) => [code, place.line])
    }
    expect(await codes(false)).toEqual(told === '' ? [] : [[told, 3]])
    expect(await codes(true)).toEqual(open === '' ? [] : [[open, 3]])
  })

  it('opens the network for a page that both flags ask for', async () => {
    const of = async (unsafeHtml: boolean, allowNet: boolean): Promise<boolean | undefined> =>
      (await compileText('# x', compileJob({ unsafeHtml, allowNet }))).openNet
    expect([await of(true, true), await of(true, false), await of(false, true)]).toEqual([true, undefined, undefined])
  })
})

describe('steps made by hand', () => {
  const deckText =
    '# x\n\n<p data-marpit-fragment>a</p>\n\n* b\n\nText <span data-marpit-fragment="7">c</span>\n\n<!-- step -->\n\nd'

  it.each([false, true])('appear in their order, with raw HTML allowed: %s', async (unsafeHtml) => {
    const deck = await compileText(deckText, compileJob({ unsafeHtml }))
    const html = deck.slides[0]?.html ?? ''
    expect(deck.slides[0]?.steps).toBe(4)
    expect(
      Array.from(html.matchAll(/<(\w+)[^>]* data-marpit-fragment="(\d)"/g), ([, tag, step]) => `${tag} ${step}`),
    ).toEqual(['p 1', 'li 2', 'span 3', 'p 4'])
  })
})

it('a drawing is told once, with the way to keep it, and not once for each of its shapes', async () => {
  const drawing = '<svg width="10"><g><circle cx="5" /><path d="M0 0"/></g></svg>'
  const deck = await compileText(`# x\n\n${drawing}\n\n---\n\nText ${drawing} here\n`)
  expect(codesOf(deck)).toEqual(['3:1 warning html-removed'])
  expect(deck.problems[0]?.message).toBe('<svg> is not allowed in a deck and is shown as text (2 times in this deck).')
  expect(deck.problems[0]?.hint).toContain('![](drawing.svg)')
  expect(codesOf(await compileText('# x\n\n<circle cx="5" />\n'))).toEqual(['3:1 warning html-removed'])
})

import { describe, expect, it } from 'vitest'
import { codesOf, compileText } from './compileText.js'

const front = (yaml: string, body = '# x\n'): string => `---\n${yaml}\n---\n\n${body}`

/** What Marp keeps silent about, and where it stands. */
const silent: readonly [title: string, deck: string, expected: readonly string[]][] = [
  ['an unknown theme', front('theme: giaia'), ['2:8 error theme-unknown']],
  ['an unknown theme in a comment', '<!-- theme: giaia -->\n# x', ['1:6 error theme-unknown']],
  ['an unknown size', front('size: 16x9'), ['2:7 warning size-unknown']],
  ['a size that no theme of Marp has', front('size: 4K'), ['2:7 warning size-unknown']],
  ['broken YAML', front('title: "open'), ['2:8 error front-matter-invalid']],
  ['a setting without the space behind its colon', front('theme:gaia'), ['2:1 error front-matter-invalid']],
  ['a setting without its colon', front('theme gaia'), ['2:1 error front-matter-invalid']],
  [
    'front matter that only a later slide closes',
    '---\ntheme: gaia\n\n# One\n\ntext\n\n---\n\n# Two',
    ['1:1 error front-matter-unclosed'],
  ],
  ['a swallowed first slide', '---\n# A\n---\n\n# B', ['1:1 error front-matter-swallows-slide']],
  ['an unknown front-matter key', front('titel: x'), ['2:1 warning front-matter-unknown']],
  ['a key about the machine', front('allowLocalFiles: true'), ['2:1 warning front-matter-machine']],
  ['a value of the wrong kind', front('title: [a, b]'), ['2:8 warning front-matter-value']],
  ['keys that nobody knows, together', front('foo: 1\nbar: 2'), ['2:1 info front-matter-unknown']],
  ['another word for one of our keys', front('language: de'), ['2:1 warning front-matter-unknown']],
  ['HTML that a deck cannot allow', front('html: true'), ['2:1 info front-matter-machine']],
  ['a language by its name', front('lang: italian'), ['2:7 warning front-matter-value']],
  ['a country for a language', front('lang: jp'), ['2:7 warning front-matter-value']],
  ['a step with a number', '# x\n\n<!-- step: 3 -->\n\ny', ['3:6 warning directive-value']],
  ['a column with a number', '# x\n\n<!-- column 2 -->\n\ny', ['3:6 warning directive-value']],
  ['a side for a picture that is no background', '# x\n\n![right:40%](a.png)', ['3:3 warning image-keyword']],
  [
    'a size with an equals sign',
    '# x\n\n![bg width=300](a.png) ![Error for h=10](a.png)',
    ['3:6 warning image-keyword'],
  ],
  ['two keywords in one word', '# x\n\n![bg-right h:300](a.png)', ['3:3 warning image-keyword']],
  [
    'a comment that ends with the next',
    '<!-- _class: lead\n\n# x\n\n---\n\n<!-- a note -->\n# y',
    ['1:1 error comment-unclosed'],
  ],
  ['code that ends with the next', '# a\n\n```js\nx\n\n---\n\n# b\n\n```py\ny\n```\n', ['3:1 warning slide-swallowed']],
  ['a mistyped directive', '# x\n\n<!-- _clas: lead -->', ['3:6 warning directive-unknown']],
  ['a directive in the wrong letter case', '# x\n\n<!-- Paginate: true -->', ['3:6 warning directive-unknown']],
  ['a note that begins like a theme', '# x\n\n<!-- theme: a long story of ships -->', ['3:6 warning theme-unknown']],
  ['a mistyped word of ours', '# x\n\n<!-- colum -->', ['3:6 warning directive-unknown']],
  ['a directive without its colon', '# x\n\n<!-- _class lead -->', ['3:6 warning directive-unknown']],
  ['a word of ours with a capital', '# x\n\n<!-- Step -->', ['3:6 warning directive-unknown']],
  ['dashes right under a text', '# One\n\ntext\n---\n# Two', ['4:1 warning slide-swallowed']],
  ['two hyphens where three were meant', '# One\n\n--\n\n# Two', ['3:1 warning slide-swallowed']],
  ['dashes for nothing in a table', '# One\n\n| a | b |\n|---|---|\n| -- | — |', []],
  ['dashes for nothing in a list and a quote', '# One\n\n- --\n- —\n\n> —', []],
  ['a dash where three hyphens were meant', '# One\n\n—\n\n# Two', ['3:1 warning slide-swallowed']],
  ['a fence without an end', '# One\n\n```js\ncode\n---\n# Two', ['3:1 warning slide-swallowed']],
  ['a fit outside of a heading', '# x\n\n<!-- fit -->', ['3:6 warning directive-unknown']],
  ['an include that is not alone', '# x\n\n- a <!-- include: other.md -->', ['3:10 warning include-misplaced']],
  ['a time that is none', '# x\n\n<!-- time: soon -->', ['3:12 warning directive-value']],
  ['an impossible paginate', front('paginate: yes'), ['2:11 warning directive-value']],
  ['an impossible heading divider', front('headingDivider: 9'), ['2:17 warning directive-value']],
  ['MathJax', front('math: mathjax'), ['2:7 info math-engine']],
  ['a mistyped side of a background', '# x\n\n![bg rigth](a.png)', ['3:6 warning image-keyword']],
  ['a mistyped size of a picture', '# x\n\n![heigth:300](a.png)', ['3:3 warning image-keyword']],
  ['a size that is none', '# x\n\n![w:abc](a.png)', ['3:3 warning image-keyword']],
  ['a bad formula', '# x\n\n$\\frac{1$', ['3:2 warning math-invalid']],
  ['an unknown command in a formula', '# x\n\n$\\nope$', ['3:2 warning math-invalid']],
  ['an unknown language', '# x\n\n```pyhton\n1\n```', ['3:4 warning code-language-unknown']],
  ['a diagram that nobody can draw', '# x\n\n```mermaid\nnonsense\n```', ['4:1 warning diagram-unsupported']],
  ['HTML that is not allowed', '# x\n\n<iframe src="a"></iframe>', ['3:1 warning html-removed']],
  ['CSS that cannot be parsed', '<style>\nh1 { color }\n</style>\n# x', ['2:6 warning style-invalid']],
  ['a picture on the network', '# x\n\n![](https://example.org/a.png)', ['3:5 warning remote-asset']],
  [
    'a font on the network',
    '<style>\n@import url("https://example.org/f.css");\n</style>\n# x',
    ['2:14 warning remote-asset'],
  ],
  ['a comment without an end', '# x\n\n<!-- a note\n\n---\n\n# lost', ['3:1 error comment-unclosed']],
  ['an empty deck', '', ['1:1 error deck-empty']],
  ['a deck of nothing but separators', '---\n\n---\n', ['4:1 error deck-empty']],
]

describe('compile says what Marp does not', () => {
  for (const [title, text, expected] of silent) {
    it(`about ${title}, with its place`, async () => {
      const deck = await compileText(text)
      expect(codesOf(deck)).toEqual(expected)
      for (const { hint, message } of deck.problems) {
        expect(message).not.toBe('')
        expect(hint).not.toBe('')
      }
    })
  }

  it('all at once, in the order of the file, with the line to show', async () => {
    const deck = await compileText(front('theme: giaia\ntitel: x', '# A\n\n<!-- _clas: a -->\n\n---\n\n$\\nope$\n'))
    expect(codesOf(deck)).toEqual([
      '2:8 error theme-unknown',
      '3:1 warning front-matter-unknown',
      '8:6 warning directive-unknown',
      '12:2 warning math-invalid',
    ])
    expect(deck.problems.map(({ slide, sourceLine }) => [slide, sourceLine])).toEqual([
      [undefined, 'theme: giaia'],
      [undefined, 'titel: x'],
      [1, '<!-- _clas: a -->'],
      [2, '$\\nope$'],
    ])
  })

  it('and underlines the whole of a wrong value', async () => {
    expect((await compileText(front('theme: giaia'))).problems[0]?.place).toMatchObject({ column: 8, length: 5 })
  })

  it('and gives the nearest name', async () => {
    const hints = (await compileText(front('theme: giaia\ntitel: x', '# x\n\n<!-- _clas: a -->'))).problems.map(
      ({ hint }) => hint,
    )
    expect(hints[0]).toContain('Did you mean `gaia`?')
    expect(hints[1]).toContain('Did you mean `title`?')
    expect(hints[2]).toContain('<!-- _class: … -->')
  })

  it('but leaves ordinary notes alone', async () => {
    const notes = [
      'Remember: breathe.',
      'Note: say hello',
      'Stop',
      'TODO: shorten',
      'Ask who uses Python',
      'class of 2009',
      'theme of the evening',
      'size matters here',
      'https://example.org',
      'One: two\nThree',
      'Title: the story of how we met',
      'Autor: Linus',
      'Titel: Zeiger',
      'Nota: preguntar al público.\nfooter2: x',
      'Class: we had it yesterday',
      'Image: NASA',
      'them: we should come back to that later',
      'Time: three minutes at most, then on.',
      'Steps: first the left one',
    ]
    const deck = await compileText(`# x\n\n${notes.map((note) => `<!-- ${note} -->`).join('\n\n')}`)
    expect(codesOf(deck)).toEqual([])
    expect(deck.slides[0]?.notes).toEqual(notes)
  })

  it.each([
    ['italian', 'it'],
    ['Polish', 'pl'],
    ['Deutsch', 'de'],
    ['français', 'fr'],
    ['en_US', 'en-US'],
    ['jp', 'ja'],
    ['cz', 'cs'],
  ])('and which language %s is', async (wrote, code) => {
    const deck = await compileText(front(`lang: ${wrote}`))
    expect(deck.problems[0]?.fix).toEqual({ wrote, meant: code })
    expect(deck.meta.lang).toBe(code)
  })

  it('but takes every tag of a language', async () => {
    for (const tag of ['en', 'pt-BR', 'zh-Hant-TW', 'gsw', 'sr-Latn', 'nds'])
      expect(codesOf(await compileText(front(`lang: ${tag}`)))).toEqual([])
  })

  it('but keys of other programs and empty directives are nobody’s mistake', async () => {
    const yaml = [
      'tags: [a, b]\naliases: []\ncssclasses: wide',
      'layout: post\nauthors: [me]\nimages: [a.png]\ndraft: false',
      'bibliography: a.bib\nheader-includes: x\ncolortheme: dove\noutput: pdf_document\nauthor:\n  - Ann\n  - name: Bob',
      'jupyter:\n  kernelspec:\n    name: python3',
      '_paginate: ""\n_class:\nmath: ""\nsize: ""\ntransition: ""',
    ]
    for (const one of yaml) expect(codesOf(await compileText(front(one))), one).toEqual([])
    const deck = await compileText(front('author:\n  - Ann\n  - name: Bob', '<!-- _paginate: "" -->\n\n# x'))
    expect(codesOf(deck)).toEqual([])
    expect(deck.meta.author).toBe('Ann, Bob')
  })

  it('but words in angle brackets are text', async () => {
    expect(codesOf(await compileText('# Box<T>\n\nWrite <your-name> and List<String>'))).toEqual([])
  })

  it('and names the slides that open code or an open formula takes', async () => {
    const [problem] = (await compileText('# One\n\n```js\ncode\n\n---\n\n# Two\n\n---\n\n# Three')).problems
    expect(problem?.message).toBe('This code is not closed, so the 2 slides after it (“Two”, “Three”) are part of it.')
    expect(problem?.hint).toBe('Add a line of three backticks where the code ends.')
    const formulas: readonly (readonly [string, string])[] = [
      ['# One\n\n$$ x^2\n\n---\n\n# Two', 'the slide after it (“Two”) is'],
      ['# One\n\n$$\nx^2\n\n---\n\n# Two\n\n---\n\n# Three\n', 'the 2 slides after it (“Two”, “Three”) are'],
      ['# One\n\n$$\nx^2\n\n---\n\n# Two\n\n$$\ny\n$$\n', 'the slide after it (“Two”) is'],
    ]
    for (const [text, which] of formulas) {
      const found = (await compileText(text)).problems.filter(({ code }) => code === 'slide-swallowed')
      expect(found.map(({ message, place }) => [place.line, message])).toEqual([
        [3, `This formula is not closed, so ${which} part of it.`],
      ])
    }
    expect(codesOf(await compileText(formulas[0]?.[0] ?? ''))).toEqual(['3:1 warning slide-swallowed'])
    expect(codesOf(await compileText('$$\na - b\n--- c\n$$'))).toEqual([])
    const shown = '```markdown\n# a\n\n---\n\n```js\nx\n```\n\n# b'
    expect(codesOf(await compileText(shown))).toEqual([])
  })

  it('about a class that a theme with layouts does not have', async () => {
    const { compileJob } = await import('./compileText.js')
    const css = '/* @theme small */ section { width: 1280px; height: 720px; }'
    const layouts = [{ class: 'title', title: 'Title', description: '' }]
    const job = compileJob({ themes: [{ name: 'small', css, file: 'small.css', layouts }], themeNames: ['small'] })
    const deck = await compileText('---\ntheme: small\nclass: title\n---\n# x\n\n<!-- _class: titel invert -->', job)
    expect(codesOf(deck)).toEqual(['7:6 warning theme-class-unknown'])
  })

  it('about too many slides', async () => {
    const deck = await compileText(Array.from({ length: 5_001 }, (_, index) => `# ${index}`).join('\n\n---\n\n'))
    expect(codesOf(deck).filter((code) => code.includes('error'))).toEqual(['19997:1 error deck-too-large'])
  })
})

it('leaves links to slides, steps and headings alone', async () => {
  const deck = await compileText(
    '# Über uns\n\n[a](#2) [b](#2.1) [c](#über-uns) [d](#second)\n\n---\n\n# Second\n\n* step',
  )
  expect(codesOf(deck)).toEqual([])
})

it('leaves descriptions of pictures alone', async () => {
  const alts = [
    'bg left:42% Portrait de Montaigne',
    'bg right Photo of a cover',
    'bg lift',
    'bg Nice',
    'right',
    'A chart of sales: up',
    'bg a red house',
    'w:300 The right way',
    'Source: Eurostat',
    'Time:12:30',
  ]
  expect(codesOf(await compileText(`# x\n\n${alts.map((alt) => `![${alt}](a.png)`).join('\n\n')}`))).toEqual([])
})

describe("Lectern's own comments", () => {
  it('hide a slide and leave no hole in the numbers', async () => {
    const deck = await compileText('---\npaginate: true\n---\n# a\n\n---\n<!-- hide -->\n# b\n\n---\n# c')
    expect(deck.slides.map(({ title }) => title)).toEqual(['a', 'c'])
    expect(deck.slides[1]?.html).toContain('data-marpit-pagination="2"')
    expect(deck.slides[1]?.html).toContain('id="2"')
  })

  it('plan the time of a slide', async () => {
    const deck = await compileText('# a\n<!-- time: 1m30s -->\n\n---\n# b\n\n<!-- time: 2 -->')
    expect(deck.slides.map(({ timeSeconds }) => timeSeconds)).toEqual([90, 120])
    expect(deck.slides.map(({ notes }) => notes)).toEqual([[], []])
  })

  it('make steps of blocks, counted together with stepped lists', async () => {
    const deck = await compileText('# a\n\n* one\n\n<!-- step -->\n\ntwo\n\nalso two\n\n<!-- step -->\n\n- three')
    expect(deck.slides[0]?.steps).toBe(3)
    expect(
      Array.from(
        deck.slides[0]?.html.matchAll(/<(\w+) data-marpit-fragment="(\d)"/g) ?? [],
        ([, tag, step]) => `${tag}${step}`,
      ),
    ).toEqual(['li1', 'p2', 'p2', 'ul3'])
  })

  it('divide a slide into columns below its heading', async () => {
    const deck = await compileText('# a\n\nleft\n\n<!-- column -->\n\nright')
    const html = (deck.slides[0]?.html ?? '').replace(/\n/g, '')
    expect(html).toContain(
      '</h1><div class="columns"><div class="column"><p>left</p></div><div class="column"><p>right</p></div></div></section>',
    )
    expect(deck.css).toContain('.columns')
    expect((await compileText('# a')).css).not.toContain('.columns')
  })

  it('keep a column its own head', async () => {
    const deck = await compileText('## a\n\n### left\n\n1\n\n<!-- column -->\n\n### right\n\n2')
    expect(deck.slides[0]?.html.replace(/\n/g, '')).toMatch(
      /<\/h2><div class="columns"><div class="column"><h3[^>]*>left<\/h3><p>1<\/p>/,
    )
  })

  it('say when a column break cannot break', async () => {
    expect(codesOf(await compileText('# a\n\ntext <!-- column --> text'))).toEqual(['3:6 warning directive-value'])
  })
})

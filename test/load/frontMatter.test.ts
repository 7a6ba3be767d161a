import { existsSync } from 'node:fs'
import { Marp } from '@marp-team/marp-core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readFrontMatter } from '../../src/load/frontMatter/frontMatter.js'
import { findFrontMatter } from '../../src/load/frontMatter/frontMatterBlock.js'

const read = (text: string) => readFrontMatter(text, 'deck.md')
const codes = (text: string) => read(text).problems.map((problem) => problem.code)
const valuesOf = (text: string) => JSON.parse(JSON.stringify(Object.fromEntries(read(text).frontMatter.values)))

/** The block that the real engine takes for front matter, as a number of lines; 0 when there is none. */
function marpLines(text: string): number {
  const token = new Marp().markdown
    .parse(text, {})
    .find((candidate: { type: string }) => candidate.type === 'front_matter')
  return token?.map?.[1] ?? 0
}

/** What the real engine reads for the keys, or nothing when it gives up on the block. */
/** One for all texts: making it costs more than reading them. */
const marp = new Marp()
let seen: Record<string, unknown> = {}
// Enumerable directives are read loosely: the title is, as in Marp CLI; Marp Core hides its own from that.
for (const key of ['title', 'x', 'y', 'z', 'w', 'date']) {
  const value = (given: unknown) => {
    seen[key] = given
    return {}
  }
  Object.defineProperty(marp.customDirectives.global, key, { value, enumerable: key === 'title' })
}

function marpValues(text: string): unknown {
  seen = {}
  const { header, color, style } = firstDirectives(marp, text)
  return JSON.parse(JSON.stringify({ ...seen, header, color, style }))
}

/** What Marp Core itself made of its own directives on the first slide. */
function firstDirectives(marp: Marp, text: string): Record<string, unknown> {
  const slide = marp.markdown.parse(text, {}).find((token: { type: string }) => token.type === 'marpit_slide_open')
  return slide?.meta?.marpitDirectives ?? {}
}

const openings = [
  '---\ntheme: gaia\n---\n# A',
  '---\ntheme: gaia\n---',
  '---\ntheme: gaia\n----\n# A',
  '----\ntheme: gaia\n----\n# A',
  '-----\ntheme: gaia\n---\n# A\n-----\n# B',
  '---\ntheme: gaia\n...\n# A',
  '---\ntheme: gaia\n...',
  '---\ntheme: gaia\n  ...\n# A',
  '---\ntheme: gaia\n\t...\n# A',
  '---\ntheme: gaia\n... \n---\n# A',
  '---\ntheme: gaia\n   ---\n# A',
  '---\ntheme: gaia\n    ---\n# A\n---\n# B',
  '---\ntheme: gaia\n\t---\n# A\n---\n# B',
  '---\ntheme: gaia\n--- \t\n# A',
  '---\ntheme: gaia\n--- x\n---\n# A',
  '---\ntheme: gaia\n- - -\n---\n# A',
  '---   \ntheme: gaia\n---\n# A',
  '---\t\ntheme: gaia\n---\n# A',
  '---yaml\ntheme: gaia\n---\n# A',
  '--- js\nx\n---\n# A',
  '\n---\ntheme: gaia\n---\n# A',
  ' ---\ntheme: gaia\n---\n# A',
  '\t---\n# A\n---',
  '--\ntheme: gaia\n--\n# A',
  '-\n---\n',
  '---',
  '---\n',
  '---\n\n',
  '---\n---',
  '---\na: b\n \t',
  '---\n---\n---\n# A',
  '---\n\n---\n# A',
  '---\n# A',
  '---\n# A\n---\n# B',
  '- --\n# A\n---',
  '***\ntheme: gaia\n***\n# A',
  '',
  '# A\n---\n# B',
  '> ---\n> a: b\n> ---',
  '---\n- a\n---\n# A',
  '---\ntext\n===\n---\n',
  '——\na: b\n---',
]

describe('front matter begins and ends where Marp sees it', () => {
  it.each(openings.map((text) => [JSON.stringify(text), text]))('%s', (_, text) => {
    expect(findFrontMatter(text)?.lineCount ?? 0).toBe(marpLines(text))
  })

  it.each(openings.map((text) => [JSON.stringify(text), text]))(
    'and takes as many lines of the text given on: %s',
    (_, text) => {
      const given = read(text)
      expect(given.text.split('\n').length).toBe(text.split('\n').length)
      expect(given.frontMatter.lineCount).toBe(marpLines(given.text))
    },
  )
})

const readable = [
  'theme: gaia\ncolor: #fff\nbackgroundColor: #123456\nheader: 100% @work, `x`',
  "header: \"quoted: yes\"\nfooter: 'it''s'\n",
  'header: a "b" c # d\ntheme:   gaia   ',
  'header: (x\n"theme": a: b\n',
  'theme:gaia',
  'date: 16:9\ntitle: 2018-07-25\nx: 0x10\ny: yes\nz: null\nw: ~\n',
  'title:\nx: ""\ny: |\n  a\n  b\nz: >-\n  a\n  b\n',
  'style: |\n  section { color: red }\n\n  h1 { color: blue }\n',
  'class: [a, b]\nx: {a: b, c: [d]}\n',
  'class:\n  - a\n  - b\n',
  '  title: indented\n',
  '\ttitle: x',
  '\n\n  title: indented\n\n',
  'x: &a [1, 2]\ny: *a\n',
  '"title": a\n\'x\': b\n',
  'title: a#b\nx: a # b\n',
  'header: %x\nfooter: @y\ntitle: z',
  'header: \u2028x\ntitle: y',
  'x: "a\\tb\\u00e9"\n',
  'paginate: true\nheadingDivider: [1, 2]\n',
  'y: a\n  b\nx: c',
  'title: Rust: a story',
  'title: `a @b %c',
  'x: !!str a',
]

const unreadable = [
  'date: Rust: a story',
  'title: [x',
  'header: [x',
  'header: C:\\',
  'title: "a\\"',
  "title: 'a''",
  'class:\n\t- a',
  'title: a\ntitle: b',
  'x: !foo a',
  'title: a\n--- x',
  '  title: a\n  x: b',
  'header: C:\\qux',
  'header: a\n  b',
  'title: "a',
  '[a]: b',
  '{a: b}: c',
  'title: *a',
  'class:\n  - b\n - c',
  'title: a\u0001',
]

it('a fence of a million dashes is only a fence', () => {
  const fence = '-'.repeat(1_000_000)
  expect(findFrontMatter(`${fence}\na: b\n---\n${fence}-\n`)).toMatchObject({ lineCount: 4, closed: true })
})

describe('front matter holds what Marp reads', () => {
  it.each(readable.map((body) => [JSON.stringify(body), body]))('%s', (_, body) => {
    const text = `---\n${body}\n---\n# A`
    expect(codes(text)).toEqual(body === 'theme:gaia' ? ['front-matter-invalid'] : [])
    const ours = read(text).frontMatter.values
    const marps = marpValues(text) as Record<string, unknown>
    const kept = Object.fromEntries([...ours].filter(([key]) => key in marps))
    // js-yaml gives an empty text for an empty value, we give null.
    expect(JSON.parse(JSON.stringify(kept, (_key, value) => value ?? ''))).toEqual(marps)
  })

  it.each(unreadable.map((body) => [JSON.stringify(body), body]))(
    'and is an error where Marp gives up silently: %s',
    (_, body) => {
      const text = `---\n${body}\n---\n# A`
      expect(marpValues(text)).toEqual({})
      const { problems, frontMatter } = read(text)
      expect(problems.map(({ severity, code }) => [severity, code])).toEqual([['error', 'front-matter-invalid']])
      expect(frontMatter.values.size).toBe(0)
    },
  )
})

it('front matter of any pieces is read as Marp reads it, or an error says why not', () => {
  const pieces = [
    'theme: x',
    '# A',
    '- ',
    'a',
    '"',
    ': ',
    '[',
    ']',
    '{',
    '}',
    ',',
    '|',
    '>',
    '%',
    '@',
    '`',
    "'",
    ' # c',
    'header: ',
    'x: ',
  ]
  const more = ['\n', '\n', ' ', '  ', '\t', 'y: ', 'title: ', '~', '\\', 'color: #fff', 'é', '\u2028', '|-\n  q\n']
  const body = fc.array(fc.constantFrom(...pieces, ...more), { maxLength: 12 }).map((parts) => parts.join(''))
  fc.assert(
    fc.property(body, (text) => {
      const { problems, frontMatter } = read(`---\n${text}\n---\n# A`)
      const marps = marpValues(`---\n${text}\n---\n# A`) as Record<string, unknown>
      if (problems.length > 0) {
        expect(frontMatter.values.size).toBe(0)
        return
      }
      for (const key of ['title', 'x', 'y', 'header', 'color'])
        expect(frontMatter.values.get(key) ?? '', key).toEqual(marps[key] ?? '')
    }),
    { seed: 20_261_123, numRuns: 500 },
  )
})

describe('front matter', () => {
  it('keeps every scalar as its text and takes empty values for null', () => {
    const text = '---\nsize: 16:9\ndate: 2018-07-25\npaginate: true\nn: 012\nempty:\nlist: [1, ~, ""]\n---\n'
    expect(valuesOf(text)).toEqual({
      size: '16:9',
      date: '2018-07-25',
      paginate: 'true',
      n: '012',
      empty: null,
      list: ['1', '~', ''],
    })
  })

  it('knows the line and column of keys and values in the file', () => {
    const { frontMatter } = read('---\ntheme: gaia\n\ncolor:   #fff\n"size": 4:3\n---\n# A')
    expect(frontMatter.keyPlaces.get('color')).toEqual({ file: 'deck.md', line: 4, column: 1, length: 5 })
    expect(frontMatter.valuePlaces.get('color')).toEqual({ file: 'deck.md', line: 4, column: 10 })
    expect(frontMatter.valuePlaces.get('size')).toEqual({ file: 'deck.md', line: 5, column: 9 })
    expect(frontMatter.lineCount).toBe(6)
  })

  it('points at the colon-laden event and says to quote it', () => {
    const [problem] = read('---\ntheme: gaia\nevent: Rust: a story\n---\n').problems
    expect(problem).toMatchObject({
      code: 'front-matter-invalid',
      place: { line: 3 },
      sourceLine: 'event: Rust: a story',
    })
    expect(problem?.hint).toContain('quotes')
  })

  it('reports the second of two equal keys with its place', () => {
    const [problem] = read('---\ntheme: gaia\nstyle: x\ntheme: uncover\n---\n').problems
    expect(problem?.place).toEqual({ file: 'deck.md', line: 4, column: 1 })
    expect(problem?.message).toContain('`theme` is set twice')
  })

  it('reports a tab with its line', () => {
    expect(read('---\nclass:\n\t- a\n---\n').problems[0]).toMatchObject({
      place: { line: 3 },
      code: 'front-matter-invalid',
    })
  })

  it('takes a refused block out of the text, so that Marp cannot read it otherwise', () => {
    const { text } = read('---\ntheme: gaia\nclass: [\n---\n# A\n')
    expect(text).toBe('---\n\n\n---\n# A\n')
  })

  it('gives `---yaml` to Marp as `---`, which Marp can read', () => {
    for (const opening of ['---yaml', '--- yaml']) {
      const given = read(`${opening}\ntheme: gaia\n---\n# A`)
      expect(given.problems).toEqual([])
      expect(given.text).toBe('---\ntheme: gaia\n---\n# A')
      expect(given.frontMatter.values.get('theme')).toBe('gaia')
    }
  })

  it('says that a first slide between two `---` would be lost, and its way out works in Marp', () => {
    for (const body of [
      '# A',
      'Just text',
      '- a\n- b',
      '# A\n\nText with `code: x`',
      '\n# A\n\n![bg](a.png)\n',
      '## title: x\n\nmore',
    ])
      expect(codes(`---\n${body}\n---\n# B`), body).toEqual(['front-matter-swallows-slide'])
    const slides = (text: string) => new Marp().render(text, { htmlAsArray: true }).html.length
    expect(slides('---\n# A\n\n---\n\n# B')).toBe(1)
    expect(slides('# A\n\n---\n\n# B')).toBe(2)
  })

  it('accepts an empty block and one that is commented out', () => {
    for (const text of ['---\n---\n# A', '---\n\n\n---\n# A', '---\n# theme: gaia\n#  size: 4:3\n---\n# A', '---']) {
      expect(codes(text), text).toEqual([])
    }
  })

  it('says that front matter is never closed', () => {
    for (const text of ['---\ntheme: gaia\n\n# A\n', '---\n\n# A\n'])
      expect(codes(text), text).toEqual(['front-matter-unclosed'])
  })

  it.each([
    '---js\n({x:require("child_process").execSync("touch /tmp/PWNED-33")})\n---\n',
    '---javascript\n({x:require("child_process").execSync("touch /tmp/PWNED-33")})\n---\n',
    '---JavaScript\n({x:require("child_process").execSync("touch /tmp/PWNED-33")})\n---\n',
    '--- js\n({x:require("child_process").execSync("touch /tmp/PWNED-33")})\n---\n',
    '---json\n{"__proto__":{"p":1}}\n---\n',
    '---coffee\nx: 1\n---\n',
    '---toml\nx = 1\n---\n',
  ])('refuses the language of %j and runs nothing', (text) => {
    const [problem] = read(text).problems
    expect(problem).toMatchObject({ code: 'front-matter-language', severity: 'error', place: { line: 1, column: 4 } })
    expect(existsSync('/tmp/PWNED-33')).toBe(false)
    expect(read(text).text).not.toContain('require')
  })

  it.each([
    `x: !!js/function 'function(){}'`,
    'x: !!js/regexp /a/',
    'x: !<tag:yaml.org,2002:js/undefined> ""',
    'x: !!python/object/apply:os.system [id]',
    'x: !!binary aGk=',
    'x: !!set {a, b}',
    'x: !custom y',
  ])('refuses the tag in %j with its line', (line) => {
    const [problem] = read(`---\ntheme: gaia\n${line}\n---\n`).problems
    expect(problem).toMatchObject({ code: 'front-matter-invalid', place: { line: 3, column: 4 } })
    expect(problem?.message).toContain('tag')
  })

  it.each(['class', 'style', 'backgroundImage', 'color', 'header', 'title', 'theme'])(
    'stops nine levels of aliases in `%s` (billion laughs)',
    (key) => {
      let yaml = `---\nk0: &k0 [${Array(10).fill('"lol"')}]\n`
      for (let i = 1; i < 9; i++) yaml += `k${i}: &k${i} [${Array(10).fill(`*k${i - 1}`)}]\n`
      const given = read(`${yaml}${key}: *k8\n---\n# x`)
      expect(given.problems[0]?.code).toBe('front-matter-limit')
      expect(given.problems[0]?.message).toContain('alias expansion')
      expect(given.text).not.toContain('lol')
    },
  )

  it('stops an alias inside itself', () => {
    for (const body of ['a: &a [*a]', 'a: &a {b: [c, *a]}', 'a: &a [&b [*a], *b]'])
      expect(read(`---\n${body}\n---\n`).problems[0]).toMatchObject({ code: 'front-matter-limit', place: { line: 2 } })
  })

  it('refuses what is too much', () => {
    const merge = `b: &b {${Array.from({ length: 1000 }, (_, i) => `k${i}: 0`)}}\nx: {<<: [${Array(9000).fill('*b')}]}`
    const chain = Array.from({ length: 2000 }, (_, i) => `k${i}: &k${i} {<<: *k${i - 1}}`).join('\n')
    const omap = `x: !!omap [${Array.from({ length: 60_000 }, (_, i) => `k${i}: ${i}`)}]`
    const large = `x: ${'a'.repeat(64 * 1024 - 2)}`
    const bodies = { merge, chain: `a: &k-1 {}\n${chain}`.replaceAll('k-1', 'k_'), omap, large }
    for (const [name, body] of Object.entries(bodies))
      expect(codes(`---\n${body}\n---\n# x`), name).toEqual(['front-matter-limit'])
  })

  it('refuses depth before it costs the stack', () => {
    const deep = [
      '['.repeat(10_000),
      '- '.repeat(10_000),
      '? '.repeat(10_000),
      '{a: '.repeat(10_000),
      'x: '.repeat(3_000),
    ]
    for (const text of deep) {
      const [code] = codes(`---\nk: 1\nx:\n  ${text}\n---\n# x`)
      expect(['front-matter-limit', 'front-matter-invalid'], text.slice(0, 8)).toContain(code)
    }
    expect(codes(`---\nx: ${'['.repeat(10_000)}\n---\n`)).toEqual(['front-matter-limit'])
  })

  it('refuses long runs of empty lines, which gray-matter takes quadratic time for', () => {
    expect(codes(`---\ntheme: gaia${'\n'.repeat(60_000)}x: 1\n---\n`)).toEqual(['front-matter-limit'])
  })

  it('keeps `__proto__` and `constructor` as words', () => {
    const text =
      '---\n__proto__: {polluted: yes, html: true}\nconstructor: {prototype: {polluted: yes}}\nx: {__proto__: {a: b}}\n---\n'
    const { frontMatter, problems } = read(text)
    expect(problems).toEqual([])
    expect([...frontMatter.values.keys()]).toEqual(['__proto__', 'constructor', 'x'])
    expect('polluted' in {}).toBe(false)
    const inner = frontMatter.values.get('x') as object
    expect(Object.getPrototypeOf(inner)).toBe(null)
    expect(codes('---\n<<: {__proto__: {html: true}}\n---\n')).toEqual(['front-matter-limit'])
    expect('html' in {}).toBe(false)
  })
})

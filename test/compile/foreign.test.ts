import { describe, expect, it } from 'vitest'
import { codesOf, compileText } from './compileText.js'

/** Decks as the programs' own guides and users write them, by the name that they are told. */
const decks: readonly [tool: string, title: string, text: string][] = [
  [
    'Slidev',
    'with a theme, layouts and clicks',
    '---\ntheme: seriph\nbackground: https://cover.sli.dev\ntitle: Welcome\nclass: text-center\ntransition: slide-left\nmdc: true\n---\n\n# Welcome\n\n<div class="pt-12">\n  <span @click="$slidev.nav.next" class="px-2 py-1">Press Space <carbon:arrow-right /></span>\n</div>\n\n---\ntransition: fade-out\n---\n\n# What is it?\n\n<v-clicks>\n\n- one\n- two\n\n</v-clicks>\n\n---\nlayout: two-cols\n---\n\n# Left\n\n::right::\n\n# Right\n',
  ],
  [
    'Slidev',
    'with nothing but a layout on each slide',
    '# First\n\n---\nlayout: center\nclass: text-center\n---\n\n# Second\n\n---\nlayout: image-right\nimage: /cat.png\n---\n\n# Third\n',
  ],
  [
    'Slidev',
    'with settings of the whole deck only',
    '---\nhighlighter: shiki\nlineNumbers: true\ndrawings:\n  persist: false\n---\n\n# A\n\n---\n\n# B\n',
  ],
  [
    'Slidev',
    'with a layout of its themes',
    '---\ntheme: default\nlayout: cover\n---\n\n# A\n\n---\n\n# B\n\n<arrow x1="1" />\n',
  ],
  [
    'Slidev',
    'with directives on elements',
    '---\ntitle: x\n---\n\n# A\n\n<div v-click class="mt-4">later</div>\n\n---\n\n# B\n\n```ts {monaco}\nlet a = 1\n```\n',
  ],
  [
    'Slidev',
    'made of parts',
    '---\ntheme: ./theme\ncolorSchema: dark\nthemeConfig:\n  author: m4dz\n---\n\n# A\n\n---\nsrc: ./pages/toc.md\n---\n\n---\nsrc: ./pages/end.md\n---\n',
  ],
  [
    'reveal.js',
    'with vertical slides and notes',
    '# Title\n\n---\n\n## One\n\n----\n\n## Below\n\nNote: say hello\n\n---\n\n## Two\n\nNote: and goodbye\n',
  ],
  [
    'reveal.js',
    'with options of reveal-md',
    '---\ntitle: Foo\nseparator: <!--s-->\nverticalSeparator: <!--v-->\ntheme: solarized\nrevealOptions:\n  transition: fade\n---\n\n# Foo\n\n<!--s-->\n\n## Bar\n',
  ],
  [
    'reveal.js',
    'with attributes in comments',
    '# A\n\n- one <!-- .element: class="fragment" -->\n- two <!-- .element: class="fragment" data-fragment-index="2" -->\n\n---\n\n<!-- .slide: data-background="#ff8888" -->\n\n## B\n',
  ],
  [
    'reveal.js',
    'with fragments and notes in HTML',
    '# A\n\n<p class="fragment">x</p>\n\n<aside class="notes">\nmine\n</aside>\n\n---\n\n# B\n',
  ],
  [
    'reveal.js',
    'with code that steps',
    '## Code\n\n```python [1|3-4|6-7]\nfor i in x:\n  pass\n```\n\nNote: explain\n\n---\n\n## End\n',
  ],
  [
    'reveal.js',
    'with one-line notes',
    '# Hi\n\nText\n\nNote: say this\n\n---\n\n## Two\n\n- a\n\nNOTE : and that,\nin two lines\n',
  ],
  ['reveal.js', 'of HedgeDoc', '---\nslideOptions:\n  theme: solarized\n---\n\n# A\n\n---\n\n# B\n'],
  [
    'Markdown Preview Enhanced',
    'with a key',
    '---\npresentation:\n  theme: beige.css\n---\n\n<!-- slide -->\n# A\n\n## B\n',
  ],
  [
    'Markdown Preview Enhanced',
    'with separators only',
    '<!-- slide -->\n# A\n\n<!-- slide vertical=true data-background="#fff" -->\n# B\n',
  ],
  [
    'remark',
    'with classes, notes and steps',
    'class: center, middle\n\n# Title\n\n---\n\n# Agenda\n\n--\n\n1. One\n\n???\n\nNotes for the *speaker*\n\n---\nname: last\n\n# End\n',
  ],
  ['remark', 'with a layout', 'layout: true\n\n.footnote[me]\n\n---\n\n# A\n'],
  [
    'Quarto',
    'in reveal.js',
    '---\ntitle: Habits\nformat: revealjs\n---\n\n## In the morning\n\n- Turn off alarm\n\n. . .\n\n::: {.notes}\nhello\n:::\n',
  ],
  [
    'Quarto',
    'with code that runs',
    '---\ntitle: Plots\nexecute:\n  echo: true\n---\n\n## A {.smaller}\n\n```{python}\n#| label: fig\n1 + 1\n```\n',
  ],
  [
    'Deckset',
    'with settings in its first lines',
    'autoscale: true\nslidenumbers: true\n\n# [fit] Big\n\n^ my note\n\n---\n\n[.column]\n\nleft\n',
  ],
  [
    'pandoc',
    'with a title block',
    '% Habits\n% John Doe\n% March 22, 2005\n\n# In the morning\n\n- Eat eggs\n\n::: notes\n\nhello\n\n:::\n',
  ],
  [
    'pandoc',
    'for Beamer in R Markdown',
    '---\ntitle: Habits\noutput:\n  beamer_presentation:\n    theme: AnnArbor\n---\n\n## A\n\n\\pause\n\nlater\n',
  ],
]

describe('a deck of another program is told once', () => {
  it.each(decks)('%s, %s', async (tool, _, text) => {
    const deck = await compileText(text)
    expect(codesOf(deck).map((line) => line.replace(/^\S+ /, ''))).toEqual(['warning foreign-deck'])
    expect(deck.problems[0]?.message).toMatch(new RegExp(`^This looks like a ${tool} deck: `))
    expect(deck.problems[0]?.hint).toContain('<!-- ')
  })

  it('unless it says that it is ours, or only shows such things', async () => {
    const [, , slidev = ''] = decks[0] ?? []
    const ours = await compileText(slidev.replace('---\n', '---\nmarp: true\n'))
    const shown = await compileText(
      '# Slidev\n\n```md\n---\nlayout: center\n---\n\n<v-click>x</v-click>\n\n::right::\n```\n\nWrite `<v-click>`.\n',
    )
    const once = await compileText('# A\n\nNote: prices without tax\n\n---\n\n# B\n\nNote: first\n\n- then a list\n')
    expect(codesOf(once)).toEqual([])
    const rules = await compileText('# A\n\n----\n\n# B\n\nNote: important\n\n<!-- _class: lead -->\n')
    for (const deck of [ours, shown, rules]) expect(codesOf(deck).join()).not.toContain('foreign-deck')
    expect(codesOf(shown)).toEqual([])
  })
})

/** One mark of each kind, as it stands in a paragraph. */
const marks: readonly [title: string, text: string, what: string][] = [
  ['containers', '::: warning\nhello\n:::', '::: warning'],
  ['containers with classes', ':::: {.columns}\nhello\n::::', ':::: {.columns}'],
  ['template values', 'Dear {{ user.name }},', '{{ user.name }}'],
  ['citations', 'as shown in [@knuth1984; @lamport94, p. 3]', '[@knuth1984; @lamport94, p. 3]'],
  ['footnotes', 'as shown[^1]\n\n[^1]: in the book', '[^1]'],
  ['footnotes of one word', 'as shown[^1]\n\n[^1]: there', '[^1]'],
  ['tables of contents', '[[toc]]', '[[toc]]'],
  ['wiki links', 'see [[Other note]]', '[[Other note]]'],
  ['embedded pictures', '![[photo.png]]', '![[photo.png]]'],
  ['tasks', '- [ ] buy milk\n- [x] done', '[ ]'],
  ['icons', 'on :fa-github: and', ':fa-github:'],
  ['imports', '<<< @/snippets/a.js', '<<< @/snippets/a.js'],
  ['notes', 'Text\n\nNotes:\n\n- say this', 'Notes:'],
  ['highlights', 'this is ==marked== text', '==marked=='],
  ['attributes', 'a paragraph {.red}', '{.red}'],
  ['attributes of headings', '## Heading {#id .big}', '{#id .big}'],
  ['pauses', 'a\n\n. . .\n\nb', '. . .'],
  ['admonitions', '!!! note "Mind this"\n    text', '!!! note "Mind this"'],
  ['admonitions that open', '??? tip\n    text', '??? tip'],
  ['page breaks', 'a\n\n\\newpage\n\nb', '\\newpage'],
  ['page breaks of LaTeX', '\\pagebreak', '\\pagebreak'],
  ['template tags', '{% include "a.md" %}', '{% include "a.md" %}'],
  ['hidden comments', 'shown %%and hidden%%', '%%and hidden%%'],
  ['insertions', 'this is ++new++', '++new++'],
  ['keys', 'press ++ctrl+alt+del++', '++ctrl+alt+del++'],
  ['subscripts', 'H~2~O', '~2~'],
  ['superscripts', 'E = mc^2^', '^2^'],
  ['definitions', 'Term\n: its meaning', ': its meaning'],
  ['attributes of code', '```js title="a.js" showLineNumbers\nx\n```', 'title="a.js"'],
  ["code in Quarto's way", '```{.python .numberLines}\nx\n```', '{.python .numberLines}'],
]

describe('marks of other tools are told once for each kind', () => {
  it.each(marks)('%s', async (_, text, what) => {
    const deck = await compileText(`# x\n\n${text}\n\n---\n\n${text}\n`)
    const told = deck.problems.filter(({ code }) => code === 'mark-unknown')
    expect(codesOf(deck).filter((line) => !line.includes('info mark-unknown'))).toEqual([])
    expect(told.map(({ place }) => place.line)).toEqual([expect.any(Number)])
    expect(told[0]?.message).toContain(`“${what}”`)
    expect(told[0]?.message).toMatch(/^\d /)
    expect(told[0]?.place.line).toBeLessThan(9)
  })

  it('and prose that has such characters is left alone', async () => {
    const prose = [
      'In arrays a[0] and the class [^abc], use {{}} never; a == b == c; the ratio 3:1; a::b::c.',
      'Write `[[x]]`, `{{y}}`, `- [ ]` and `[^1]`.',
      'Note: this is important.',
      'In R, x[[1]] and f(x)[[name]] are items.',
      'I like <3 and write to [@home](x) or [a@b.c](mailto:a@b.c).',
      '5 <<< 6, and {a, b}, {.5, .6}; x{#id} as well',
      '> [!NOTE]\n> hi',
      'It takes ~5 minutes, ~6 with C++ and g++; i++ and ++i; a^b, a^2 and b^3; ~/bin and ~/lib; 5 %, 100%% sure; {50%}.',
      '++i is faster than i++',
      '!!! Stop !!!',
      '!!!',
      '~~gone~~ and x~~y~~z',
      ': no definition',
      '[1]: http://example.org',
      '```js {1,3}\nx\ny\nz\n```',
      '```ts {1|2|all}\na\nb\n```',
      '```text\n::: x {{ y }} [[z]]\n```',
      '$[[x]]_{{a}}$',
    ]
    expect(codesOf(await compileText(`# x\n\n${prose.join('\n\n')}\n`))).toEqual([])
  })
})

it('bold text that Markdown leaves as it is written is told, and other asterisks are not', async () => {
  for (const text of ['**Note:**this is', 'das ist**„wichtig“**, ja', 'it costs **5 €**each']) {
    const deck = await compileText(`# x\n\n- ${text}\n\n---\n\n${text}\n`)
    expect(codesOf(deck), text).toEqual([expect.stringMatching(/^3:\d+ warning mark-unknown$/)])
    expect(deck.problems[0]?.message).toMatch(/^2 bold texts .*“.*\*\*.*” is shown as text: /)
  }
  const fine =
    '**「強調」**です, **注意：**这, **Note:** this, **a**b, 2**3, `**x:**y`, f(**options), \\*\\*, $a**(b)**c$'
  expect(codesOf(await compileText(`# x\n\n${fine}\n`))).toEqual([])
})

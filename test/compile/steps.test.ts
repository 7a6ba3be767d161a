import { describe, expect, it } from 'vitest'
import { codesOf, compileText } from './compileText.js'

const first = async (text: string): Promise<{ html: string; steps: number }> => {
  const [slide] = (await compileText(text)).slides
  return { html: (slide?.html ?? '').replace(/\n/g, ''), steps: slide?.steps ?? 0 }
}

/** Blocks of every kind, each as it is written and as its first tag comes out. */
const blocks: readonly [name: string, text: string, tag: RegExp][] = [
  ['a paragraph', 'words', /<p data-marpit-fragment="1">words/],
  ['a picture', '![](a.png)', /<p data-marpit-fragment="1"><img/],
  ['a heading', '## More', /<h2[^>]* data-marpit-fragment="1"/],
  ['code with colours', '```js\nlet a\n```', /<pre[^>]* data-marpit-fragment="1"/],
  ['code without colours', '```\na\n```', /<pre[^>]* data-marpit-fragment="1"/],
  ['indented code', '    a', /<pre[^>]* data-marpit-fragment="1"/],
  ['a formula', '$$x$$', /<p data-marpit-fragment="1"><span[^>]*katex/],
  ['a diagram', '```mermaid\ngraph LR\n  A --> B\n```', /<p data-marpit-fragment="1"><svg/],
  ['a quote', '> q', /<blockquote data-marpit-fragment="1">/],
  ['a callout', '> [!TIP]\n> q', /<blockquote[^>]* data-marpit-fragment="1"/],
  ['a table', '| a |\n|---|\n| b |', /<table data-marpit-fragment="1">/],
  ['a list', '- a\n- b', /<ul data-marpit-fragment="1">/],
  ['raw HTML', '<div>\n\nx\n\n</div>', /<div data-marpit-fragment="1">/],
]

describe('A step', () => {
  it.each(blocks)('may be %s', async (_, text, tag) => {
    const { html, steps } = await first(`# a\n\n<!-- step -->\n\n${text}`)
    expect(html).toMatch(tag)
    expect(steps).toBe(1)
  })

  it('may be a whole column, and what is in a column', async () => {
    const column = await first('a\n\n<!-- step -->\n<!-- column -->\n\nb')
    expect(column.html).toContain('<div class="column" data-marpit-fragment="1"><p>b</p>')
    const inside = await first('a\n\n<!-- column -->\n<!-- step -->\n\nb\n\n<!-- step -->\n\nc')
    expect(inside.html).toContain('<p data-marpit-fragment="1">b</p><p data-marpit-fragment="2">c</p>')
    expect([column.steps, inside.steps]).toEqual([1, 2])
  })

  it('goes on counting where lists and code have counted', async () => {
    const { html, steps } = await first('* a\n* b\n\n<!-- step -->\n\nc\n\n```js {1|2}\n1\n2\n```\n\n1) d')
    expect(html).toContain('<p data-marpit-fragment="3">c</p>')
    expect(html).toContain('data-lectern-lines="1|2" data-lectern-from="3"')
    expect(html).toContain('<li data-marpit-fragment="5">d</li>')
    expect(steps).toBe(5)
  })

  it.each([
    ['a list', '- a\n- b', '- c\n- d', '<ul><li>a</li><li>b</li>X<li 1>c</li><li 1>d</li></ul>'],
    ['a numbered list', '1. a\n2. b', '3. c', '<ol><li>a</li><li>b</li>X<li 1>c</li></ol>'],
    ['a numbered list that begins again', '1. a', '1. c', '<ol><li>a</li>X<li 1>c</li></ol>'],
    ['with notes beside it', '- a\n\n<!-- Say this -->', '- c', '<ul><li>a</li>X<li 1>c</li></ul>'],
    ['and what follows it', '- a', '- c\n\nd', '<ul><li>a</li>X<li 1>c</li></ul><p 1>d</p>'],
    ['in a quote', '> - a\n>', '> - c', '<ul><li>a</li>X<li 1>c</li></ul>'],
    ['but not lists of two kinds', '- a', '1. c', '<ul><li>a</li></ul>X<ol 1><li>c</li></ol>'],
    ['nor lists that count by themselves', '* a', '* c', '<ul><li 1>a</li></ul>X<ul 2><li 3>c</li></ul>'],
  ])('leaves one list one: %s', async (_, before, after, expected) => {
    const step = before.startsWith('>') ? '> <!-- step -->\n>' : '\n<!-- step -->\n'
    const { html } = await first(`${before}\n${step}\n${after}`)
    const short = html.replace(/<(li|ul|ol|p)[^>]*? data-marpit-fragment="(\d)"[^>]*>/g, '<$1 $2>')
    expect(short).toContain(expected.replace('X', ''))
  })

  it('makes a step of each of several between the items of a list', async () => {
    const { html, steps } = await first('- a\n\n<!-- step -->\n\n- b\n\n<!-- step -->\n\n- c\n\n<!-- step -->\n\nd')
    expect(html).toContain(
      '<li data-marpit-fragment="1">b</li><li data-marpit-fragment="2">c</li></ul><p data-marpit-fragment="3">d',
    )
    expect(steps).toBe(3)
  })

  it('stands in lists and quotes, for what follows in them', async () => {
    const { html } = await first('- a\n\n  <!-- step -->\n\n  b\n- c\n\n> d\n>\n> <!-- step -->\n>\n> e')
    expect(html).toContain('<p data-marpit-fragment="1">b</p>')
    expect(html).toContain('<p data-marpit-fragment="2">e</p>')
    expect(html).not.toMatch(/data-marpit-fragment="\d">(a|c|d)/)
  })

  it('at which nothing appears is told and costs no key press', async () => {
    const deck = await compileText(
      '# a\n\ntext <!-- step -->\n\n---\n\n<!-- step -->\n\n<!-- step -->\n\nb\n\n---\n\n<!-- step -->\n\n![bg](a.png)',
    )
    expect(codesOf(deck)).toEqual(['3:6 warning step-empty', '7:1 warning step-empty', '15:1 warning step-empty'])
    expect(deck.slides.map(({ steps }) => steps)).toEqual([0, 1, 0])
  })
})

describe('A fence', () => {
  it('points at lines for good, with or without a language', async () => {
    const { html, steps } = await first('```js {1, 3}\na\nb\nc\n```\n\n``` {2}\na\nb\n```')
    expect(html.match(/class="line highlighted"/g)).toHaveLength(3)
    expect(steps).toBe(0)
    expect(html).toContain('language-text')
  })

  it('steps through its lines and is written as the last stage says', async () => {
    const all = await first('```ts {1|3-5|all}\na\nb\nc\nd\ne\n```')
    expect(all.html).toContain('data-lectern-lines="1|3-5|all" data-lectern-from="0"')
    expect(all.html).not.toContain('highlighted')
    expect(all.steps).toBe(2)
    const last = await first('```ts {all|2}\na\nb\n```')
    expect(last.html).toContain('<span class="line highlighted"><span style="color:var(--marp-shiki-foreground)">b')
  })

  it('steps through code of a language that nobody knows', async () => {
    const { html } = await first('```nosuch {1|2}\n<a>\n&b\n```')
    expect(html).toContain('<span class="line">&lt;a&gt;</span><span class="line">&amp;b</span></code>')
  })

  it('may itself come with a step', async () => {
    const { html, steps } = await first('<!-- step -->\n\n```js {1|2}\na\nb\n```')
    expect(html).toMatch(/<pre data-marpit-fragment="1" data-lectern-lines="1\|2" data-lectern-from="1"/)
    expect(steps).toBe(2)
  })

  it.each([
    ['{9}', '1:8 warning code-lines', /^Line 9 does not exist: this code has 2 lines\.$/],
    ['{1|2-1}', '1:10 warning code-lines', /runs backwards/],
    ['{1|x}', '1:10 warning code-lines', /“x” is not a line/],
    ['{1||2}', '1:7 warning code-lines', /“” is not a line/],
    ['{0|1}', '1:8 warning code-lines', /^Line 0 does not exist/],
  ])('says what is wrong with %s', async (range, code, message) => {
    const deck = await compileText(`\`\`\`js ${range}\na\nb\n\`\`\``)
    expect(codesOf(deck)).toEqual([code])
    expect(deck.problems[0]?.message).toMatch(message)
    expect(deck.slides[0]?.html).toContain('<pre')
  })

  it('leaves other braces alone, and stops counting at fifty steps', async () => {
    expect(codesOf(await compileText('```js {linenos=true}\na\n```\n\n```js {.wide}\na\n```'))).toEqual([
      '1:7 info mark-unknown',
    ])
    const deck = await compileText(`\`\`\`js {1${'|1'.repeat(5000)}}\na\n\`\`\``)
    expect(codesOf(deck)).toEqual(['1:7 warning code-lines'])
    expect(deck.slides[0]?.steps).toBe(49)
  })
})

describe('A comment', () => {
  it('with something behind it on its line says that Marp loses it', async () => {
    expect(codesOf(await compileText('# a\n\n<!-- step --> ![](a.png)\n\nb'))).toEqual(['3:15 warning comment-rest'])
    expect(codesOf(await compileText('<!-- _class: lead --> <!-- _paginate: false -->\n# a'))).toContain(
      '1:23 warning comment-rest',
    )
  })
})

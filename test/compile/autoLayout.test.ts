import { describe, expect, test } from 'vitest'
import { layoutRules } from '../../src/compile/autoLayout/rules.js'
import { layouts } from '../../src/compile/looks/layouts.js'
import type { Deck } from '../../src/model/deck.js'
import { codesOf, compileJob, compileText } from './compileText.js'

const pack = {
  name: 'pack',
  file: 'pack.css',
  css: '/* @theme pack */ section { width: 1280px; height: 720px }',
  layouts,
}
const job = compileJob({ themes: [pack], themeNames: ['default', 'pack'] })
const front = '---\ntheme: pack\n---\n\n'

/** A deck of these slides in a theme with layouts. */
function deckOf(slides: readonly string[], head = front): Promise<Deck> {
  return compileText(head + slides.join('\n\n---\n\n'), job)
}

const plain =
  '## Something\n\n- One line of words that says a thing or two about it\n- Another line\n\nA closing thought.'

/** What is chosen for a slide between two plain ones. */
async function chosenFor(slide: string): Promise<string | undefined> {
  const { slides } = await deckOf([plain, slide, plain])
  return slides[1]?.layout?.class
}

describe('A slide without a class', () => {
  test.each(layoutRules.map((rule) => [rule.layout, rule.because, rule] as const))(
    'is a %s when %s',
    async (_, __, rule) => {
      const before = rule.at === 'first' ? [] : [plain]
      const after = rule.at === 'last' ? [] : [plain]
      const { slides } = await deckOf([...before, rule.example, ...after])
      const slide = slides[before.length]
      expect(slide?.layout).toEqual({ class: rule.layout, because: rule.because })
      expect(slide?.html).toContain(`class="${rule.layout}"`)
      expect(slides.filter(({ layout }) => layout !== undefined)).toHaveLength(1)
    },
  )

  test.each([
    ['a list with a heading', plain],
    ['a title that is not the first', '# The cost of waiting\n\nAda Moreno · Queue Days, 2026'],
    ['thanks in the middle of a talk', '# Thank you notes\n\nEverybody writes some.'],
    ['a heading and a long paragraph', `## Why\n\n${'Because it is so. '.repeat(30)}`],
    ['a quote among other things', '## They said\n\n> Never again.\n\n- And they came back'],
    ['a callout under a heading', '## Seats\n\n> [!TIP]\n> Sit down first.'],
    ['a long callout', `> [!TIP]\n> ${'Sit down first. '.repeat(24)}`],
    ['a name that has a figure', '# Week 3\n\nWhat we did'],
    ['a picture whose author gave its size', '## Logo\n\n![w:200](a.png)'],
    ['two pictures', '## Two\n\n![](a.png)\n\n![](b.png)'],
    ['five pictures', '## Five\n\n![](a.png) ![](b.png) ![](c.png) ![](d.png) ![](e.png)'],
    ['two pictures whose author gave their size', '## Logos\n\n![w:90](a.png) ![w:90](b.png)'],
    ['pictures with words between them', '## Logos\n\n![](a.png) and ![](b.png)'],
    ['a quote that goes on behind its picture', '> Never.\n\n![](a.png)\n\nAnd so on'],
    ['a picture that takes a side', '![bg left](a.png)\n\n## Monday'],
    ['two pictures behind', '![bg](a.png) ![bg](b.png)\n\n## Monday'],
    ['code with a list', '## Steps\n\n```sh\nls\n```\n\n- and then'],
    ['a table with a list', '## Steps\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n- and then'],
    ['bold words that are no figures', '## Who\n\n- **Ada** counts\n- **Ben** waits'],
    ['parts of which one is empty', '## Two\n\n### One\n\n### Other\n\nWords.'],
    [
      'parts of very different length',
      `## Two\n\n### One\n\nShort.\n\n### Other\n\n${'Long words follow. '.repeat(9)}`,
    ],
    ['a numbered list that is no agenda', '## How to wait\n\n1. Arrive\n2. Sit'],
    ['raw HTML', '## A\n\n<div>words</div>'],
    ['nothing', '<!-- a note -->'],
  ])('is left as it is: %s', async (_, slide) => {
    expect(await chosenFor(slide)).toBeUndefined()
  })

  test.each([
    ['# 待ち時間の値段', 'section'],
    ['# 誰も待ちたくないし、待たせたくもないのに、なぜか列は毎日できてしまう', 'statement'],
    ['# Does anybody read this?', 'statement'],
    ['# <!-- fit --> Wait!', 'statement'],
    ['## Part two\n\n<!-- a note -->', 'section'],
    ['> One.\n>\n> Two.\n\n— Somebody', 'quote'],
    ['![A queue](a.png)', 'figure'],
    ['## Waiting\n\n```mermaid\ngraph LR; A-->B\n```', 'figure'],
    ['## Code\n\nIn Python:\n\n```py\n1\n```', 'code'],
    ['## Costs\n\n- **€48.2m** revenue\n- **41.3 %** margin', 'stat'],
    ['## Gliederung\n\n1. Warten\n2. Sitzen', 'agenda'],
    [
      '## Hall\n\n![](a.png)\n\n- Doors to both streets, and seats for sixty\n- Light from three sides\n- A floor that dries in an hour\n\nOpen from May to September, every day from nine to nine',
      'split',
    ],
  ])('%j is a %s', async (slide, layout) => {
    expect(await chosenFor(slide)).toBe(layout)
  })

  test('puts a picture beside its words, on the side where it stands', async () => {
    const words = '- Doors to both streets\n- Seats for sixty'
    const [, after, before] = (
      await deckOf([plain, `## Hall\n\n${words}\n\n![](a.png)`, `## Hall\n\n![](a.png)\n\n${words.repeat(5)}`, plain])
    ).slides
    expect(
      after?.html.replace(/<[^>]*(?:class="(columns|column)"|(img)|(li))[^>]*>|<[^>]*>|\s+/g, '$1$2$3 ').trim(),
    ).toMatch(/columns +column.*li.*column.*img/)
    expect(before?.html).toMatch(/class="column">\s*<p[^>]*><img[\s\S]*class="column">[\s\S]*<li/)
  })

  test('keeps what says which colours hold', async () => {
    const { slides } = await deckOf([plain, '<!-- _class: invert -->\n# Part', plain])
    expect(slides[1]?.html).toContain('class="section invert"')
  })

  test('counts hidden slides as not there', async () => {
    const { slides } = await deckOf(['<!-- hide -->\n\n# Draft', '# The cost of waiting\n\nAda Moreno', plain])
    expect(slides.map(({ layout }) => layout?.class)).toEqual(['title', undefined])
  })
})

describe('Nothing is chosen', () => {
  const slides = ['# The cost of waiting', '# Part', '# Thanks']
  const chosen = ({ slides: all }: Deck) => all.map(({ layout }) => layout?.class)

  test('where the front matter, or one slide, says `layout: none`', async () => {
    expect(chosen(await deckOf(slides, '---\ntheme: pack\nlayout: none\n---\n\n'))).toEqual([
      undefined,
      undefined,
      undefined,
    ])
    expect(chosen(await deckOf(['# A', '<!-- _layout: none -->\n# Part', '# Thanks']))).toEqual([
      'title',
      undefined,
      'end',
    ])
    expect(chosen(await deckOf(['# A', '<!-- layout: none -->\n# Part', '# Thanks']))).toEqual([
      'title',
      undefined,
      undefined,
    ])
  })

  test('where the author has given a class, for one slide or for all', async () => {
    expect(chosen(await deckOf(slides, '---\ntheme: pack\nclass: lead\n---\n\n'))).toEqual([
      undefined,
      undefined,
      undefined,
    ])
    expect(chosen(await deckOf(['# A', '<!-- _class: statement -->\n# Part', plain]))).toEqual([
      'title',
      undefined,
      undefined,
    ])
  })

  test('in themes that declare no layouts: the HTML is as with `layout: none`', async () => {
    const text = slides.join('\n\n---\n\n')
    expect(chosen(await compileText(text, job))).toEqual([undefined, undefined, undefined])
    expect((await compileText(text, job)).slides[0]?.html).not.toContain('class=')
  })

  test('of a layout that the theme lacks', async () => {
    const poor = { ...pack, layouts: layouts.filter(({ class: name }) => name !== 'title') }
    const deck = await compileText(
      front + slides.join('\n\n---\n\n'),
      compileJob({ themes: [poor], themeNames: ['pack'] }),
    )
    expect(deck.slides[0]?.layout?.class).toBe('section')
  })

  test('and another value of `layout` is told', async () => {
    expect(codesOf(await deckOf(slides, '---\ntheme: pack\nlayout: non\n---\n\n'))).toEqual([
      '3:9 warning directive-value',
    ])
  })
})

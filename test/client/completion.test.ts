import { CompletionContext } from '@codemirror/autocomplete'
import { EditorState } from '@codemirror/state'
import { describe, expect, test } from 'vitest'
import { completeDeck } from '../../src/client/editor/completion.js'
import { setSlides, slidesInText } from '../../src/client/editor/slidesInText.js'

const vocabulary = { theme: 'brand', keys: [], tokens: [], images: [], callouts: [] }
const comments = [
  {
    name: '_class',
    help: 'Class of this slide.',
    text: '_class: ',
    list: true,
    values: [
      { name: 'title', help: '' },
      { name: 'stat', help: '' },
    ],
  },
]
const complete = completeDeck(() => ({ vocabulary: { ...vocabulary, comments }, files: [] }))

/** What is offered at the sign `|` of a deck whose second slide, from line 3, was laid out as figures. */
function offered(text: string): readonly (string | undefined)[] {
  const doc = text.replace('|', '')
  const state = EditorState.create({ doc, extensions: [slidesInText] }).update({
    effects: setSlides.of({
      file: 'deck.md',
      slides: [
        { file: 'deck.md', line: 1 },
        { file: 'deck.md', line: 3, layout: { class: 'stat', because: 'its list has figures' } },
      ],
    }),
  }).state
  const result = complete(new CompletionContext(state, text.indexOf('|'), true))
  if (result instanceof Promise) throw new TypeError('Completion does not wait.')
  return result?.options.map(({ label, detail }) => [label, detail].filter(Boolean).join(': ')) ?? []
}

describe('the layout that was chosen for a slide', () => {
  test('is offered first, as a comment or as its value', () => {
    expect(offered('# A\n---\n<!-- |')).toEqual(['_class: stat: chosen for this slide', '_class'])
    expect(offered('# A\n---\n<!-- _class: | -->')).toEqual(['stat: chosen for this slide', 'title', 'stat'])
  })

  test('is not offered where its author chose, for other directives, and in prose', () => {
    expect(offered('# A <!-- |\n---\n# B')).toEqual(['_class'])
    expect(offered('# A\n---\n<!-- _color: | -->')).toEqual([])
    expect(offered('# A\n---\n# B |')).toEqual([])
  })
})

import type { Rule } from '../rule.js'

/** Columns without content. */
export const slotEmpty: Rule = {
  id: 'slot-empty',
  level: 'warning',
  why: 'A `<!-- column -->` with nothing after it leaves a hole in the layout: a column that is as wide as the others and says nothing.',
  options: {},
  slide: ({ slide, survey }) =>
    survey.emptySlots.map(({ element, box, below }) => ({
      slide: slide.index,
      message: 'A column of this slide has nothing in it.',
      hint: 'Write something after `<!-- column -->`, or take it away.',
      element,
      box,
      below,
      words: '<!-- column -->',
    })),
  bad: '# Before and after\n\nBefore\n\n<!-- column -->',
  good: '# Before and after\n\nBefore\n\n<!-- column -->\n\nAfter',
}

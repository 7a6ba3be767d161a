import type { Rule } from '../rule.js'

/** Columns without content. */
export const slotEmpty: Rule = {
  id: 'slot-empty',
  level: 'warning',
  why: 'A `<!-- column -->` with nothing after it leaves a gap in the layout: a column as wide as the others, but empty.',
  options: {},
  slide: ({ slide, measurement }) =>
    measurement.emptySlots.map(({ element, box, below }) => ({
      slide: slide.index,
      message: 'A column of this slide is empty.',
      hint: 'Add content after `<!-- column -->`, or remove it.',
      element,
      box,
      below,
      words: '<!-- column -->',
    })),
  bad: '# Before and after\n\nBefore\n\n<!-- column -->',
  good: '# Before and after\n\nBefore\n\n<!-- column -->\n\nAfter',
}

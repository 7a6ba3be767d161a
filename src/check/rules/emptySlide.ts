import type { Rule } from '../rule.js'

/** Slides on which nothing shows. */
export const emptySlide: Rule = {
  id: 'empty-slide',
  level: 'warning',
  why: 'An empty slide usually comes from an extra `---`, or from CSS that hides everything. To blank the screen during a talk, press B in the player.',
  options: {},
  everyView: true,
  slide: ({ slide, measurement }) => {
    if (!measurement.blank) return []
    const hasText = measurement.unseen !== ''
    return [
      {
        slide: slide.index,
        message: hasText
          ? `The slide appears empty, although it has text (“${measurement.unseen}”).`
          : 'The slide is empty.',
        hint: hasText
          ? 'Check the CSS of the deck and theme for `display: none`, `visibility`, `opacity` or a size of 0.'
          : 'Remove the extra `---`, or add content.',
        words: measurement.unseen,
      },
    ]
  },
  bad: '# One\n\n---\n\n---\n\n# Two',
  good: '# One\n\n---\n\n# Two',
}

import type { Rule } from '../rule.js'

/** Slides on which nothing shows. */
export const emptySlide: Rule = {
  id: 'empty-slide',
  level: 'warning',
  why: 'A slide of nothing is mostly a `---` too many, or CSS that hides everything. For a pause, use the key B in the player.',
  options: {},
  everyView: true,
  slide: ({ slide, survey }) => {
    if (!survey.blank) return []
    const hasText = survey.unseen !== ''
    return [
      {
        slide: slide.index,
        message: hasText
          ? `Nothing of this slide shows, although it has text (“${survey.unseen}”).`
          : 'The slide is empty.',
        hint: hasText
          ? 'Look for `display: none`, `visibility`, `opacity` or a size of 0 in the CSS of the deck or theme.'
          : 'Remove one of the lines with `---`, or write something.',
        words: survey.unseen,
      },
    ]
  },
  bad: '# One\n\n---\n\n---\n\n# Two',
  good: '# One\n\n---\n\n# Two',
}

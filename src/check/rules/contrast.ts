import { groupFaults } from '../group.js'
import { paleTexts } from '../measure/faults.js'
import type { Rule } from '../rule.js'

/** Text too close in colour to what is behind it. */
export const contrast: Rule = {
  id: 'contrast',
  level: 'warning',
  why: 'A projector in a bright room halves the contrast of a screen. WCAG 2.2 asks for 4.5:1, and for 3:1 from 24 pixels on; headers and footers, which nobody has to read, get 3:1 as well. Over pictures and gradients the pixels behind the letters are looked at, in both colour schemes.',
  options: { furniture: { default: 3, meaning: 'least contrast of headers and footers' } },
  everyView: true,
  everyStep: 'changed',
  slide: ({ slide, survey, view, option }) =>
    groupFaults(paleTexts(survey, slide.index, { furniture: option('furniture') }), ({ what }) => what).map(
      ({ first, subject }) => ({
        slide: slide.index,
        message: `${subject} hard to see: the contrast is ${first.what}${view.scheme === 'dark' ? ' in the dark scheme' : ''}.`,
        hint: 'Take one of the theme’s colours, or put a plain ground behind the text.',
        element: first.element,
        box: first.box,
        below: first.below,
        words: first.text,
        cause: `${view.scheme} ${first.what}`,
      }),
    ),
  bad: '<style scoped>p { color: #c9c4b4 }</style>\n\n# The answer\n\nForty-two, give or take',
  good: '# The answer\n\nForty-two, give or take',
}

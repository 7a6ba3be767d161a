import { brokenWords } from '../measure/faults.js'
import { groupFaults } from '../report/group.js'
import type { Rule } from '../rule.js'

/** Words that no line has room for. */
export const wordBroken: Rule = {
  id: 'word-broken',
  level: 'warning',
  why: 'A word wider than its column is broken without a hyphen (“Measur / e”), which looks like a typo. Scripts without spaces, such as Japanese, may break anywhere.',
  options: {},
  everyView: true,
  everyStep: 'changed',
  slide: ({ slide, measurement }) =>
    groupFaults(brokenWords(measurement, slide.index), ({ what }) => what).map(({ first, subject }) => ({
      slide: slide.index,
      message: `${subject} ${first.what}.`,
      hint: 'Use a shorter word, fewer items, or a layout with wider columns, or mark where the word may break with `&shy;`.',
      element: first.element,
      box: first.box,
      below: first.below,
      words: first.text,
    })),
  bad: '<style scoped>li { width: 120px; overflow-wrap: anywhere }</style>\n\n# Parts\n\n- Observability\n- Measurement',
  good: '# Parts\n\n- Observability\n- Measurement',
}

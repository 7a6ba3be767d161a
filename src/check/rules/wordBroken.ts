import { groupFaults } from '../group.js'
import { brokenWords } from '../measure/faults.js'
import type { Rule } from '../rule.js'

/** Words that no line has room for. */
export const wordBroken: Rule = {
  id: 'word-broken',
  level: 'warning',
  why: 'A word that is wider than its column goes on in the next line without a hyphen: “Measur / e”. It reads like a mistake of the speaker. Writing without spaces, such as Japanese, may break anywhere.',
  options: {},
  everyView: true,
  everyStep: 'changed',
  slide: ({ slide, survey }) =>
    groupFaults(brokenWords(survey, slide.index), ({ what }) => what).map(({ first, subject }) => ({
      slide: slide.index,
      message: `${subject} ${first.what}.`,
      hint: 'Take a shorter word, fewer entries, or a layout with wider columns; `&shy;` in the word says where it may break.',
      element: first.element,
      box: first.box,
      below: first.below,
      words: first.text,
    })),
  bad: '<style scoped>li { width: 120px; overflow-wrap: anywhere }</style>\n\n# Parts\n\n- Observability\n- Measurement',
  good: '# Parts\n\n- Observability\n- Measurement',
}

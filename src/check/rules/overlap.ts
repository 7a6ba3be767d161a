import { overlaps } from '../measure/faults.js'
import type { Rule } from '../rule.js'

/** Text over other text. */
export const overlap: Rule = {
  id: 'overlap',
  level: 'error',
  why: 'Neither of two texts in one place can be read. It comes from fixed positions and negative margins in `<style>`, or from text that outgrew its box.',
  options: {},
  everyView: true,
  everyStep: 'all',
  slide: ({ slide, survey }) =>
    overlaps(survey, slide.index).map(({ element, box, below, text, what }) => ({
      slide: slide.index,
      message: `“${text}” ${what}.`,
      hint: 'Look for a fixed position, a negative margin or a height in the CSS of the slide; or say less.',
      element,
      box,
      below,
      words: text,
    })),
  bad: '<style scoped>ul { margin-top: -70px }</style>\n\n# The river and its arms\n\n- Two islands\n- Seven bridges',
  good: '# The river and its arms\n\n- Two islands\n- Seven bridges',
}

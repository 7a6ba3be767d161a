import { fileOf, timesBefore } from '../fileOf.js'
import type { Rule } from '../rule.js'

/** Pictures without a description. */
export const altMissing: Rule = {
  id: 'alt-missing',
  level: 'warning',
  why: 'Who listens to the slides, or reads their PDF with a screen reader, gets only the description. Marp’s keywords are taken out of the brackets first: `![w:300](a.png)` has none.',
  options: {},
  slide: ({ deck, slide, survey }) =>
    survey.pictures
      .filter(({ alt, isDecoration }) => alt === '' && !isDecoration)
      .map((picture) => {
        const { element, box, below, key } = picture
        const file = fileOf(deck, key)
        return {
          slide: slide.index,
          message: `The picture ${file === undefined ? '' : `\`${file}\` `}has no description.`,
          hint: `Write what it says between the brackets: \`![w:300 A map of the river](${file ?? '…'})\`.`,
          element,
          box,
          below,
          words: file ?? '![',
          nth: timesBefore(survey.pictures, picture),
        }
      }),
  bad: '# The river\n\n![w:420](map.svg)',
  good: '# The river\n\n![w:420 Two islands and seven bridges](map.svg)',
}

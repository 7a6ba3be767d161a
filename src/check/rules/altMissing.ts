import { fileOf, timesBefore } from '../report/fileOf.js'
import type { Rule } from '../rule.js'

/** Pictures without a description. */
export const altMissing: Rule = {
  id: 'alt-missing',
  level: 'warning',
  why: 'Screen readers read the description instead of the image. Marp’s keywords are not part of it: `![w:300](a.png)` has no description.',
  options: {},
  slide: ({ deck, slide, measurement }) =>
    measurement.pictures
      .filter(({ alt, isDecoration }) => alt === '' && !isDecoration)
      .map((picture) => {
        const { element, box, below, key } = picture
        const file = fileOf(deck, key)
        return {
          slide: slide.index,
          message: `The image ${file === undefined ? '' : `\`${file}\` `}has no description.`,
          hint: `Describe it between the brackets: \`![w:300 A map of the river](${file ?? '…'})\`.`,
          element,
          box,
          below,
          words: file ?? '![',
          nth: timesBefore(measurement.pictures, picture),
        }
      }),
  bad: '# The river\n\n![w:420](map.svg)',
  good: '# The river\n\n![w:420 Two islands and seven bridges](map.svg)',
}

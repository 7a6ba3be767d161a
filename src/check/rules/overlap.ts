import { overlaps } from '../measure/faults.js'
import type { Rule } from '../rule.js'

/** Text over other text, behind a box or a picture, under a logo. */
export const overlap: Rule = {
  id: 'overlap',
  level: 'error',
  why: 'Overlapping content cannot be read: text over text, over the footer or the page number, behind a box or an image, a heading under the logo. Usually the slide has too much text for its layout; in decks with custom CSS, check fixed positions and negative margins.',
  options: {},
  everyView: true,
  everyStep: 'all',
  slide: ({ slide, measurement }) =>
    overlaps(measurement, slide.index).map(({ element, box, below, text, what }) => ({
      slide: slide.index,
      message: `“${text}” ${what}.`,
      hint: hintFor(what, element),
      element,
      box,
      below,
      words: text,
    })),
  bad: '<style scoped>ul { margin-top: -70px }</style>\n\n# The river and its arms\n\n- Two islands\n- Seven bridges',
  good: '# The river and its arms\n\n- Two islands\n- Seven bridges',
}

/** What most authors want to do: say less. Only where a deck has CSS, that is to blame. */
function hintFor(what: string, element: string): string {
  if (/the image in/.test(what))
    return 'Make the logo smaller, such as `![h:40](…)`, or remove it here: `<!-- _header: "" -->`.'
  if (/page number/.test(what)) return 'Shorten the text, or remove the page number here: `<!-- _paginate: false -->`.'
  const furniture = /^(header|footer)\b/.exec(element)?.[1] ?? /behind the (header|footer)/.exec(what)?.[1]
  return furniture === undefined
    ? 'Shorten the text, choose a layout with more room, or split the slide. In custom CSS, check fixed positions and negative margins.'
    : `Shorten the text, choose a layout with more room, or remove the ${furniture} here: \`<!-- _${furniture}: "" -->\`.`
}

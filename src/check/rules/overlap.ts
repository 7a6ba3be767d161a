import { overlaps } from '../measure/faults.js'
import type { Rule } from '../rule.js'

/** Text over other text, behind a box or a picture, under a logo. */
export const overlap: Rule = {
  id: 'overlap',
  level: 'error',
  why: 'What two things share a place cannot be read: text over text, over the footer or the page number, behind a box or a picture, a heading under the logo. Mostly a slide says more than its layout has room for; in decks with CSS of their own, look for fixed positions and negative margins.',
  options: {},
  everyView: true,
  everyStep: 'all',
  slide: ({ slide, survey }) =>
    overlaps(survey, slide.index).map(({ element, box, below, text, what }) => ({
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
  if (/under the picture/.test(what))
    return 'Make the logo smaller, such as `![h:40](…)`, or leave it out here: `<!-- _header: "" -->`.'
  if (/page number/.test(what)) return 'Say less, or leave the number out here: `<!-- _paginate: false -->`.'
  const furniture = /^(header|footer)\b/.exec(element)?.[1] ?? /behind the (header|footer)/.exec(what)?.[1]
  return furniture === undefined
    ? 'Say less, choose a layout with more room, or split the slide. If CSS moves it, look for a fixed position or a negative margin.'
    : `Say less, choose a layout with more room, or leave the ${furniture} out here: \`<!-- _${furniture}: "" -->\`.`
}

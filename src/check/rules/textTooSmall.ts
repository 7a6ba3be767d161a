import { smallTexts } from '../measure/faults.js'
import { groupFaults } from '../report/group.js'
import type { Rule } from '../rule.js'

/** Text that the last row cannot read. */
export const textTooSmall: Rule = {
  id: 'text-too-small',
  level: 'warning',
  why: 'Sizes are relative to a slide 720 pixels high, whatever the deck’s size, and measured as shown, after fitting and scaling. Headers, footers, superscripts and subscripts may be smaller, and text in diagrams two thirds as large; in a formula, the largest symbol counts. Text in images is not measured.',
  options: {
    px: { default: 24, meaning: 'minimum size of body text, on a slide 720 pixels high' },
    smallPx: { default: 18, meaning: 'minimum for tables, code, formulas and captions' },
    drawnPx: { default: 16, meaning: 'minimum for text in diagrams' },
    furniturePx: { default: 14, meaning: 'minimum for headers, footers, superscripts and subscripts' },
  },
  everyView: true,
  everyStep: 'changed',
  slide: ({ deck, slide, measurement, option }) => {
    const floor = option('px')
    const [small, furniture] = [option('smallPx'), option('furniturePx')]
    const floors = {
      heading: floor,
      subheading: floor,
      body: floor,
      small,
      furniture,
      script: furniture,
      drawn: option('drawnPx'),
      formula: small,
    }
    return groupFaults(smallTexts(measurement, slide.index, floors, deck.size.heightPx), ({ what }) => what).map(
      ({ first, subject }) => ({
        slide: slide.index,
        message: `${subject} ${first.what}.`,
        hint: hintFor(first.element),
        element: first.element,
        box: first.box,
        below: first.below,
        words: first.text,
        cause: first.what,
      }),
    )
  },
  bad: '<style scoped>li { font-size: 13px }</style>\n\n# What we learned\n\n- Measure before you change anything\n- Keep what works',
  good: '# What we learned\n\n- Measure before you change anything\n- Keep what works',
}

function hintFor(element: string): string {
  if (/\bsvg\b/.test(element)) return 'Use fewer boxes or shorter labels, or give the diagram a slide of its own.'
  if (/\bpre\b/.test(element)) return 'Break long lines, show fewer of them, or give the code a slide of its own.'
  return 'Shorten the text and leave its size to the theme; to the last row, the slide looks as small as a phone.'
}

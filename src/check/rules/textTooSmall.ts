import { groupFaults } from '../group.js'
import { smallTexts } from '../measure/faults.js'
import type { Rule } from '../rule.js'

/** Text that the last row cannot read. */
export const textTooSmall: Rule = {
  id: 'text-too-small',
  level: 'warning',
  why: 'Sizes count on a slide 720 pixels high, whatever the deck measures, and as they show: what is fitted or scaled counts as large as it looks. Headers, footers, raised and lowered text may be smaller, words in diagrams two thirds as large; of a formula, the largest sign counts. Pictures are not measured.',
  options: {
    px: { default: 24, meaning: 'smallest text for the room, on a slide 720 pixels high' },
    smallPx: { default: 18, meaning: 'the same for tables, code, formulas and captions' },
    drawnPx: { default: 16, meaning: 'the same for words in diagrams' },
    furniturePx: { default: 14, meaning: 'the same for headers, footers, raised and lowered text' },
  },
  everyView: true,
  everyStep: 'changed',
  slide: ({ deck, slide, survey, option }) => {
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
    return groupFaults(smallTexts(survey, slide.index, floors, deck.size.heightPx), ({ what }) => what).map(
      ({ first, subject }) => ({
        slide: slide.index,
        message: `${subject} ${first.what}.`,
        hint:
          first.element.startsWith('svg') || /\bsvg\b/.test(first.element)
            ? 'Draw fewer boxes, shorten their words, or give the diagram a slide without other content.'
            : 'Say less and leave the size to the theme; the last row sees the slide as large as a phone.',
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

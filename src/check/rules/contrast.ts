import { fileOf } from '../fileOf.js'
import { groupFaults } from '../group.js'
import { lostWords, paleTexts } from '../measure/faults.js'
import type { CheckView, Rule } from '../rule.js'

/** Text too close in colour to what is behind it. */
export const contrast: Rule = {
  id: 'contrast',
  level: 'warning',
  why: 'A projector in a bright room halves the contrast of a screen. WCAG 2.2 asks for 4.5:1, and for 3:1 from 24 pixels on; headers and footers, which nobody has to read, get 3:1 as well. Over pictures and gradients the pixels behind the letters are looked at, in both colour schemes. An emphasis that only one scheme shows and a logo in the colour of its ground are told here, too.',
  options: { furniture: { default: 3, meaning: 'least contrast of headers and footers' } },
  everyView: true,
  everyStep: 'changed',
  slide: ({ deck, slide, survey, view, option }) => [
    ...groupFaults(paleTexts(survey, slide.index, { furniture: option('furniture') }), ({ what }) => what).map(
      ({ first, subject }) => ({
        slide: slide.index,
        message: `${subject} hard to see: the contrast is ${first.what}${inScheme(view)}.`,
        hint: 'Take one of the theme’s colours, or put a plain ground behind the text.',
        element: first.element,
        box: first.box,
        below: first.below,
        words: first.text,
        cause: `${view.scheme} ${first.what}`,
      }),
    ),
    ...groupFaults(lostWords(survey, slide.index), ({ what }) => what).map(({ first, subject }) => ({
      slide: slide.index,
      message: `${subject} ${first.what}${inScheme(view)}.`,
      hint: 'Write it **bold**, or leave the emphasis to the theme: a colour of the slide’s own CSS may be right in one scheme only.',
      element: first.element,
      box: first.box,
      below: first.below,
      words: first.text,
      cause: `lost ${view.scheme}`,
    })),
    ...survey.pictures.flatMap(({ element, box, below, alt, key, vanished = 0 }) =>
      vanished < 0.3
        ? []
        : [
            {
              slide: slide.index,
              message: `${Math.round(vanished * 100)} % of the picture ${alt === '' ? 'without a description' : `“${alt}”`} cannot be seen on its ground${inScheme(view)}.`,
              hint: 'Take a version of the logo for this ground, or leave it out here: `<!-- _header: "" -->`.',
              element,
              box,
              below,
              words: alt === '' ? (fileOf(deck, key) ?? '![') : alt,
              cause: `vanished ${view.scheme} ${key ?? ''}`,
            },
          ],
    ),
  ],
  bad: '<style scoped>p { color: #c9c4b4 }</style>\n\n# The answer\n\nForty-two, give or take',
  good: '# The answer\n\nForty-two, give or take',
}

function inScheme({ scheme }: CheckView): string {
  return scheme === 'dark' ? ' in the dark scheme' : ''
}

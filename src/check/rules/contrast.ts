import { lostWords, paleTexts } from '../measure/faults.js'
import { fileOf } from '../report/fileOf.js'
import { groupFaults } from '../report/group.js'
import type { CheckView, Rule } from '../rule.js'

/** Text too close in colour to what is behind it. */
export const contrast: Rule = {
  id: 'contrast',
  level: 'warning',
  why: 'A projector in a bright room halves the contrast of a screen. WCAG 2.2 requires 4.5:1, or 3:1 for text of 24 pixels and up; headers and footers, which nobody has to read, need only 3:1. Over images and gradients, the pixels behind the text are measured, in both colour schemes. Emphasis that is visible in only one scheme and logos that blend into the background are reported, too.',
  options: { furniture: { default: 3, meaning: 'minimum contrast of headers and footers' } },
  everyView: true,
  everyStep: 'changed',
  slide: ({ deck, slide, measurement, view, option }) => [
    ...groupFaults(paleTexts(measurement, slide.index, { furniture: option('furniture') }), ({ what }) => what).map(
      ({ first, subject }) => ({
        slide: slide.index,
        message: `${subject} hard to read: contrast ${first.what}${inScheme(view)}.`,
        hint: 'Use one of the theme’s colours, or put a plain background behind the text.',
        element: first.element,
        box: first.box,
        below: first.below,
        words: first.text,
        cause: `${view.scheme} ${first.what}`,
      }),
    ),
    ...groupFaults(lostWords(measurement, slide.index), ({ what }) => what).map(({ first, subject }) => ({
      slide: slide.index,
      message: `${subject} ${first.what}${inScheme(view)}.`,
      hint: 'Make it **bold**, or leave emphasis to the theme: a colour set in the deck’s CSS may work in only one scheme.',
      element: first.element,
      box: first.box,
      below: first.below,
      words: first.text,
      cause: `lost ${view.scheme}`,
    })),
    ...measurement.pictures.flatMap(({ element, box, below, alt, key, vanished = 0 }) =>
      vanished < 0.3
        ? []
        : [
            {
              slide: slide.index,
              message: `${Math.round(vanished * 100)} % of the image ${alt === '' ? 'without a description' : `“${alt}”`} blends into its background${inScheme(view)}.`,
              hint: 'Use a version of the logo made for this background, or remove it here: `<!-- _header: "" -->`.',
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

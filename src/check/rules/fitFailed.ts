import type { Rule } from '../rule.js'

/** What `--split` leaves whole. */
const whole = /(?:^|> )(?:marp-pre|pre|table)\b/

/** Slides whose text may shrink and is still too long. */
export const fitFailed: Rule = {
  id: 'fit-failed',
  level: 'error',
  why: 'In packs, and with `fit: shrink` in every theme, text gets smaller until it fits, but never smaller than the room can read (24 pixels on a slide of 720, 18 in tables and code). `lectern check --fix --split` divides such a slide at the next heading or list item.',
  options: {},
  everyView: true,
  slide: ({ slide, survey }) => {
    const { linesOver = 0, scale = 1, first } = survey.fit ?? {}
    if (linesOver === 0) return []
    const lines = linesOver === 1 ? 'a line' : `${linesOver} lines`
    const percent = Math.round(scale * 100)
    const size =
      percent < 100 ? `although it shrank to ${percent} %` : 'and smaller than this the room could not read it'
    return [
      {
        slide: slide.index,
        message: `The text is ${lines} too long, ${size}.`,
        hint: whole.test(first?.element ?? '')
          ? 'Say less, or go on with it on another slide; code and tables cannot be divided by themselves.'
          : 'Say less, choose a layout with more room, or let `lectern check --fix --split` divide the slide.',
        ...(first === undefined
          ? {}
          : { element: first.element, box: first.box, below: first.below, words: first.text.slice(0, 40) }),
      },
    ]
  },
  bad: `<!-- _fit: shrink -->\n\n# Plans\n\n${Array.from({ length: 18 }, (_, index) => `- Plan number ${index + 1} of a long list`).join('\n')}`,
  good: `<!-- _fit: shrink -->\n\n# Plans\n\n${Array.from({ length: 9 }, (_, index) => `- Plan number ${index + 1} of a list`).join('\n')}`,
}

import type { Rule } from '../rule.js'

/** What `--split` leaves whole. */
const whole = /(?:^|> )(?:marp-pre|pre|table)\b/

/** Slides whose text may shrink and is still too long. */
export const fitFailed: Rule = {
  id: 'fit-failed',
  level: 'error',
  why: 'In theme packs, and with `fit: shrink` in any theme, text shrinks until it fits, but never below a readable size (24 pixels on a slide 720 pixels high, 18 in tables and code). `lectern check --fix --split` splits such a slide at the next heading or list item.',
  options: {},
  everyView: true,
  slide: ({ slide, measurement }) => {
    const { linesOver = 0, scale = 1, first } = measurement.fit ?? {}
    if (linesOver === 0) return []
    const lines = linesOver === 1 ? 'a line' : `${linesOver} lines`
    const percent = Math.round(scale * 100)
    const size = percent < 100 ? `even shrunk to ${percent} %` : 'and cannot shrink further and stay readable'
    return [
      {
        slide: slide.index,
        message: `The text is ${lines} too long, ${size}.`,
        hint: whole.test(first?.element ?? '')
          ? 'Shorten it, or continue it on another slide; code and tables cannot be split automatically.'
          : 'Shorten the text, choose a layout with more room, or split the slide with `lectern check --fix --split`.',
        ...(first === undefined
          ? {}
          : { element: first.element, box: first.box, below: first.below, words: first.text.slice(0, 40) }),
      },
    ]
  },
  bad: `<!-- _fit: shrink -->\n\n# Plans\n\n${Array.from({ length: 18 }, (_, index) => `- Plan number ${index + 1} of a long list`).join('\n')}`,
  good: `<!-- _fit: shrink -->\n\n# Plans\n\n${Array.from({ length: 9 }, (_, index) => `- Plan number ${index + 1} of a list`).join('\n')}`,
}

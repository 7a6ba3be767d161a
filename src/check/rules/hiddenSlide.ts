import type { Rule } from '../rule.js'

/** Slides that the author may have forgotten to show again. */
export const hiddenSlide: Rule = {
  id: 'hidden-slide',
  level: 'info',
  why: 'A slide with `<!-- hide -->` is in the file and not in the talk. That is what it is for; this only reminds you.',
  options: {},
  deck: ({ deck }) =>
    (deck.hidden ?? []).map(({ line, file }) => ({
      message: 'This slide is left out of the talk.',
      hint: 'Remove `<!-- hide -->` to show it.',
      line,
      file,
    })),
  bad: '# Shown\n\n---\n\n<!-- hide -->\n\n# Left out',
  good: '# Shown\n\n---\n\n# Shown, too',
}

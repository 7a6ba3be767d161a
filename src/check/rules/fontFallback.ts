import type { Rule } from '../rule.js'

/** Fonts that are asked for and not there. */
export const fontFallback: Rule = {
  id: 'font-fallback',
  level: 'warning',
  why: 'The browser takes another font without a word: lines break elsewhere and the slide looks like nobody’s. Put the font into the theme, or name one that is there.',
  options: {},
  slide: ({ slide, survey }) =>
    survey.fallbacks.map(({ family, element, box, below, text }) => ({
      slide: slide.index,
      message: `The font “${family}” is not there, and another one shows.`,
      hint: 'Put its file into the theme with `@font-face`, or take one of the theme’s fonts.',
      element,
      box,
      below,
      words: text,
    })),
  bad: "<style scoped>h1, p { font-family: 'Gill Sans Nova' }</style>\n\n# A fine hand\n\nSet in a font that nobody has",
  good: '# A fine hand\n\nSet in the font of the theme',
}

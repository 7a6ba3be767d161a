import type { Rule } from '../rule.js'

/** Decks that do not say their language. */
export const languageMissing: Rule = {
  id: 'language-missing',
  level: 'info',
  why: 'Screen readers speak, browsers hyphenate and quote, and spelling is checked by it. Without it, a deck counts as English.',
  options: {},
  deck: ({ source }) =>
    !source.frontMatter.values.has('lang') && !/<!--\s*lang:/.test(source.text)
      ? [
          {
            message: 'The deck does not say its language.',
            hint: 'Write `lang: en` (or `de`, `pt-BR`, …) into the front matter.',
            line: 1,
          },
        ]
      : [],
  bad: '---\ntitle: Ohne Sprache\n---\n\n# Guten Abend',
  good: '---\ntitle: Mit Sprache\nlang: de\n---\n\n# Guten Abend',
}

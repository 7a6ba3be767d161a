import type { Rule } from '../rule.js'

/** Decks that do not say their language. */
export const languageMissing: Rule = {
  id: 'language-missing',
  level: 'info',
  why: 'Screen readers, hyphenation, quotation marks and the spelling check depend on the language. Without one, the deck is treated as English.',
  options: {},
  deck: ({ source }) =>
    !source.frontMatter.values.has('lang') && !/<!--\s*lang:/.test(source.text)
      ? [
          {
            message: 'The deck does not declare its language.',
            hint: 'Add `lang: en` (or `de`, `pt-BR`, …) to the front matter.',
            line: 1,
          },
        ]
      : [],
  bad: '---\ntitle: Ohne Sprache\n---\n\n# Guten Abend',
  good: '---\ntitle: Mit Sprache\nlang: de\n---\n\n# Guten Abend',
}

import type { Rule } from '../rule.js'

/** Slides without speaker notes. */
export const notesMissing: Rule = {
  id: 'notes-missing',
  level: 'off',
  why: 'Useful if you want notes for every slide, or hand the talk over to another speaker. Off by default.',
  options: {},
  deck: ({ deck }) =>
    deck.slides
      .filter(({ notes }) => notes.every((note) => note.trim() === ''))
      .map(({ index, title }) => ({
        slide: index,
        message: 'The slide has no speaker notes.',
        hint: 'Add them in a comment: `<!-- What I say here -->`.',
        words: title,
      })),
  bad: '# Results\n\nTwice as fast',
  good: '# Results\n\nTwice as fast\n\n<!-- On the same machine, measured in March. -->',
}

import type { Rule } from '../rule.js'

/** Slides without speaker notes. */
export const notesMissing: Rule = {
  id: 'notes-missing',
  level: 'off',
  why: 'For those who want a word for every slide, or who hand the talk to somebody else. Off unless it is asked for.',
  options: {},
  deck: ({ deck }) =>
    deck.slides
      .filter(({ notes }) => notes.every((note) => note.trim() === ''))
      .map(({ index, title }) => ({
        slide: index,
        message: 'The slide has no speaker notes.',
        hint: 'Write them in a comment: `<!-- What I say here -->`.',
        words: title,
      })),
  bad: '# Results\n\nTwice as fast',
  good: '# Results\n\nTwice as fast\n\n<!-- On the same machine, measured in March. -->',
}

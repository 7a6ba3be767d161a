import type { Rule } from '../rule.js'

/** Slides that are documents. */
export const tooMuchText: Rule = {
  id: 'too-much-text',
  level: 'warning',
  why: 'People read or listen, not both. What does not fit into a glance belongs into the notes or on a second slide. Headers, footers and drawings are not counted; code is.',
  options: { words: { default: 90, meaning: 'most words on a slide' } },
  slide: ({ slide, survey, option }) =>
    survey.words <= option('words')
      ? []
      : [
          {
            slide: slide.index,
            message: `The slide has ${survey.words} words; ${option('words')} is the most that an audience reads.`,
            hint: 'Keep the words that you point at, and move the others into a comment: they become notes.',
          },
        ],
  bad: `# Everything we know\n\n${'Nobody reads a paragraph of this length while somebody speaks, and who does has stopped to listen. '.repeat(7)}`,
  good: '# One thing we know\n\nPeople read or listen, not both',
}

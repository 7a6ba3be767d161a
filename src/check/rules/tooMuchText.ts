import type { Rule } from '../rule.js'

/** Slides that are documents. */
export const tooMuchText: Rule = {
  id: 'too-much-text',
  level: 'warning',
  why: 'People either read or listen. What cannot be taken in at a glance belongs in the notes or on a second slide. Headers, footers and diagrams are not counted; code is.',
  options: { words: { default: 90, meaning: 'maximum number of words on a slide' } },
  slide: ({ slide, measurement, option }) =>
    measurement.words <= option('words')
      ? []
      : [
          {
            slide: slide.index,
            message: `The slide has ${measurement.words} words (maximum ${option('words')}).`,
            hint: 'Keep the key words, and move the rest into a comment, which becomes a speaker note.',
          },
        ],
  bad: `# Everything we know\n\n${'Nobody reads a paragraph of this length while somebody speaks, and who does has stopped to listen. '.repeat(7)}`,
  good: '# One thing we know\n\nPeople read or listen, not both',
}

import type { Rule } from '../rule.js'

/** Slides that take forever to be complete. */
export const tooManySteps: Rule = {
  id: 'too-many-steps',
  level: 'warning',
  why: 'Each step is one click in front of everybody. After a dozen the audience waits for the end of the list.',
  options: { steps: { default: 12, meaning: 'most steps on a slide' } },
  deck: ({ deck, option }) =>
    deck.slides
      .filter(({ steps }) => steps > option('steps'))
      .map(({ index, steps, title }) => ({
        slide: index,
        message: `The slide takes ${steps} steps; ${option('steps')} is the most.`,
        hint: 'Let several things come together: `<!-- step -->` before a block takes all of it, and lists with `-` come at once.',
        words: title,
      })),
  bad: `# Steps\n\n${Array.from({ length: 15 }, (_, index) => `* ${index + 1}`).join('\n')}`,
  good: '# Steps\n\n* Measure\n* Change\n* Measure again',
}

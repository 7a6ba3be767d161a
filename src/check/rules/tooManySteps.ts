import type { Rule } from '../rule.js'

/** Slides that take forever to be complete. */
export const tooManySteps: Rule = {
  id: 'too-many-steps',
  level: 'warning',
  why: 'Each step is a click. After a dozen, the audience just waits for the list to end.',
  options: { steps: { default: 12, meaning: 'maximum number of steps on a slide' } },
  deck: ({ deck, option }) =>
    deck.slides
      .filter(({ steps }) => steps > option('steps'))
      .map(({ index, steps, title }) => ({
        slide: index,
        message: `The slide has ${steps} steps (maximum ${option('steps')}).`,
        hint: 'Reveal several things at once: `<!-- step -->` before a block reveals the whole block, and a list with `-` appears at once.',
        words: title,
      })),
  bad: `# Steps\n\n${Array.from({ length: 15 }, (_, index) => `* ${index + 1}`).join('\n')}`,
  good: '# Steps\n\n* Measure\n* Change\n* Measure again',
}

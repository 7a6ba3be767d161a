import type { Rule } from '../rule.js'

/** Headings that skip a level inside a slide. */
export const headingOrder: Rule = {
  id: 'heading-order',
  level: 'info',
  why: 'Screen readers and outlines rely on heading levels: a jump from `#` to `###` suggests that something is missing. Choose the level by meaning and leave the size to the theme.',
  options: {},
  slide: ({ slide, measurement }) =>
    measurement.headings.flatMap(({ level, text, element, box, below }, index) => {
      const before = measurement.headings[index - 1]
      if (before === undefined || level <= before.level + 1) return []
      return [
        {
          slide: slide.index,
          message: `The level ${level} heading “${text.slice(0, 40)}” follows one of level ${before.level}.`,
          hint: `Use ${'#'.repeat(before.level + 1)} instead.`,
          element,
          box,
          below,
          words: text,
        },
      ]
    }),
  bad: '# Words\n\n#### Vertex\n\nA point, whatever it stands for',
  good: '# Words\n\n## Vertex\n\nA point, whatever it stands for',
}

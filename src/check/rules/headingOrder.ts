import type { Rule } from '../rule.js'

/** Headings that skip a level inside a slide. */
export const headingOrder: Rule = {
  id: 'heading-order',
  level: 'info',
  why: 'Screen readers and outlines go by levels: from `#` to `###` sounds as if something were missing. Take the level for its meaning and leave the size to the theme.',
  options: {},
  slide: ({ slide, survey }) =>
    survey.headings.flatMap(({ level, text, element, box, below }, index) => {
      const before = survey.headings[index - 1]
      if (before === undefined || level <= before.level + 1) return []
      return [
        {
          slide: slide.index,
          message: `“${text.slice(0, 40)}” is a heading of level ${level} under one of level ${before.level}.`,
          hint: `Write it with ${'#'.repeat(before.level + 1)}.`,
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

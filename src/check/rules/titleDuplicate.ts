import type { Rule } from '../rule.js'

/** Slides with the same title that do not follow each other. */
export const titleDuplicate: Rule = {
  id: 'title-duplicate',
  level: 'info',
  why: 'In the overview and in the outline nobody can tell them apart. Slides that follow each other may share a title: they build something up.',
  options: {},
  deck: ({ deck }) =>
    deck.slides.flatMap((slide, index) => {
      const first = deck.slides.findIndex(({ title }) => title === slide.title)
      const isBuild = deck.slides[index - 1]?.title === slide.title
      if (slide.title === '' || first === index || isBuild) return []
      return [
        {
          slide: index,
          message: `“${slide.title.slice(0, 60)}” is also the title of slide ${first + 1}.`,
          hint: 'Say in the title what is new.',
          words: slide.title,
        },
      ]
    }),
  bad: '# Results\n\n---\n\n# Method\n\n---\n\n# Results',
  good: '# Results\n\n---\n\n# Method\n\n---\n\n# What the results mean',
}

import type { Rule } from '../rule.js'

/** Slides with the same title that do not follow each other. */
export const titleDuplicate: Rule = {
  id: 'title-duplicate',
  level: 'info',
  why: 'Slides with the same title look alike in the overview and the outline. Consecutive slides may share a title, because they build on each other.',
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
          hint: 'Change the title to say what is new on this slide.',
          words: slide.title,
        },
      ]
    }),
  bad: '# Results\n\n---\n\n# Method\n\n---\n\n# Results',
  good: '# Results\n\n---\n\n# Method\n\n---\n\n# What the results mean',
}

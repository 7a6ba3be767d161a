import type { Rule } from '../rule.js'

/** Slides without a heading. */
export const headingMissing: Rule = {
  id: 'heading-missing',
  level: 'info',
  why: 'The heading is what a slide is called: in the overview, the presenter view, the PDF’s outline, and for everybody who listens. Slides of one picture or one quote can do without.',
  options: {},
  slide: ({ slide, survey }) => {
    const isQuote = survey.runs.some(({ element }) => element.includes('blockquote'))
    const isPicture = survey.pictures.length > 0 && survey.words <= 12
    if (survey.headings.length > 0 || survey.blank || isQuote || isPicture) return []
    return [
      {
        slide: slide.index,
        message: 'The slide has no heading.',
        hint: 'Begin it with `# What this slide says`.',
      },
    ]
  },
  bad: 'Two islands, seven bridges, and nobody had an answer.',
  good: '# Seven bridges\n\nTwo islands, and nobody had an answer.',
}

import type { Rule } from '../rule.js'

/** Slides without a heading. */
export const headingMissing: Rule = {
  id: 'heading-missing',
  level: 'info',
  why: 'The heading names the slide in the overview, the presenter view, the PDF outline and screen readers. Slides with a single image or quote do not need one.',
  options: {},
  slide: ({ slide, measurement }) => {
    const isQuote = measurement.runs.some(({ element }) => element.includes('blockquote'))
    const isPicture = measurement.pictures.length > 0 && measurement.words <= 12
    if (measurement.headings.length > 0 || measurement.blank || isQuote || isPicture) return []
    return [
      {
        slide: slide.index,
        message: 'The slide has no heading.',
        hint: 'Start it with a heading, such as `# What this slide says`.',
      },
    ]
  },
  bad: 'Two islands, seven bridges, and nobody had an answer.',
  good: '# Seven bridges\n\nTwo islands, and nobody had an answer.',
}

import type { SlideMeasurement } from '../../model/measurement.js'
import type { Rule } from '../rule.js'

type Fallback = SlideMeasurement['fallbacks'][number]

/** Fonts that are asked for and not there. */
export const fontMissing: Rule = {
  id: 'font-missing',
  level: 'warning',
  why: 'The browser silently falls back to another font: lines break elsewhere, and the design is lost. Add the font to the theme, or use one that is available.',
  options: {},
  deck: ({ measurements }) => {
    const found = new Map<string, { readonly slide: number; readonly spot: Fallback; times: number }>()
    for (const [slide, { fallbacks }] of measurements.entries())
      for (const spot of fallbacks) {
        const known = found.get(spot.family)
        if (known === undefined) found.set(spot.family, { slide, spot, times: 1 })
        else known.times += 1
      }
    return [...found.values()].map(({ slide, spot: { family, element, box, below, text }, times }) => ({
      slide,
      message: `The font “${family}” was not found; a fallback is used${times === 1 ? '' : ` on ${times} slides`}.`,
      hint: 'Add the font file to the theme with `@font-face`, or use one of the theme’s fonts.',
      element,
      box,
      below,
      words: text,
    }))
  },
  bad: "<style scoped>h1, p { font-family: 'Gill Sans Nova' }</style>\n\n# A fine hand\n\nSet in a font that nobody has",
  good: '# A fine hand\n\nSet in the font of the theme',
}

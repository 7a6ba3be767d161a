import { fileOf } from '../fileOf.js'
import type { Rule } from '../rule.js'

/** Pictures in files larger than they need to be. */
export const imageHeavy: Rule = {
  id: 'image-heavy',
  level: 'warning',
  why: 'Every picture goes into the one HTML file: what is heavy makes it slow to send and slow to open. A photograph for a whole slide is sharp in less than 1 MB.',
  options: {
    mb: { default: 2, meaning: 'largest file of a picture, in MB' },
    scale: { default: 3, meaning: 'more pixels than this for each pixel of the slide are too many' },
  },
  slide: ({ deck, slide, survey, files, option }) =>
    survey.pictures.flatMap(({ key, naturalWidthPx, shownWidthPx, element, box, below }) => {
      const bytes = files.get(key ?? '')?.bytes.length ?? 0
      const mb = bytes / 1_000_000
      const isTooLarge = bytes > 300_000 && naturalWidthPx > shownWidthPx * option('scale') * 1.5
      if (key === undefined || (mb <= option('mb') && !isTooLarge)) return []
      const why = isTooLarge ? ` and ${naturalWidthPx} pixels for ${Math.round(shownWidthPx)} of the slide` : ''
      return [
        {
          slide: slide.index,
          message: `The picture \`${fileOf(deck, key)}\` has ${mb.toFixed(1)} MB${why}.`,
          hint: `Save it ${isTooLarge ? `${Math.round(shownWidthPx * 2)} pixels wide` : 'smaller'}, as JPEG or WebP when it is a photograph.`,
          element,
          box,
          below,
          words: fileOf(deck, key) ?? '',
        },
      ]
    }),
  bad: '# The bridge\n\n![w:200 A bridge of stone](huge.png)',
  good: '# The bridge\n\n![w:560 A bridge of stone](large.png)',
}

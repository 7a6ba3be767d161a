import { fileOf } from '../report/fileOf.js'
import type { Rule } from '../rule.js'

/** Pictures in files larger than they need to be. */
export const imageHeavy: Rule = {
  id: 'image-heavy',
  level: 'warning',
  why: 'Every image is embedded in the HTML file, so large images make it slow to send and to open. A full-slide photo is sharp at less than 1 MB.',
  options: {
    mb: { default: 2, meaning: 'maximum file size, in MB' },
    scale: { default: 3, meaning: 'maximum number of image pixels per slide pixel' },
  },
  slide: ({ deck, slide, measurement, files, option }) =>
    measurement.pictures.flatMap(({ key, naturalWidthPx, shownWidthPx, element, box, below }) => {
      const bytes = files.get(key ?? '')?.bytes.length ?? 0
      const mb = bytes / 1_000_000
      const isTooLarge = bytes > 300_000 && naturalWidthPx > shownWidthPx * option('scale') * 1.5
      if (key === undefined || (mb <= option('mb') && !isTooLarge)) return []
      const why = isTooLarge ? ` and is ${naturalWidthPx} pixels wide, but is shown at ${Math.round(shownWidthPx)}` : ''
      return [
        {
          slide: slide.index,
          message: `The image \`${fileOf(deck, key)}\` has ${mb.toFixed(1)} MB${why}.`,
          hint: `Save it ${isTooLarge ? `${Math.round(shownWidthPx * 2)} pixels wide` : 'smaller'}, as JPEG or WebP if it is a photo.`,
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

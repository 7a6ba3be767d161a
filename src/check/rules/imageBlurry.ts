import { fileOf, timesBefore } from '../report/fileOf.js'
import type { Rule } from '../rule.js'

/** Pictures with too few pixels for how large they are shown. */
export const imageBlurry: Rule = {
  id: 'image-blurry',
  level: 'warning',
  why: 'A slide 1280 pixels wide is shown at 1920 pixels on most projectors, and at up to 3840; an image with fewer pixels looks blurred. SVG is always sharp.',
  options: { scale: { default: 1.5, meaning: 'minimum number of image pixels per slide pixel' } },
  slide: ({ deck, slide, measurement, option }) =>
    measurement.pictures.flatMap((picture) => {
      // Told as too large for its slide, and smaller it is sharper.
      if (picture.beyondPx > 8 || picture.isSoft) return []
      const { naturalWidthPx, naturalHeightPx, shownWidthPx, shownHeightPx, element, box, below, key } = picture
      const wanted = [shownWidthPx * option('scale'), shownHeightPx * option('scale')].map(Math.round)
      const [wide = 0, high = 0] = wanted
      // A tenth less is not seen.
      const isEnough = naturalWidthPx >= wide * 0.9 && naturalHeightPx >= high * 0.9
      if (naturalWidthPx === 0 || key === undefined || isEnough) return []
      return [
        {
          slide: slide.index,
          message: `The image \`${fileOf(deck, key)}\` has ${naturalWidthPx}×${naturalHeightPx} pixels, but needs ${wide}×${high} to be sharp.`,
          hint: 'Use a larger image or an SVG, or show it smaller.',
          element,
          box,
          below,
          words: fileOf(deck, key) ?? '',
          nth: timesBefore(measurement.pictures, picture),
        },
      ]
    }),
  bad: '# The bridge\n\n![w:560 A bridge of stone](small.png)',
  good: '# The bridge\n\n![w:560 A bridge of stone](large.png)',
}

import type { ShownPicture } from '../../model/measurement.js'
import { blend, contrastWith } from './colours.js'
import { shadesAt } from './shades.js'

/** How much of a logo cannot be told from what is behind it. Only where that is one colour; what is see-through does not count. */
export function vanishedOf(picture: HTMLImageElement): Pick<ShownPicture, 'vanished'> {
  const shades = picture.parentElement === null ? undefined : shadesAt(picture, picture.getBoundingClientRect(), true)
  const [ground] = shades ?? []
  const pen = new OffscreenCanvas(side, side).getContext('2d', { willReadFrequently: true })
  if (ground === undefined || shades?.length !== 1 || pen === null || picture.naturalWidth === 0) return {}
  pen.drawImage(picture, 0, 0, side, side)
  const { data } = pen.getImageData(0, 0, side, side)
  let seen = 0
  let lost = 0
  for (let at = 0; at < data.length; at += 4) {
    const alpha = (data[at + 3] ?? 0) / 255
    if (alpha < 0.5) continue
    seen++
    const colour = blend([[data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0], alpha], ground)
    if (contrastWith(ground, colour, 1) < least) lost++
  }
  return seen === 0 ? {} : { vanished: Math.round((lost / seen) * 100) / 100 }
}

/** Less than this is the same to people in the last row. */
const least = 1.5
/** Pixels of the small copy that is looked at. */
const side = 48

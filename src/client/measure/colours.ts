import type { Rgb } from '../../model/measurement.js'

/** A colour and its alpha, 0 to 1. */
export type Colour = readonly [Rgb, number]

/** Computed colours are `rgb()`, or another function when they were written in one: a canvas turns those into pixels. */
export function colourOf(css: string): Colour | undefined {
  const plain = /^rgba?\(([\d.]+), ([\d.]+), ([\d.]+)(?:, ([\d.]+))?\)$/.exec(css)
  if (plain) return [[Number(plain[1]), Number(plain[2]), Number(plain[3])], Number(plain[4] ?? 1)]
  const known = converted.get(css)
  if (known !== undefined) return known
  const context = new OffscreenCanvas(1, 1).getContext('2d')
  if (context === null || !CSS.supports('color', css)) return undefined
  context.fillStyle = css
  context.fillRect(0, 0, 1, 1)
  const [red = 0, green = 0, blue = 0, alpha = 0] = context.getImageData(0, 0, 1, 1).data
  const colour: Colour = [[red, green, blue], Math.round((alpha / 255) * 1000) / 1000]
  converted.set(css, colour)
  return colour
}

/** Colours of the stops of gradients; none for `none`, `undefined` when a picture or an unknown function is among them. */
export function stopsOf(image: string): Colour[] | undefined {
  if (image === 'none') return []
  if (/url\(|image-set|element\(|cross-fade|paint\(/.test(image)) return undefined
  const colours = image.match(/(?:rgba?|color|oklab|oklch|lab|lch)\([^()]*\)/g) ?? []
  const read = colours.map(colourOf)
  return read.some((colour) => colour === undefined) ? undefined : read.filter((colour) => colour !== undefined)
}

/** One colour over another. */
export function blend([over, alpha]: Colour, under: Rgb): Rgb {
  const mix = (index: 0 | 1 | 2) => Math.round(over[index] * alpha + under[index] * (1 - alpha))
  return [mix(0), mix(1), mix(2)]
}

/** As `model/words/contrast.ts` has it; pages get no code of the model. */
export function contrastWith(behind: Rgb, color: Rgb, alpha: number): number {
  const [a, b] = [luminance(blend([color, alpha], behind)), luminance(behind)]
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)
}

function luminance(colour: Rgb): number {
  const [red = 0, green = 0, blue = 0] = colour.map((part) =>
    part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4,
  )
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

const converted = new Map<string, Colour>()

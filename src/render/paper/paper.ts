import type { Size } from '../../model/deck.js'

/** Sheets that people have in their printers. Upright, in millimetres. */
export const paperSizes = {
  A3: [297, 420],
  A4: [210, 297],
  A5: [148, 210],
  Letter: [215.9, 279.4],
  Legal: [215.9, 355.6],
} as const

export type PaperName = keyof typeof paperSizes

/** A sheet and its margins, in millimetres. */
export interface Paper {
  readonly widthMm: number
  readonly heightMm: number
  readonly marginMm: number
}

/** A named sheet, lying on its side when it is to take something that is wider than high. */
export function paperOf(name: PaperName, marginMm: number, direction: 'upright' | 'lying'): Paper {
  const [short, long] = paperSizes[name]
  return direction === 'lying'
    ? { widthMm: long, heightMm: short, marginMm }
    : { widthMm: short, heightMm: long, marginMm }
}

/** The exact sheet, for the printer; see `pageRule`. */
export function paperRule({ widthMm, heightMm }: Paper): string {
  return `@page{size:${widthMm}mm ${heightMm}mm!important;margin:0!important}`
}

/** The largest size of a slide's shape inside the margins. */
export function fitInto(slide: Size, { widthMm, heightMm, marginMm }: Paper): Size {
  const scale = Math.min(
    ((widthMm - 2 * marginMm) * pxPerMm) / slide.widthPx,
    ((heightMm - 2 * marginMm) * pxPerMm) / slide.heightPx,
  )
  const rounded = (value: number): number => Math.floor(value * scale * 100) / 100
  return { widthPx: rounded(slide.widthPx), heightPx: rounded(slide.heightPx) }
}

/** CSS pixels of a millimetre. */
export const pxPerMm = 96 / 25.4

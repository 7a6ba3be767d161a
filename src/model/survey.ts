// What is measured of slides that are really laid out: data only, so that it can be kept, and rules be asked without a browser.

/** A rectangle on a slide, in the slide's own CSS pixels from its upper left corner. */
export interface Box {
  readonly xPx: number
  readonly yPx: number
  readonly widthPx: number
  readonly heightPx: number
}

/** Straight sRGB, each 0 to 255. */
export type Rgb = readonly [number, number, number]

/**
 * What a text is on its slide. `furniture`: header and footer; `small`: what may be small, such as a table or a caption;
 * `script`: raised and lowered; `drawn`: a part of a diagram or a formula.
 */
export type TextRole = 'heading' | 'subheading' | 'body' | 'small' | 'furniture' | 'script' | 'drawn'

/** One text node that shows. */
export interface TextRun {
  /** The text without the spaces around it, at most 200 characters. */
  readonly text: string
  /** Where it stands, for people: `ul > li:nth-of-type(2)`. */
  readonly element: string
  readonly role: TextRole
  /** Number of its block on the slide: texts of one block may stand close together. */
  readonly block: number
  /** One for each line. */
  readonly boxes: readonly Box[]
  /** Size of its letters as they show, in pixels of the slide. */
  readonly fontPx: number
  readonly bold: boolean
  /** How much of it lies beyond an edge of the slide or of a box that cuts it off, in pixels; absent when all of it shows. */
  readonly cut?: { readonly edge: 'left' | 'right' | 'top' | 'bottom'; readonly px: number; readonly by: string }
  /** Its colour; absent when it is none, as in letters filled with a picture. */
  readonly color?: Rgb
  /** From 0 to 1. */
  readonly alpha: number
  /** What lies behind it, when it is one colour; absent when pixels have to be looked at. */
  readonly behind?: Rgb
}

/** A slide as it was measured in one view. */
export interface SlideSurvey {
  /** Classes of the slide. */
  readonly classes: string
  readonly runs: readonly TextRun[]
}

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
 * `script`: raised and lowered; `drawn`: words in a diagram; `formula`: in a formula.
 */
export type TextRole = 'heading' | 'subheading' | 'body' | 'small' | 'furniture' | 'script' | 'drawn' | 'formula'

/** One text node that shows. */
export interface TextRun {
  /** The text without the spaces around it, at most 200 characters. */
  readonly text: string
  /** Where it stands, for people: `ul > li:nth-of-type(2)`. */
  readonly element: string
  /** How many lines below the first line of the slide its block begins; `undefined` when nobody has written it down. */
  readonly below: number | undefined
  readonly role: TextRole
  /** Number of its block on the slide: texts of one block may stand close together. */
  readonly block: number
  /** One for each line. */
  readonly boxes: readonly Box[]
  /** The ink of each line, which is what can touch something; absent when nobody has looked. */
  readonly inks?: readonly Box[]
  /** The first word that goes on in the next line without a hyphen; absent when none does. */
  readonly broken?: string
  /** What lies over it: `a picture`, `the footer`; absent when nothing does. */
  readonly covered?: string
  /** True when it is emphasised and nothing sets it apart from the words around it. Absent: it is not so. */
  readonly lost?: true
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

/** A picture, inline or behind the slide. */
export interface ShownPicture {
  readonly element: string
  readonly below: number | undefined
  readonly box: Box
  /** `FileRef.key` of the file that shows; absent when it is missing or no file of the deck. */
  readonly key?: string
  /** Its description; empty when there is none. */
  readonly alt: string
  /** True when its HTML says that it has nothing to tell (`role="presentation"`). */
  readonly isDecoration: boolean
  /** True behind the slide, where it is decoration. */
  readonly background: boolean
  /** Pixels that the file has; 0 for drawings, which have no pixels. */
  readonly naturalWidthPx: number
  readonly naturalHeightPx: number
  /** How large it is drawn, whatever is cut off of it, in pixels of the slide. */
  readonly shownWidthPx: number
  readonly shownHeightPx: number
  /** How far it lies beyond the slide, in pixels. */
  readonly beyondPx: number
  /** Of a picture in a header or footer: how much of it has the colour of what is behind it, from 0 to 1; absent when that cannot be said. */
  readonly vanished?: number
  /** True when it is too pale or too blurred for anybody to see how sharp it is. */
  readonly isSoft: boolean
  /** True in the flow of the text: neither taken out of it nor moved by hand, as decoration is that bleeds over an edge. */
  readonly flows: boolean
}

/** Something on a slide that a rule may speak of. */
export interface Spot {
  readonly element: string
  readonly below: number | undefined
  readonly box: Box
  /** Its words, at most 200 characters. */
  readonly text: string
}

/** A moment of a slide before everything has come, when something is seen otherwise there than in the end. */
export interface StepMeasurement {
  /** How often somebody has pressed the key: 0 before the first step. */
  readonly step: number
  /** Everything that shows then. */
  readonly runs: readonly TextRun[]
  /** Positions in `runs` of the texts that are seen otherwise than in the end. */
  readonly changed: readonly number[]
}

/** A slide as it was measured in one view. */
export interface SlideMeasurement {
  /** Classes of the slide. */
  readonly classes: string
  readonly runs: readonly TextRun[]
  readonly pictures: readonly ShownPicture[]
  readonly headings: readonly (Spot & { readonly level: number })[]
  readonly links: readonly (Spot & { readonly href: string })[]
  /** Blocks of code, with the number of their lines and the length of the longest one. */
  readonly codes: readonly (Spot & { readonly lines: number; readonly columns: number })[]
  /** Videos and sounds that start by themselves, and what CSS moves for ever. */
  readonly moving: readonly (Spot & { readonly what: string; readonly flashing: boolean })[]
  /** The page number that the theme generates; absent when there is none. */
  readonly pageNumber?: Box
  /** Columns without anything in them. */
  readonly emptySlots: readonly Spot[]
  /** Fonts that are asked for first and are not there. */
  readonly fallbacks: readonly (Spot & { readonly family: string })[]
  /** Characters that no font has. */
  readonly tofu: readonly (Spot & { readonly character: string })[]
  /** How much `fit: shrink` has left of the text's size, and by how many lines it is still too long; absent: not asked. */
  readonly fit?: { readonly scale: number; readonly linesOver: number; readonly first?: Spot }
  /** Moments that look otherwise than the end, in order; absent when there are none. */
  readonly steps?: readonly StepMeasurement[]
  /** Words that show, without headers, footers and drawings. */
  readonly words: number
  /** True when nothing at all shows. */
  readonly blank: boolean
  /** Text that is there and does not show, at most 60 characters; empty when all shows. */
  readonly unseen: string
}

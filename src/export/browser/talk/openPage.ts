import type { Size } from '../../../model/deck.js'

/** How a document is shown. */
export interface View {
  /** The window, in CSS pixels. */
  readonly size: Size
  /** Absent: `print`. */
  readonly media?: 'screen' | 'print'
  /** What `prefers-color-scheme` says. Absent: the browser's own. */
  readonly scheme?: 'light' | 'dark'
  /** Device pixels per CSS pixel, for pictures. Absent: 1. */
  readonly scale?: number
  /** True when the page's script says `data-lectern="ready"` on the root; it is then waited for. */
  readonly waitForScript: boolean
  /** Ends the work at once; everything asked of the page then rejects with its reason. */
  readonly signal?: AbortSignal
}

/** A part of the document, in CSS pixels from its upper left corner. */
export interface Clip {
  readonly xPx: number
  readonly yPx: number
  readonly widthPx: number
  readonly heightPx: number
}

export interface PictureJob {
  readonly format: 'png' | 'jpeg' | 'webp'
  /** 0 to 100, for jpeg and webp. */
  readonly quality?: number
  readonly clip: Clip
  /** True for a picture that nobody keeps: larger, and made sooner. */
  readonly fast?: boolean
  /** True to leave the page's own background out. */
  readonly transparent?: boolean
}

/** An encoded picture. */
export type Picture = Uint8Array

/**
 * A document that is shown and can be asked, measured, pictured and printed. Whoever opens it closes it. Every call
 * throws `LecternError` (3, `browser-failed`) when the page or the browser dies, the signal's reason when it is aborted.
 */
export interface OpenPage {
  /** Evaluates an expression (its promise is awaited, its value copied as JSON) where no script of the page can see it. */
  evaluate(expression: string): Promise<unknown>
  /** Changes medium, scheme, window or scale of what is shown. */
  emulate(view: View): Promise<void>
  picture(job: PictureJob): Promise<Picture>
  /** Prints it, one sheet of exactly that size per page. */
  pdf(size: Size): Promise<Uint8Array>
  close(): void
}

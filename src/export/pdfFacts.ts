/** What is known of a page before it is printed. */
export interface PageFacts {
  /** `7`, `7.2`, or a number of the paper's own. */
  readonly label: string
  /** Where the outline leads to: what begins on this page. */
  readonly entries: readonly { readonly title: string; readonly depth: number }[]
  /** Notes that are laid over the page. */
  readonly notes: readonly string[]
}

export interface FinishJob {
  /** The sheet, in points. */
  readonly sheet: { readonly widthPt: number; readonly heightPt: number }
  /** In order; what is missing at the end has no label and nothing begins there. */
  readonly pages: readonly PageFacts[]
  readonly modified: Date
  /** A file that travels inside. */
  readonly attachment?: { readonly name: string; readonly bytes: Uint8Array; readonly mime: string } | undefined
}

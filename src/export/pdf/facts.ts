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
  /**
   * In order; what is missing at the end has no label and nothing begins there. Or a function that finds out once it is
   * known on which 0-based page each named place of the documents is, and how many pages there are.
   */
  readonly pages: readonly PageFacts[] | ((places: ReadonlyMap<string, number>, count: number) => readonly PageFacts[])
  /** See `JoinJob`. */
  readonly pageOf?: ((frame: number, places: ReadonlyMap<string, number>) => number | undefined) | undefined
  readonly modified: Date
  /** A file that travels inside. */
  readonly attachment?: { readonly name: string; readonly bytes: Uint8Array; readonly mime: string } | undefined
}

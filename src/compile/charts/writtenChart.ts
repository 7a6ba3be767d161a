import type { Grid } from './chart.js'

/** A chart as it was written. Lines count from the first line of its token. */
export interface WrittenChart {
  readonly kind: 'table' | 'fence' | 'vega'
  /** What stands behind `chart:` or, of a fence, behind the word `chart`. */
  readonly text: string
  readonly start: { readonly line: number; readonly column: number }
  /** Of a table. */
  readonly grid: Grid
  /** Lines of a fence. */
  readonly lines: readonly string[]
  /** Line of the first of them. */
  readonly firstLine: number
}

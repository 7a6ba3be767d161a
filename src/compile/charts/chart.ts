import type { Severity } from '../../model/problem.js'
import type { ChartKind } from './chartKinds.js'
import type { NumberStyle } from './figures.js'

/** A place in the deck's text or in a data file. */
export interface Spot {
  /** Name of the data file; absent: the deck. */
  readonly file?: string
  /** 1-based. In the deck, counted from the first line of the chart. */
  readonly line: number
  /** 1-based. */
  readonly column: number
  readonly length: number
}

/** Something to be said about a chart. */
export interface Remark {
  readonly severity: Severity
  readonly code:
    | 'chart-unreadable'
    | 'chart-option'
    | 'chart-value'
    | 'chart-misleading'
    | 'chart-crowded'
    | 'chart-data'
  readonly message: string
  readonly hint: string
  readonly at: Spot
  readonly fix?: { readonly wrote: string; readonly meant: string }
}

/** One cell of a table or data file. */
export interface Cell {
  readonly text: string
  /** True when its author set it in bold. */
  readonly strong: boolean
  readonly at: Spot
}

/** A table as it was written: rows of cells, the head first. */
export type Grid = readonly (readonly Cell[])[]

/** A figure of a series; `value` is absent where it is missing. */
export interface Figure extends Cell {
  readonly value: number | undefined
}

export interface Series {
  readonly name: string
  readonly strong: boolean
  readonly at: Spot
  /** As many as there are categories. */
  readonly figures: readonly Figure[]
}

/** What is drawn. */
export interface ChartData {
  readonly categories: readonly Cell[]
  readonly series: readonly Series[]
  readonly style: NumberStyle
  /** Unit that all figures share: `%`, `€`; empty when they have none. */
  readonly unit: string
  /** True when the unit stands before the figure. */
  readonly unitFirst: boolean
}

/** Options as they were understood. */
export interface ChartSpec {
  readonly kind: ChartKind
  readonly options: Readonly<Record<string, string | undefined>>
  /** Where each option stands. */
  readonly places: Readonly<Record<string, Spot | undefined>>
  readonly at: Spot
}

/** The room that a drawing fills, in pixels of the slide. */
export interface Room {
  readonly width: number
  readonly height: number
  /** True when the theme sets text in a typeface of one width. */
  readonly mono: boolean
}

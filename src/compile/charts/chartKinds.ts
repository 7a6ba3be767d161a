// Kinds and options of charts, in one place, as `catalogue.ts` has directives: completion, help and “did you mean” read this.

import { nearest } from '../../model/words/nearest.js'

/** Every kind of chart, and what it is good for. */
export const chartKinds = {
  column: 'Columns from zero: amounts by category, or by a few years.',
  bar: 'Horizontal bars from zero: amounts of things with long names.',
  line: 'Lines: how something changes over time.',
  area: 'A line with the area below it, from zero.',
  pie: 'Parts of a whole, at most six.',
  donut: 'A pie with a hole.',
  scatter: 'A point for each row: the first two columns of figures.',
  stacked: 'Columns of parts on top of each other.',
  'stacked-100': 'Stacked columns as shares of 100 %.',
  slope: 'Two moments, connected by a line for each row.',
  dot: 'A dot for each figure on one line per category.',
  sparkline: 'A small line for each series, without axes.',
} as const

export type ChartKind = keyof typeof chartKinds

/** What other programs call these kinds. */
const synonyms: Readonly<Record<string, ChartKind | undefined>> = {
  columns: 'column',
  bars: 'bar',
  lines: 'line',
  barh: 'bar',
  doughnut: 'donut',
  points: 'scatter',
  xy: 'scatter',
  percent: 'stacked-100',
  stacked100: 'stacked-100',
  'stacked-column': 'stacked',
  slopegraph: 'slope',
}

/** The kind that a word names, or nearly does; `undefined` for any other word. */
export function meantKind(text: string): ChartKind | undefined {
  const word = text.toLowerCase().replace(/\s+/g, '-')
  if (Object.hasOwn(chartKinds, word)) return word as ChartKind
  return synonyms[word] ?? (nearest(word, Object.keys(chartKinds)) as ChartKind | undefined)
}

/** Options that stand in the comment, and in a fence. */
export const chartOptions = {
  unit: 'Unit of the figures, such as % or €; it is added where a figure has none.',
  highlight: 'Categories or series to highlight; the others step back.',
  labels: 'Which figures are written: all, ends, highlight or none.',
  sort: 'Order of the categories by their first figure: asc or desc.',
  min: 'Where the axis begins. Columns and areas begin at 0, and another beginning is shown on the chart.',
  max: 'Where the axis ends.',
  log: 'A logarithmic axis, for lines, dots and scatter plots.',
  title: 'Title above the chart.',
  source: 'Source below the chart.',
  note: 'Annotation at a category: `note: 2018 "Python 3.7"`.',
  steps: 'What appears step by step: series or points.',
  alt: 'Description for screen readers, instead of the one made from the figures.',
} as const

/** Options that only a fence has. */
export const dataOptions = {
  data: 'File with the figures: CSV, TSV or JSON. Absent: the lines below `---`.',
  type: 'Kind of chart.',
  x: 'Column with the categories. Absent: the first.',
  y: 'Columns with figures, separated by commas. Absent: all others.',
  series: 'Column whose values become series.',
  where: 'Rows to keep, such as `year >= 2010` or `country = Chile`; several are separated by `and`.',
  group: 'Column to group rows by, instead of `x`.',
  sum: 'Column to add up in each group.',
  mean: 'Column to average in each group.',
  count: 'Counts the rows of each group.',
} as const

/** Values of options that take only these. */
export const optionValues: Readonly<Record<string, readonly string[]>> = {
  labels: ['all', 'ends', 'highlight', 'none'],
  sort: ['asc', 'desc'],
  steps: ['series', 'points'],
}

/** Options without a value. */
export const flags: readonly string[] = ['log', 'count']

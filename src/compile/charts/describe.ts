// What a chart says in words, for whoever does not see it, in the language of the deck where we speak it; and its table.
import { figureText, isShortUnit } from './canvas.js'
import type { ChartData, ChartSpec, Series } from './chart.js'
import { element, escapeText } from './svg.js'

interface Words {
  readonly kinds: Readonly<Record<string, string>>
  readonly of: string
  readonly to: string
  readonly highest: string
  readonly lowest: string
}

const english: Words = {
  kinds: {
    column: 'Column chart',
    bar: 'Bar chart',
    line: 'Line chart',
    area: 'Area chart',
    pie: 'Pie chart',
    donut: 'Donut chart',
    scatter: 'Scatter plot',
    stacked: 'Stacked column chart',
    'stacked-100': 'Stacked column chart of shares',
    slope: 'Slope chart',
    dot: 'Dot plot',
    sparkline: 'Sparklines',
  },
  of: 'of',
  to: 'to',
  highest: 'highest',
  lowest: 'lowest',
}

const german: Words = {
  kinds: {
    column: 'Säulendiagramm',
    bar: 'Balkendiagramm',
    line: 'Liniendiagramm',
    area: 'Flächendiagramm',
    pie: 'Kreisdiagramm',
    donut: 'Ringdiagramm',
    scatter: 'Streudiagramm',
    stacked: 'Gestapeltes Säulendiagramm',
    'stacked-100': 'Säulendiagramm der Anteile',
    slope: 'Steigungsdiagramm',
    dot: 'Punktdiagramm',
    sparkline: 'Sparklines',
  },
  of: 'von',
  to: 'bis',
  highest: 'höchster Wert',
  lowest: 'niedrigster Wert',
}

/** Series that are told one by one. */
const mostTold = 6

/** A description made of the figures: kind, title, range of categories, and of each series its ends and extremes. */
export function describe(data: ChartData, spec: ChartSpec, lang: string): string {
  if (spec.options.alt !== undefined) return spec.options.alt
  const words = lang.startsWith('de') ? german : english
  const title = spec.options.title === undefined ? '' : `: ${spec.options.title}`
  const unit = data.unit === '' || isShortUnit(data.unit) ? '' : ` (${data.unit})`
  const head = `${words.kinds[spec.kind] ?? ''}${title}${unit}. `
  if (spec.kind === 'pie' || spec.kind === 'donut') return `${head}${parts(data)}.`
  const told = data.series.slice(0, mostTold).map((series) => seriesWords(series, data, words))
  const more = data.series.length > mostTold ? ` +${data.series.length - mostTold}` : ''
  return `${head}${told.join('; ')}${more}.`
}

function parts({ categories, series }: ChartData): string {
  const figures = series[0]?.figures ?? []
  return categories
    .slice(0, 12)
    .map(({ text }, at) => `${text} ${figures[at]?.text ?? ''}`.trim())
    .join(', ')
}

function seriesWords({ name, figures }: Series, data: ChartData, words: Words): string {
  const there = figures.flatMap((figure, at) =>
    figure.value === undefined ? [] : [{ figure, at, value: figure.value }],
  )
  const [first, last] = [there[0], there.at(-1)]
  if (first === undefined || last === undefined) return name
  const say = ({ figure, at }: typeof first): string =>
    `${figureText(figure, data)} (${data.categories[at]?.text ?? ''})`
  const high = there.reduce((all, one) => (one.value > all.value ? one : all))
  const low = there.reduce((all, one) => (one.value < all.value ? one : all))
  const range = first === last ? say(first) : `${say(first)} ${words.to} ${say(last)}`
  const extremes = [
    high === first || high === last ? '' : `${words.highest} ${say(high)}`,
    low === first || low === last ? '' : `${words.lowest} ${say(low)}`,
  ].filter(Boolean)
  return [`${name === '' ? '' : `${name} `}${range}`, ...extremes].join(', ')
}

/** Rows that the table of a chart has at most: nobody listens to more. */
const mostRows = 100

/** The figures as a table, for screen readers and for the tags of a PDF. */
export function tableOf(data: ChartData): string {
  const cell = (name: string, text: string, scope?: string): string =>
    `<${name}${scope === undefined ? '' : ` scope="${scope}"`}>${escapeText(text)}</${name}>`
  const head = element('tr', {}, [cell('td', ''), ...data.series.map(({ name }) => cell('th', name, 'col'))].join(''))
  const rows = data.categories
    .slice(0, mostRows)
    .map(({ text }, at) =>
      element(
        'tr',
        {},
        [cell('th', text, 'row'), ...data.series.map(({ figures }) => cell('td', figures[at]?.text ?? ''))].join(''),
      ),
    )
  return element('table', { class: 'lc-table' }, `${element('thead', {}, head)}${element('tbody', {}, rows.join(''))}`)
}

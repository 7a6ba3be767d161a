import { escapeHtml } from '../page/escape.js'
import { behindOrAhead, minutes } from './minutes.js'

/** A run as a line: seconds behind the plan (negative when ahead) after each slide that it showed. */
export interface Slip {
  readonly label: string
  readonly after: readonly { readonly slide: number; readonly title: string; readonly behind: number }[]
}

/** In the chart's own units, which are CSS pixels at its natural size. */
const size = { width: 880, height: 280, left: 64, right: 12, top: 14, bottom: 34 }

/** Draws how far runs were behind the plan, slide by slide; the last one in front. `slides` is their number. */
export function slipChart(slips: readonly Slip[], slides: number): string {
  const values = slips.flatMap(({ after }) => after.map(({ behind }) => behind))
  const [most, least] = [Math.max(15, ...values), Math.min(-15, ...values)]
  const step = steps.find((one) => (most - least) / one <= 6) ?? 600
  const x = (slide: number): number =>
    round(size.left + (slide / Math.max(1, slides)) * (size.width - size.left - size.right))
  const y = (behind: number): number =>
    round(size.top + ((most - behind) / (most - least)) * (size.height - size.top - size.bottom))
  const lines = slips.map(({ label, after }, index) => {
    const kind = index === slips.length - 1 ? 'last' : 'early'
    const points = [`${x(0)},${y(0)}`, ...after.map(({ slide, behind }) => `${x(slide + 1)},${y(behind)}`)].join(' ')
    const dots = after.map(
      ({ slide, title, behind }) =>
        `<circle class="${kind}" cx="${x(slide + 1)}" cy="${y(behind)}" r="${kind === 'last' ? 4 : 3}"><title>${escapeHtml(`${label}: ${behindOrAhead(behind)} after ${slide + 1} ${title}`)}</title></circle>`,
    )
    return `<polyline class="${kind}" points="${points}"/>${dots.join('')}`
  })
  const grid: string[] = []
  for (let at = Math.ceil(least / step) * step; at <= most; at += step) {
    const name = at === 0 ? 'plan' : `${at > 0 ? '+' : '−'}${minutes(at)}`
    grid.push(
      `<line class="${at === 0 ? 'zero' : 'grid'}" x1="${size.left}" x2="${size.width - size.right}" y1="${y(at)}" y2="${y(at)}"/><text x="${size.left - 8}" y="${y(at) + 5}" text-anchor="end">${name}</text>`,
    )
  }
  const every = [1, 2, 5, 10, 20, 50, 100, 500].find((one) => slides / one <= 16) ?? 1000
  const numbers: string[] = []
  for (let slide = every; slide <= slides; slide += every)
    numbers.push(`<text x="${x(slide)}" y="${size.height - 12}" text-anchor="middle">${slide}</text>`)
  return `<svg class="slip" viewBox="0 0 ${size.width} ${size.height}" role="img" aria-label="${escapeHtml(summary(slips))}">${grid.join('')}${numbers.join('')}${lines.join('')}</svg>`
}

function summary(slips: readonly Slip[]): string {
  const last = slips.at(-1)
  const [first, ...rest] = last?.after ?? []
  if (first === undefined) return 'Nothing was recorded.'
  const worst = rest.reduce((one, other) => (other.behind > one.behind ? other : one), first)
  const end = rest.at(-1) ?? first
  return `The last run ended ${behindOrAhead(end.behind)}. It was ${worst.behind > 0 ? 'furthest behind' : 'closest to the plan'} after slide ${worst.slide + 1}: ${behindOrAhead(worst.behind)}. All figures are in the table.`
}

/** Distances between grid lines, in seconds. */
const steps = [5, 10, 15, 30, 60, 120, 300]

function round(value: number): number {
  return Math.round(value * 10) / 10
}

import type { Comparison, Run } from '../../model/talk/rehearsal.js'
import { minutes, offBy } from '../../render/reports/minutes.js'
import type { Colours } from '../terminal/printer.js'
import { table } from '../terminal/table.js'

/** Longest bar, in columns. */
const barWidth = 30

/** What was planned and what was recorded, slide by slide, with a bar for each and a mark where its plan ends. */
export function rehearsalReport(
  compared: readonly Comparison[],
  runs: readonly Run[],
  durationMinutes: number | undefined,
  colours: Colours,
): string {
  const longest = Math.max(1, ...compared.map(({ plan = 0, latest = 0 }) => Math.max(plan, latest)))
  const rows = compared.map((slide, index) => [
    String(index + 1),
    shorten(slide.title || 'Untitled'),
    minutes(slide.plan),
    minutes(slide.latest),
    runs.length > 1 ? minutes(slide.average) : '',
    difference(slide),
    bar(slide, longest),
  ])
  const head = ['', 'Slide', 'Plan', 'This run', runs.length > 1 ? `Average of ${runs.length}` : '', '', '']
  const total = runs.at(-1)?.seconds ?? 0
  const planned = durationMinutes === undefined ? '' : ` of ${minutes(durationMinutes * 60)} planned`
  const [first = '', ...lines] = table(head, rows).split('\n')
  return `${colours.dim(first)}\n${lines.join('\n')}\n\n${colours.bold(minutes(total))}${planned}`
}

function difference({ plan, latest }: Comparison): string {
  return plan === undefined || latest === undefined ? '' : offBy(latest - plan)
}

function bar({ plan, latest = 0 }: Comparison, longest: number): string {
  const columns = (seconds: number): number => Math.round((seconds / longest) * barWidth)
  const [filled, end] = [columns(latest), plan === undefined ? -1 : columns(plan)]
  const cells = Array.from({ length: Math.max(filled, end + 1, 0) }, (_, index) =>
    index === end ? '┃' : index < filled ? '█' : '·',
  )
  return cells.join('')
}

function shorten(title: string): string {
  return title.length <= 36 ? title : `${title.slice(0, 35)}…`
}

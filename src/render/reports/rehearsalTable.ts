import type { Plan } from '../../model/talk/plan.js'
import type { Comparison } from '../../model/talk/rehearsal.js'
import { escapeHtml } from '../page/escape.js'
import { minutes, offBy } from './minutes.js'

/** What was recorded of a talk. */
export interface RehearsalPage {
  /** Title and language of the deck. */
  readonly title: string
  readonly lang: string
  readonly slides: readonly Comparison[]
  /** Absent when nothing is planned. */
  readonly plan: Plan | undefined
  /** The runs' names (when they were), the oldest first, as many as each comparison has times. */
  readonly runs: readonly { readonly label: string; readonly seconds: number }[]
}

/** Earlier runs with a column of their own: the latest of them. */
const earlierColumns = 3

/** Every figure, slide by slide, with a bar for those who see it: the plan, the last run, and the earlier ones as dots. */
export function rehearsalTable({ slides, plan, runs, lang }: RehearsalPage): string {
  const last = runs.length - 1
  const planOf = (slide: Comparison): number => plan?.[slides.indexOf(slide)] ?? 0
  const columns: readonly Column[] = [
    ...(plan === undefined ? [] : [['Plan', (slide) => minutes(planOf(slide))] satisfies Column]),
    ['Last run', ({ latest }) => minutes(latest)],
    ...(plan === undefined
      ? []
      : [
          [
            'Difference',
            (slide) => (slide.latest === undefined ? '' : offBy(slide.latest - planOf(slide))),
          ] satisfies Column,
        ]),
    ...(last === 0 ? [] : [[`Average of ${runs.length}`, ({ average }) => minutes(average)] satisfies Column]),
    ...runs
      .map(({ label }, run): Column => [label, ({ times }) => minutes(times[run])])
      .slice(Math.max(0, last - earlierColumns), last)
      .reverse(),
  ]
  const longest = Math.max(1, ...slides.flatMap(({ times }) => times.map((one) => one ?? 0)), ...(plan ?? []))
  const rows = slides.map((slide, index) => {
    const name = `${index + 1} ${slide.title || 'Untitled'}`
    const drawn = bar(slide, plan?.[index], longest)
    const figures = columns.map(([, figure]) => `<td>${figure(slide)}</td>`).join('')
    return `<tr><th scope="row" lang="${escapeHtml(lang)}">${escapeHtml(name)}</th><td class="bar" aria-hidden="true">${drawn}</td>${figures}</tr>`
  })
  const heads = columns.map(([head]) => `<th scope="col">${escapeHtml(head)}</th>`).join('')
  const planned = plan === undefined ? '' : '<span class="over"></span> over plan <span class="plan"></span> plan '
  const key = `<p class="key"><span class="took"></span> the last run ${planned}${last === 0 ? '' : '<span class="early"></span> earlier runs'}</p>`
  return `<section aria-labelledby="each"><h2 id="each">Slide by slide</h2>${key}<div class="wide" tabindex="0" role="group" aria-labelledby="each"><table><thead><tr><th scope="col">Slide</th><td aria-hidden="true"></td>${heads}</tr></thead><tbody>
${rows.join('\n')}
</tbody></table></div></section>`
}

type Column = readonly [head: string, figure: (slide: Comparison) => string]

function bar({ latest, times }: Comparison, planned: number | undefined, longest: number): string {
  const share = (seconds: number): string => `${Math.round((seconds / longest) * 980) / 10}%`
  const within = Math.min(latest ?? 0, planned ?? Number.POSITIVE_INFINITY)
  const parts = [`<rect class="took" y="5" height="14" width="${share(within)}"/>`]
  if (latest !== undefined && latest > within)
    parts.push(`<rect class="over" x="${share(within)}" y="5" height="14" width="${share(latest - within)}"/>`)
  for (const time of times.slice(0, -1))
    if (time !== undefined) parts.push(`<circle class="early" cx="${share(time)}" cy="12" r="3.5"/>`)
  if (planned !== undefined)
    parts.push(`<line class="plan" x1="${share(planned)}" x2="${share(planned)}" y1="1" y2="23"/>`)
  return `<svg>${parts.join('')}</svg>`
}

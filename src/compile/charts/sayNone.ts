import type { Problem } from '../../model/problem.js'
import type { RenderContext } from '../context.js'
import type { Token } from '../engine/markdownIt.js'
import { wordOf } from './askedFor.js'
import { chartKinds } from './chartKinds.js'
import type { NoCharts } from './findCharts.js'

/** Reports what looked like a chart and is none. */
export function sayNone({ lost, unknown, foreign }: NoCharts, context: RenderContext): void {
  for (const comment of lost)
    say(context, comment, {
      severity: 'warning',
      code: 'chart-unreadable',
      message: 'No table follows this comment, so there is no chart.',
      hint: 'Put the table right below it, or use a fence: ```chart.',
    })
  for (const comment of unknown)
    say(context, comment, {
      severity: 'warning',
      code: 'chart-option',
      message: `“${wordOf(comment.content).slice(0, 40)}” is not a kind of chart, so the table stays and the comment is a speaker note.`,
      hint: `Use ${Object.keys(chartKinds).join(', ')}.`,
    })
  const [fence] = foreign
  if (fence === undefined) return
  const times = foreign.length === 1 ? 'This fence' : `The fence \`chart\` (used ${foreign.length} times)`
  say(context, fence, {
    severity: 'info',
    code: 'chart-data',
    message: `${times} has no data for Lectern, so it is shown as code.`,
    hint: 'Write `data: figures.csv`, or rows below a line of three dashes.',
  })
}

/** Says something of a comment or fence, at the word “chart”. */
function say({ lines, problems, source }: RenderContext, { map }: Token, said: Omit<Problem, 'place'>): void {
  const line = map?.[0] ?? 0
  const column = (lines[line] ?? '').indexOf('chart') + 1
  problems.push({ ...said, place: { file: source.file, line: line + 1, column: Math.max(1, column), length: 5 } })
}

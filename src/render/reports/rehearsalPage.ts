import type { Page } from '../../model/page.js'
import type { Plan } from '../../model/talk/plan.js'
import type { Comparison } from '../../model/talk/rehearsal.js'
import { escapeHtml } from '../page/escape.js'
import { minutes, offBy } from './minutes.js'
import { type RehearsalPage, rehearsalTable } from './rehearsalTable.js'
import { type Slip, slipChart } from './slipChart.js'

/** A page that compares runs of a talk with its plan: where it slips, as a chart, and every figure in a table. */
export function renderRehearsal(rehearsal: RehearsalPage): Page {
  const { title, lang, plan, runs, slides } = rehearsal
  const total = runs.at(-1)?.seconds ?? 0
  const whole = plan?.reduce((sum, one) => sum + one, 0)
  const said = [
    `The last run took <strong>${minutes(total)}</strong>`,
    ...(whole === undefined ? [] : [` of ${minutes(whole)} planned${overall(total - whole)}`]),
    `. ${runs.length} ${runs.length === 1 ? 'run' : 'runs'} so far.`,
  ].join('')
  const name = escapeHtml(title === '' ? 'Rehearsal' : `Rehearsal of ${title}`)
  return {
    html: `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${name}</title>
<meta name="generator" content="Lectern">
<style>${style}</style>
</head>
<body>
<header><h1>${name}</h1><p>${said}</p></header>
<main>
${whereItSlips(slides, plan, lang)}
${plan === undefined ? '' : chart(rehearsal, plan)}
${rehearsalTable(rehearsal)}
</main>
</body>
</html>
`,
  }
}

function overall(off: number): string {
  return Math.round(off) === 0 ? '' : `: ${minutes(off)} ${off > 0 ? 'too long' : 'to spare'}`
}

function whereItSlips(slides: readonly Comparison[], plan: Plan | undefined, lang: string): string {
  if (plan === undefined)
    return '<p>No times are planned yet. <code>duration: 30</code> in the front matter plans the whole talk, in minutes; <code>&lt;!-- time: 2m --&gt;</code> plans one slide.</p>'
  const late = slides
    .flatMap(({ title, latest }, index) =>
      latest === undefined ? [] : [{ title, index, off: latest - (plan[index] ?? 0) }],
    )
    .filter(({ off }) => off >= leastSlip)
    .sort((a, b) => b.off - a.off)
    .slice(0, 5)
  if (late.length === 0) return '<p>No slide took over ten seconds longer than planned.</p>'
  const items = late.map(
    ({ title, index, off }) =>
      `<li>Slide ${index + 1}, <span lang="${escapeHtml(lang)}">${escapeHtml(title || 'Untitled')}</span>: <strong>${offBy(off)}</strong></li>`,
  )
  return `<section aria-labelledby="slips"><h2 id="slips">Where you lose time</h2><ul>${items.join('')}</ul></section>`
}

/** A slide is worth naming from so many seconds on. */
const leastSlip = 10

function chart({ slides, runs }: RehearsalPage, plan: Plan): string {
  const slips = runs.map(({ label }, run): Slip => {
    let behind = 0
    const after = slides.flatMap(({ title, times }, slide) => {
      const took = times[run]
      if (took === undefined) return []
      behind += took - (plan[slide] ?? 0)
      return [{ slide, title, behind }]
    })
    return { label, after }
  })
  const early = runs.length > 1 ? '; thin lines are earlier runs' : ''
  return `<section aria-labelledby="behind"><h2 id="behind">Behind or ahead of plan</h2><p>After each slide, by its number. The thick line is the last run${early}.</p><div class="wide" tabindex="0" role="group" aria-labelledby="behind">${slipChart(slips.slice(-8), slides.length)}</div></section>`
}

const style = `:root{color-scheme:light dark;--ground:light-dark(#fafafa,#161616);--text:light-dark(#1c1c1c,#e8e8e8);--faint:light-dark(#595959,#a8a8a8);--line:light-dark(#d5d5d5,#444);--took:light-dark(#2f6fb3,#6ea8e6);--over:light-dark(#b4430c,#f0935f)}
body{background:var(--ground);color:var(--text);font:1rem/1.5 system-ui,sans-serif;margin:0 auto;max-width:76rem;padding:2rem 1.5rem 4rem}
h1{font-size:1.75rem;line-height:1.2;margin:0}
h2{font-size:1.25rem;margin:2.5rem 0 .5rem}
p{margin:.25rem 0}
ul{margin:.5rem 0;padding-inline-start:1.5rem}
.wide{overflow-x:auto}
.wide:focus-visible{outline:2px solid var(--took);outline-offset:2px}
.slip{display:block;min-width:40rem;width:100%}
.slip text{fill:var(--faint);font-size:15px}
.slip .grid{stroke:var(--line)}
.slip .zero{stroke:var(--text);stroke-width:1.5}
.slip polyline{fill:none;stroke:var(--over);stroke-linejoin:round;stroke-width:3}
.slip polyline.early{stroke:var(--faint);stroke-width:1.5;stroke-dasharray:4 3}
.slip circle{fill:var(--over)}
.slip circle.early{fill:var(--faint)}
table{border-collapse:collapse;font-variant-numeric:tabular-nums;width:100%}
th,td{border-bottom:1px solid var(--line);padding:.25rem .75rem;text-align:end;white-space:nowrap}
th:first-child{padding-inline-start:0;text-align:start}
tbody th{font-weight:400;max-width:16rem;overflow:hidden;text-overflow:ellipsis}
thead th{color:var(--faint);font-weight:400}
.bar{width:50%}
.bar svg{display:block;height:24px;min-width:12rem;overflow:visible;width:100%}
.took{background:var(--took);fill:var(--took)}
.over{background:var(--over);fill:var(--over)}
.plan{background:var(--text);stroke:var(--text);stroke-width:3}
.early{fill:var(--ground);stroke:var(--faint);stroke-width:2}
.key{color:var(--faint)}
.key span{display:inline-block;height:.8em;margin-inline-start:.75rem;vertical-align:-.05em;width:1.2em}
.key .took{margin-inline-start:0}
.key .plan{width:3px}
.key .early{background:var(--ground);border:2px solid var(--faint);border-radius:50%;height:.5em;width:.5em}
@media (forced-colors:active){.took,.over,.plan,.early{forced-color-adjust:none}}
@media print{.wide{overflow:visible}}`

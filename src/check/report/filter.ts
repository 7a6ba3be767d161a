// What can be done with a report while it is read: choose by severity, rule and slide, and sort. Without a script, all of
// it is there, by slide.
import { createHash } from 'node:crypto'
import type { Problem, Severity } from '../../model/problem.js'
import { escapeHtml } from '../../render/page/escape.js'

const severities: Readonly<Record<Severity, string>> = { error: 'errors', warning: 'warnings', info: 'notes' }

/** How much was found: of each severity, and of each rule, the most frequent first. */
export function summary(problems: readonly Problem[]): string {
  if (problems.length === 0) return ''
  const counts = countBy(problems, ({ severity }) => severity)
  const said = (Object.keys(severities) as Severity[]).flatMap((severity) => {
    const count = counts.get(severity) ?? 0
    const word = count === 1 ? severities[severity].slice(0, -1) : severities[severity]
    return count === 0 ? [] : [`<li class="${severity}"><b>${count}</b> ${word}</li>`]
  })
  return `<ul class="counts">${said.join('')}</ul>\n${controls(problems)}`
}

function controls(problems: readonly Problem[]): string {
  const rules = [...countBy(problems, ({ code }) => code)].sort(([a, many], [b, few]) => few - many || (a < b ? -1 : 1))
  const slides = [...countBy(problems, ({ slide }) => slide ?? 0)].sort(([a], [b]) => a - b)
  const options = (list: readonly (readonly [value: string | number, text: string])[]): string =>
    list.map(([value, text]) => `<option value="${escapeHtml(String(value))}">${escapeHtml(text)}</option>`).join('')
  const select = (name: string, label: string, list: string): string =>
    `<label>${label} <select name="${name}">${list}</select></label>`
  const all: readonly [string, string] = ['', 'all']
  return `<form class="filter" hidden>${select('severity', 'Severity', options([all, ...Object.entries(severities)]))}
${select('rule', 'Rule', options([all, ...rules.map(([rule, count]) => [rule, `${rule} (${count})`] as const)]))}
${select('slide', 'Slide', options([all, ...slides.map(([slide, count]) => [slide, `${slide === 0 ? 'whole deck' : slide} (${count})`] as const)]))}
${select(
  'sort',
  'Sort by',
  options([
    ['slide', 'slide'],
    ['severity', 'severity'],
    ['rule', 'rule'],
  ]),
)}
<output></output></form>`
}

function countBy<Key>(problems: readonly Problem[], keyOf: (problem: Problem) => Key): Map<Key, number> {
  const counts = new Map<Key, number>()
  for (const problem of problems) counts.set(keyOf(problem), (counts.get(keyOf(problem)) ?? 0) + 1)
  return counts
}

/** Runs at the end of the page. */
export const filterScript = `const form = document.querySelector('.filter')
if (form) {
  form.hidden = false
  const ranks = ['error', 'warning', 'info']
  const articles = [...document.querySelectorAll('article')]
  const keyOf = { slide: () => 0, severity: (item) => ranks.indexOf(item.dataset.severity), rule: (item) => item.dataset.rule }
  const arrange = () => {
    const wanted = Object.fromEntries(new FormData(form))
    const items = [...document.querySelectorAll('[data-rule]')]
    for (const item of items) item.hidden = (wanted.severity && item.dataset.severity !== wanted.severity) ||
      (wanted.rule && item.dataset.rule !== wanted.rule) || (wanted.slide && item.dataset.slide !== wanted.slide)
    const least = (article) => [...article.querySelectorAll('li:not([hidden])')].map(keyOf[wanted.sort]).sort()[0] ?? ''
    const keys = new Map(articles.map((article) => [article, least(article)]))
    for (const article of articles) article.hidden = !article.querySelector('li:not([hidden])')
    for (const article of [...articles].sort((a, b) => keys.get(a) < keys.get(b) ? -1 : keys.get(a) > keys.get(b) ? 1 : 0)) article.parentNode.append(article)
    const all = items.filter((item) => item.localName === 'li')
    form.querySelector('output').textContent = all.filter((item) => !item.hidden).length + ' of ' + all.length
  }
  form.addEventListener('input', arrange)
  form.addEventListener('submit', (event) => event.preventDefault())
  arrange()
}`

/** The page's policy lets this one script run. */
export const filterSource = `'sha256-${createHash('sha256').update(filterScript).digest('base64')}'`

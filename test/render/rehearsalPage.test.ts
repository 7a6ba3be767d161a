import { expect, test } from 'vitest'
import { planTalk } from '../../src/model/talk/plan.js'
import { compareRuns, type Run } from '../../src/model/talk/rehearsal.js'
import { renderRehearsal } from '../../src/render/reports/rehearsalPage.js'

const titles = ['One', '<b onclick="x">Two</b>', '', 'Four']
const run = (...seconds: number[]): Run => ({
  date: '2026-01-01T00:00:00.000Z',
  seconds: seconds.reduce((sum, one) => sum + one, 0),
  slides: titles.map((title, index) => ({ title, seconds: seconds[index] ?? 0, steps: [] })),
})

function page(runs: readonly Run[], total: number | undefined): string {
  const plan = planTalk({ slides: titles.map(() => undefined), total })
  const slides = compareRuns(
    titles.map((title, index) => ({ title, timeSeconds: plan?.[index] })),
    runs,
  )
  const labels = runs.map(({ seconds }, index) => ({ label: `Run ${index + 1}`, seconds }))
  return renderRehearsal({ title: 'Talk & more', lang: 'en', slides, plan, runs: labels }).html
}

const cellsOf = (html: string, row: number): string[] =>
  [
    ...(html
      .split('<tbody>')[1]
      ?.split('<tr>')
      [row]?.matchAll(/<td>(.*?)<\/td>/g) ?? []),
  ].map(([, cell = '']) => cell)

test('says how long it took, where it slipped, and every figure in a table', () => {
  const html = page([run(50, 70, 60, 60), run(62, 130, 45, 60)], 240)
  expect(html).toContain('The last run took <strong>4:57</strong> of 4:00 planned: 0:57 too long. 2 runs so far.')
  expect(html.match(/<li>/g)).toHaveLength(1)
  expect(html).toContain('</span>: <strong>+1:10</strong></li>')
  expect(html).toContain('<th scope="col">Plan</th><th scope="col">Last run</th><th scope="col">Difference</th>')
  expect(cellsOf(html, 2)).toEqual(['1:00', '2:10', '+1:10', '1:40', '1:10'])
  expect(cellsOf(html, 3)).toEqual(['1:00', '0:45', '−0:15', '0:53', '1:00'])
  expect(html).toContain('The last run ended 0:57 behind. It was furthest behind after slide 2: 1:12 behind.')
  expect(html).toContain('Run 1: 0:10 ahead after 1 One')
})

test('a slide that was skipped has no figure, and a talk without a plan no comparison', () => {
  expect(cellsOf(page([run(60, 0, 60, 60)], 240), 2)).toEqual(['1:00', '', ''])
  const html = page([run(60, 0, 60, 60)], undefined)
  expect(html).toContain('No times are planned yet')
  expect(html).not.toContain('class="slip" viewBox')
  expect(cellsOf(html, 1)).toEqual(['1:00'])
})

test('titles stay text, and the page asks nobody for anything', () => {
  const html = page([run(90, 70, 60, 60)], 200)
  expect(html).not.toContain('<b onclick')
  expect(html).toContain('&lt;b onclick=&quot;x&quot;&gt;Two&lt;/b&gt;')
  expect(html).toContain("default-src 'none'")
  expect(html).not.toMatch(/<script|https?:|url\(/)
})

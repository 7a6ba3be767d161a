import { expect, test } from 'vitest'
import { reportPage } from '../../src/check/report/page.js'
import type { Problem } from '../../src/model/problem.js'
import { handmade } from '../render/handmade.js'

const problem = (slide: number, severity: Problem['severity'], code: Problem['code'], hint = ''): Problem => ({
  severity,
  code,
  message: 'Wrong.',
  hint,
  place: { file: 'talk.md', line: slide, column: 1 },
  slide,
})

const page = (problems: readonly Problem[]): string => {
  const deck = handmade([{ title: 'A' }, { title: 'B' }])
  return reportPage([{ reported: { deck, problems, measured: 0, quiet: 0 }, pictures: new Map() }])
}

test.each([
  ['Write `a`.', 'Write <kbd>a</kbd>.'],
  ['Use ```` ```js {1-4|9} ````, or not.', 'Use <kbd>```js {1-4|9}</kbd>, or not.'],
  ['Two ``a ` b`` and `c`', 'Two <kbd>a ` b</kbd> and <kbd>c</kbd>'],
  ['A lone ` stays', 'A lone ` stays'],
  ['`<!-- fit -->`', '<kbd>&lt;!-- fit --&gt;</kbd>'],
])('a hint with backticks is shown as it is meant: %s', (hint, html) => {
  expect(page([problem(1, 'warning', 'overflow', hint)])).toContain(`<p class="hint">${html}</p>`)
})

test('the report begins with how much there is, and can be narrowed by severity, rule and slide', () => {
  const html = page([
    problem(1, 'warning', 'contrast'),
    problem(2, 'error', 'overflow'),
    problem(2, 'warning', 'contrast'),
  ])
  expect(html).toContain('<li class="error"><b>1</b> error</li><li class="warning"><b>2</b> warnings</li>')
  expect(html).toContain('<option value="contrast">contrast (2)</option><option value="overflow">overflow (1)</option>')
  expect(html).toContain('<option value="1">1 (1)</option><option value="2">2 (2)</option>')
  expect(html).toContain('data-severity="error" data-rule="overflow" data-slide="2"')
  expect(html).toMatch(/script-src 'sha256-[\w+/=]+'/)
  expect(page([])).not.toContain('<form')
})

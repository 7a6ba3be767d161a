import { parse } from 'parse5'
import { expect, test } from 'vitest'
import { reportPage } from '../../src/check/report/page.js'
import type { Problem } from '../../src/model/problem.js'
import { compileText } from '../compile/compileText.js'

test('nothing that an author wrote is markup in the report', async () => {
  const hostile = `"'><img src=x onerror=alert(1)><script>1</script>\`<b>\`&lt;`
  const compiled = await compileText('# A\n')
  const [slide] = compiled.slides
  if (slide === undefined) throw new Error('no slide')
  const deck = {
    ...compiled,
    file: `${hostile}.md`,
    meta: { ...compiled.meta, title: hostile },
    slides: [{ ...slide, title: hostile }],
  }
  const place = { file: `${hostile}.md`, line: 1, column: 2 }
  const problem: Problem = { severity: 'warning', code: 'overflow', message: hostile, hint: hostile, place }
  const box = { xPx: 0, yPx: 0, widthPx: 9, heightPx: 9 }
  const problems = [
    { ...problem, slide: 1, spot: { box, element: hostile } },
    { ...problem, severity: 'error' },
  ] as const
  const reported = { deck, problems, measured: 1, quiet: 0 }
  const clean = { ...reported, problems: [] }
  const pictures = new Map([[1, `data:image/webp;base64,"><img src=x>`]])
  const page = reportPage([
    { reported, pictures },
    { reported: clean, pictures: new Map() },
  ])
  const [names, attributes] = [new Set<string>(), new Set<string>()]
  const visit = (node: unknown): void => {
    const {
      tagName,
      attrs = [],
      childNodes = [],
    } = node as {
      tagName?: string
      attrs?: { name: string; value: string }[]
      childNodes?: unknown[]
    }
    if (tagName !== undefined) names.add(tagName)
    for (const { name } of attrs) attributes.add(name)
    for (const child of childNodes) visit(child)
  }
  visit(parse(page))
  // The page has one script, its own, and counts two kinds of problems.
  expect([...names].filter((name) => ['script', 'b', 'img'].includes(name)).sort()).toEqual(['b', 'img', 'script'])
  expect(page.match(/<script/g)).toHaveLength(1)
  expect(page.match(/<img /g)).toHaveLength(1)
  expect(page.match(/<b>/g)).toHaveLength(3)
  expect([...attributes].filter((name) => name.startsWith('on'))).toEqual([])
  expect(page).toMatch(/<meta http-equiv="Content-Security-Policy" content="default-src 'none';/)
})

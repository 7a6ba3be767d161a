// Pages for people who build Lectern name files, which move. And links of pages that are shipped lead to files that are shipped.
import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'

const root = join(import.meta.dirname, '..')
const read = (path: string): string => readFileSync(join(root, path), 'utf8')

/** Relative addresses of links and pictures; what stands in code is an example. */
function linksOf(page: string): string[] {
  const text = page.replace(/^( {4}|```[\s\S]*?^```).*$/gm, '').replace(/`[^`\n]*`/g, '')
  const targets = [...text.matchAll(/\]\(([^)\s#]+)[^)]*\)/g)].map(([, target = '']) => target)
  return targets.filter((target) => !/^[a-z]+:/.test(target))
}

test.each(['docs/dev/README.md', 'CONTRIBUTING.md', 'SECURITY.md'])('every path that %s names is there', (page) => {
  const example = /^(src\/check\/rules\/tooMany|src\/compile\/plugins\/accent|test\/decks\/check\/bad\/too-many)/
  const named = [...read(page).matchAll(/`((?:src|test|docs|bin|themes|slides)\/[\w./-]+)`/g)].map(
    ([, path = '']) => path,
  )
  expect(named.length + linksOf(read(page)).length).toBeGreaterThan(0)
  expect(named.filter((path) => !existsSync(join(root, path)) && !example.test(path))).toEqual([])
})

test.each([
  'README.md',
  'CONTRIBUTING.md',
  'SECURITY.md',
  'docs/dev/README.md',
  'docs/dev/measurements.md',
  'docs/presenting.md',
  'docs/charts.md',
  'docs/rules/README.md',
  'src/README.md',
  'src/serve/README.md',
  'themes/README.md',
])('every link of %s leads somewhere', (page) => {
  expect(linksOf(read(page)).filter((target) => !existsSync(join(root, dirname(page), target)))).toEqual([])
})

test('links of pages in the package lead to files in the package', () => {
  const options = { cwd: root, encoding: 'utf8', shell: process.platform === 'win32' } as const
  const packed = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], options)
  const [{ files }] = JSON.parse(packed) as [{ files: { path: string }[] }]
  const shipped = new Set(files.map(({ path }) => path))
  const pages = [...shipped].filter((path) => path.endsWith('.md'))
  expect(pages).toEqual(expect.arrayContaining(['README.md', 'docs/presenting.md', 'docs/rules/overflow.md']))
  const lost = pages.flatMap((page) =>
    linksOf(read(page))
      .map((target) => normalize(join(dirname(page), target)).replaceAll('\\', '/'))
      .filter((path) => !shipped.has(path) && !shipped.has(`${path}/README.md`))
      .map((path) => `${page} → ${path}`),
  )
  expect(lost).toEqual([])
})

test.each(readdirSync(join(root, '.github', 'ISSUE_TEMPLATE')))('the form for issues %s can be shown', (name) => {
  const form = parse(read(`.github/ISSUE_TEMPLATE/${name}`)) as { name?: string; description?: string; body?: object[] }
  if (name === 'config.yml') return expect(form).toEqual({ blank_issues_enabled: true })
  expect(form).toMatchObject({ name: expect.any(String), description: expect.any(String) })
  for (const field of form.body ?? [])
    expect(field).toMatchObject({ id: expect.any(String), attributes: { label: expect.any(String) } })
  if (name !== 'idea.yml') expect(JSON.stringify(form)).toContain('lectern doctor --json')
})

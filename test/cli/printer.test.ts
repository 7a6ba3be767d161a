import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { annotations } from '../../src/check/report/github.js'
import { harmlessJson, jsonText } from '../../src/cli/terminal/printer.js'
import { drawProblem } from '../../src/cli/terminal/printProblems.js'
import type { Problem } from '../../src/model/problem.js'
import { heard } from './heard.js'
import { folderWith, lectern } from './lectern.js'

/** What terminals and runners act on: controls but ours, turned directions, commands. */
const acts = /[^\P{Cc}\n]|[\u2028\u2029\u202a-\u202e\u2066-\u2069]|^\s*::|##\w*\[/mu
const ourColours = new RegExp(`${String.fromCharCode(27)}\\[[0-9;]+m`, 'g')

test.each([
  ['an escape', '\u001b]0;title\u0007\u001b[2J\u009b1m'],
  ['a carriage return', 'a\rb'],
  ['a turned direction', '\u202egnp.exe'],
  ['a command of GitHub', '::error::x'],
  ['one behind blanks', ' \t\u00a0::set-output name=x::y'],
  ['one on a second line', 'a\n::warning::x'],
  ['one behind an empty line', '\n\n::warning::x'],
  ['one of before', 'a ##[error]x'],
  ['one of Azure', '##vso[task.setvariable variable=x]y'],
  ['colours that are not ours', '\u001b[31mred\u001b[39m'],
])('nothing that is said drives who reads it: %s', (_, text) => {
  for (const env of [{ NO_COLOR: '1' }, { FORCE_COLOR: '1' }]) {
    const [terminal, said] = heard(env)
    const { err, out, colours } = terminal
    err.write(`${text}\n`)
    out.write(`${colours.bold(`${text}`)}\n`)
    err.write('  ')
    err.write(`${text}\n`)
    err.write(`${colours.dim(colours.red(text))} and more\n`)
    terminal.rewrite(text)
    const plain = said().replace('\r\u001b[K', '').replace(ourColours, '')
    expect(plain).not.toMatch(acts)
    expect(said().match(ourColours)?.length ?? 0).toBe('FORCE_COLOR' in env ? 6 : 0)
  }
})

test('what is no command stays as it is', () => {
  const [{ err }, said] = heard()
  const text = 'talk.md:3:1 f :: Int → a::b\n- ::before\n## [x] #[y] ünï 講演 ✓\n'
  err.write(text)
  err.write('a')
  err.write('::b\n')
  expect(said()).toBe(`${text}a::b\n`)
})

test('JSON is the same value and harmless', () => {
  const value = { a: '::error::x ##[error]\u001b[2J\u009b\u202e\u2028\u007f##vso[x]', '##[k]': ['::x'] }
  for (const text of [jsonText(value), harmlessJson(JSON.stringify(value))]) {
    expect(JSON.parse(text)).toEqual(value)
    expect(text).not.toMatch(acts)
  }
})

const hostile = 'x\u001b[2J\r\n::error::y##[z]\u202e%'
const problem: Problem = {
  severity: 'warning',
  code: 'overflow',
  message: `message ${hostile}`,
  hint: `hint ${hostile}`,
  place: { file: `::a,b:c ${hostile}.md`, line: 1, column: 2 },
  sourceLine: `line ${hostile}`,
}

test('an annotation is one line, with one command at its beginning', () => {
  const text = annotations([problem, { ...problem, severity: 'info' }])
  const lines = text.split('\n')
  expect(lines.length).toBe(3)
  for (const [at, line] of lines.slice(0, 2).entries()) {
    expect(line).toMatch(at === 0 ? /^::warning file=/ : /^::notice file=/)
    expect(line.slice(2)).not.toMatch(acts)
    // As the runner reads it: the fields end at the next colons, and commas divide them.
    const [fields = '', ...rest] = line.replace(/^::\w+ /, '').split('::')
    const message = rest.join('::')
    expect(fields.split(',').map((field) => field.split('=')[0])).toEqual(['file', 'line', 'col', 'title'])
    expect(fields).toContain('%3A%3Aa%2Cb%3Ac')
    expect(message.split('%0A').length).toBe(3)
    expect(message).toContain('%25')
  }
})

test('a problem is drawn on lines of its own', () => {
  const [{ colours }] = heard()
  const lines = drawProblem(problem, colours).split('\n')
  expect(lines.length).toBe(4)
  for (const line of lines) expect(line).not.toMatch(/[^\P{Cc}]|\u202e/u)
})

test('names and titles are said on one line, by every command and for every reader', async () => {
  const name = '::error::a\n::warning::b\u001b[2J.md'
  const text =
    '---\ntitle: "::error file=x::\\e]0;t\\a ##[error]t"\n---\n\n<!-- _clas: lead -->\n\n# ::error::\u001b[31mOne ##[error]x\n'
  const cwd = await folderWith({ [name]: text })
  const commands = [
    ['build', '-o', 'out'],
    ['build', '-o', 'out', '--json'],
    ['check', '--fix', '--dry-run', '--report', '::r\u001b[1m.html'],
    ['check', '--json', '--baseline', '::b\u001b[1m.json', '--update-baseline'],
    ['check', '--format', 'sarif'],
  ]
  for (const words of commands) {
    const [verb = '', ...options] = words
    const { out, err } = await lectern([verb, `./${name}`, ...options], { cwd })
    expect([words, out.match(acts), err.match(acts)]).toEqual([words, null, null])
    expect(err).not.toMatch(/^.?:?:?warning/m)
  }
  const github = await lectern(['check', `./${name}`, '--format', 'github'], { cwd })
  for (const line of github.out.trim().split('\n'))
    expect(line.replace(/^::(error|warning|notice) /, '')).not.toMatch(acts)
  expect(github.err).not.toMatch(acts)
})

test('no file of the commands writes to a stream but through the printer', () => {
  const found = execFileSync(
    'grep',
    ['-rnE', '(stdout|stderr)\\.write|console\\.(log|error|warn|info)\\(', 'src', '--include=*.ts'],
    {
      encoding: 'utf8',
    },
  )
  const files = found.split('\n').map((line) => line.split(':')[0])
  expect([...new Set(files)].filter((file) => file !== '' && !file?.startsWith('src/client/'))).toEqual([
    'src/cli/main.ts',
  ])
})

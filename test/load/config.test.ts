import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { build } from 'esbuild'
import { describe, expect, it, onTestFinished } from 'vitest'
import { configIgnoredBeside, loadConfig } from '../../src/load/config/config.js'
import { LecternError } from '../../src/model/error.js'
import { folderWith } from './folder.js'

async function failure(files: Record<string, string>, file?: string) {
  const search = { cwd: folderWith(files), deadlineMs: 2_000, ...(file === undefined ? {} : { file }) }
  const result: unknown = await loadConfig(search).catch((cause: unknown) => cause)
  if (!(result instanceof LecternError)) throw new Error(`no error but ${JSON.stringify(result)}`)
  return { exitCode: result.exitCode, ...result.problem }
}

const ts = 'const theme: string = "gaia"\nexport default { theme, strict: true } satisfies object\n'

describe('a configuration', () => {
  it.each([
    ['lectern.config.ts', ts],
    ['lectern.config.mjs', 'export default { theme: "gaia", strict: true }'],
    ['lectern.config.js', 'module.exports = { theme: "gaia", strict: true }'],
    ['lectern.config.json', '{"theme": "gaia", "strict": true}'],
    ['package.json', '{"name": "x", "lectern": {"theme": "gaia", "strict": true}}'],
  ])('is read from %s', async (name, text) => {
    expect(await loadConfig({ cwd: folderWith({ [name]: text }) })).toEqual({ theme: 'gaia', strict: true })
  })

  it('may be a promise, may wait and may import', async () => {
    const text = 'import { sep } from "node:path"\nawait null\nexport default Promise.resolve({ out: "dist" + sep })'
    expect(await loadConfig({ cwd: folderWith({ 'lectern.config.mjs': text }) })).toEqual({ out: 'dist/' })
  })

  it('is empty when there is none, and looked for only where the command runs', async () => {
    expect(
      await loadConfig({ cwd: folderWith({ 'package.json': '{"name": "lectern", "bin": {"lectern": "x"}}' }) }),
    ).toEqual({})
    const folder = folderWith({ 'lectern.config.json': '{"theme": "gaia"}', 'slides/x/deck.md': '' })
    expect(await loadConfig({ cwd: join(folder, 'slides') })).toEqual({})
  })

  it('that is named is read from there, and nothing else is', async () => {
    const files = { 'lectern.config.json': '{"theme": "gaia"}', 'other/c.json': '{"theme": "uncover"}' }
    expect(await loadConfig({ cwd: folderWith(files), file: 'other/c.json' })).toEqual({ theme: 'uncover' })
    expect(await failure(files, 'other/d.json')).toMatchObject({
      exitCode: 2,
      code: 'config-invalid',
      hint: 'Did you mean `c.json`?',
    })
    expect(await failure({ 'a.css': '' }, 'a.css')).toMatchObject({ exitCode: 2 })
  })

  it('that is there twice is an error', async () => {
    const files = { 'lectern.config.json': '{}', 'lectern.config.ts': 'export default {}' }
    expect(await failure(files)).toMatchObject({ exitCode: 2, message: expect.stringContaining('several') })
  })

  it('works from the bundle, and has what it prints on stderr', async () => {
    const modules = fileURLToPath(new URL('../../node_modules', import.meta.url))
    const folder = mkdtempSync(join(modules, '.lectern-test-'))
    onTestFinished(() => rmSync(folder, { recursive: true }))
    const contents = `import { loadConfig } from './config.js'
      console.log(JSON.stringify(await loadConfig({ cwd: process.cwd(), print: process.stderr })))`
    const resolveDir = fileURLToPath(new URL('../../src/load/config', import.meta.url))
    const outfile = join(folder, 'run.mjs')
    const stdin = { contents, resolveDir, loader: 'ts' } as const
    await build({
      stdin,
      outfile,
      bundle: true,
      platform: 'node',
      format: 'esm',
      packages: 'external',
      logLevel: 'error',
    })
    const cwd = folderWith({ 'lectern.config.ts': `console.log('hello')\n${ts}` })
    const { stdout, stderr } = await promisify(execFile)(process.execPath, [outfile], { cwd })
    expect([stdout, stderr]).toEqual(['{"theme":"gaia","strict":true}\n', 'hello\n'])
  })
})

describe('a configuration that cannot be used', () => {
  it.each([
    ['a syntax error', 'export default {'],
    ['throw null', 'throw null'],
    ['a throw of something that cannot be printed', 'throw { toString() { throw 1 } }'],
    ['a promise that never settles', 'export default new Promise(() => {})'],
    ['a wait that never ends', 'await new Promise(() => {}); export default {}'],
    ['an endless loop', 'while (1) {}'],
    ['an endless timer', 'setInterval(() => {}, 10); export default new Promise(() => {})'],
    ['an exit', 'process.exit(0)'],
    ['a string', 'export default "gaia"'],
    ['a function', 'export default () => ({})'],
    ['a function inside', 'export default { decks: () => [] }'],
    ['null', 'export default null'],
    ['a list', 'export default []'],
    ['nothing', 'export const x = 1'],
    ['a getter that throws', 'export default { get theme() { throw new Error("no") } }'],
    ['a circle', 'const a = { theme: "x" }; a.self = a; export default a'],
    ['memory without end', 'const a = []; for (;;) a.push(new Array(1e6).fill(1))'],
    ['a missing import', 'import "./nowhere.mjs"; export default {}'],
  ])('%s is an error of usage', async (_, text) => {
    expect(await failure({ 'lectern.config.mjs': text })).toMatchObject({
      exitCode: 2,
      code: 'config-invalid',
      place: { file: 'lectern.config.mjs' },
      message: expect.not.stringContaining('\n'),
    })
  })

  it('lists two hundred unknown keys and every wrong value at once, with the nearest names', async () => {
    const many = Object.fromEntries(Array.from({ length: 200 }, (_, i) => [`key${i}`, i]))
    const config = { ...many, thme: 'x', strict: 'yes', timeoutSeconds: 0, decks: [1], out: '' }
    const { message, hint, exitCode } = await failure({ 'lectern.config.json': JSON.stringify(config) })
    expect(exitCode).toBe(2)
    for (const part of [
      'key0',
      'key199',
      'did you mean `theme`',
      '`strict` must be boolean',
      '`timeoutSeconds` must be at least 1',
      '`decks.0`',
      '`out` must not be empty',
    ])
      expect(`${message} ${hint}`).toContain(part)
    expect(message.length).toBeLessThanOrEqual(200)
  })

  it('of broken JSON says the line and column', async () => {
    expect(await failure({ 'lectern.config.json': '{\n  "theme": "a",\n}\n' })).toMatchObject({
      place: { line: 3, column: 1 },
    })
    expect(await failure({ 'lectern.config.json': '{\n  "theme": "a"' })).toMatchObject({ place: { line: 2 } })
    expect(await failure({ 'package.json': '{"lectern": {"theme": }}' })).toMatchObject({ exitCode: 2 })
    expect(await loadConfig({ cwd: folderWith({ 'package.json': '{' }) })).toEqual({})
  })
})

it('`__proto__` in a configuration is a rejected key and pollutes nothing', async () => {
  for (const [name, text] of [
    ['lectern.config.json', '{"__proto__": {"html": true}, "constructor": {"prototype": {"html": 1}}}'],
    ['lectern.config.mjs', 'export default JSON.parse(`{"__proto__": {"html": true}, "constructor": {}}`)'],
  ] as const) {
    const { message, exitCode } = await failure({ [name]: text })
    expect([exitCode, message]).toEqual([2, expect.stringContaining('`__proto__` is not a known key')])
    expect('html' in {}).toBe(false)
  }
})

describe('a configuration beside somebody else’s deck', () => {
  it.each(['lectern.config.mjs', 'lectern.config.ts', '.lecternrc.js', 'package.json'])(
    '%s is not run, and said to be ignored',
    async (name) => {
      const folder = folderWith({ 'safe/x.txt': '', 'evil/deck.md': '# A' })
      const pwned = join(folder, 'PWNED-43')
      const program = `require('node:fs').writeFileSync(${JSON.stringify(pwned)}, '')`
      writeFileSync(join(folder, 'evil', name), name === 'package.json' ? '{"lectern": {"theme": "gaia"}}' : program)
      expect(await loadConfig({ cwd: join(folder, 'safe') })).toEqual({})
      expect(await configIgnoredBeside(join(folder, 'evil', 'deck.md'), join(folder, 'safe'))).toMatchObject({
        severity: 'info',
        code: 'config-ignored',
        place: { file: `../evil/${name}` },
        hint: expect.stringContaining('--config'),
      })
      expect(existsSync(pwned)).toBe(false)
    },
  )

  it('nothing is said when there is none, or when it is the project’s own', async () => {
    const folder = folderWith({ 'lectern.config.json': '{}', 'deck.md': '', 'sub/deck.md': '' })
    expect(await configIgnoredBeside(join(folder, 'deck.md'), folder)).toBeUndefined()
    expect(await configIgnoredBeside(join(folder, 'sub', 'deck.md'), folder)).toBeUndefined()
  })
})

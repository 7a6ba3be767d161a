// `npm run new`: every recipe on the tree as it is now, without touching it.
import { execFile } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { cp, mkdir, symlink, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { plan, recipes } from '../../bin/new/plan.mjs'
import { layouts } from '../../src/compile/looks/layouts.js'
import { folderWith } from '../cli/lectern.js'

const root = join(import.meta.dirname, '..', '..')
const read = (path: string): string | undefined =>
  existsSync(join(root, path)) ? readFileSync(join(root, path), 'utf8') : undefined

describe('A recipe', () => {
  test('has its section in CONTRIBUTING.md', () => {
    const page = read('CONTRIBUTING.md') ?? ''
    expect([...page.matchAll(/npm run new -- ([a-z]+) /g)].map(([, kind]) => kind).sort()).toEqual(
      expect.arrayContaining(Object.keys(recipes).sort()),
    )
  })

  test('refuses a kind that there is not, a name that cannot be used, and a file that is there', () => {
    expect(() => plan('rulle', 'a', read)).toThrow(/no recipe “rulle”. Recipes are rule, code/)
    expect(() => plan('rule', 'tooMany', read)).toThrow(/is no name/)
    expect(() => plan('rule', '../a', read)).toThrow(/is no name/)
    expect(() => plan('rule', 'overflow', read)).toThrow('src/check/rules/overflow.ts is there already.')
  })

  test('names only files that are there, or that it writes', () => {
    for (const kind of Object.keys(recipes)) {
      const { files, next } = plan(kind, 'a-new-one', read)
      const named = next.flatMap((line) => line.match(/(?:src|test|themes|docs|bin)\/[\w/.-]*[\w/]/g) ?? [])
      expect(named.length, kind).toBeGreaterThan(0)
      const paths = [...files.keys()]
      const isWritten = (path: string): boolean => paths.some((one) => one === path || one.startsWith(path))
      const missing = named.filter((path) => !isWritten(path) && !existsSync(join(root, path)))
      // What is made by the step that names it.
      expect(missing.filter((path) => !/^docs\/rules\//.test(path))).toEqual([])
    }
  })

  test('puts a layout behind the vocabulary of the base, whose order is that of the source', () => {
    const { files } = plan('layout', 'a-new-one', read)
    const base = JSON.parse(files.get('themes/base/theme.json') ?? '{}') as { layouts: { class: string }[] }
    // The charts are the last part of the vocabulary, in a file of their own.
    expect(base.layouts[layouts.findIndex((layout) => layout.class === 'chart')]?.class).toBe('a-new-one')
  })

  test('leaves a tree that passes the type check, all of them together', { timeout: 120_000 }, async () => {
    const copy = await folderWith({})
    const own = (path: string): boolean => !/[\\/](decks|client|bench)$/.test(path)
    for (const name of ['src', 'test', 'bin', 'package.json'])
      await cp(join(root, name), join(copy, name), { recursive: true, filter: own })
    await symlink(join(root, 'node_modules'), join(copy, 'node_modules'), 'junction')
    const written = new Map<string, string>()
    for (const kind of Object.keys(recipes))
      for (const [path, text] of plan(kind, `new-${kind}`, (path) => written.get(path) ?? read(path)).files)
        written.set(path, text)
    for (const [path, text] of written) {
      await mkdir(dirname(join(copy, path)), { recursive: true })
      await writeFile(join(copy, path), text)
    }
    const settings = JSON.parse(read('tsconfig.json') ?? '{}') as object
    const include = ['src', ...[...written.keys()].filter((path) => path.startsWith('test/'))]
    await writeFile(join(copy, 'tsconfig.json'), JSON.stringify({ ...settings, include }))
    const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc')
    const out = await new Promise<string>((resolve) => {
      execFile(process.execPath, [compiler, '-p', '.'], { cwd: copy }, (_, stdout) => resolve(stdout))
    })
    expect(out).toBe('')
  })
})

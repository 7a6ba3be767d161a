import { symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Marp } from '@marp-team/marp-core'
import { describe, expect, it } from 'vitest'
import { sourceFromText } from '../../src/load/deck/source.js'
import { packageRoot } from '../../src/load/packageRoot.js'
import type { ThemeSearch } from '../../src/load/themes/findThemes.js'
import { listThemes } from '../../src/load/themes/listThemes.js'
import { loadThemes, themesNamedIn } from '../../src/load/themes/themes.js'
import { LecternError } from '../../src/model/error.js'
import { asUser } from './asUser.js'
import { folderWith } from './folder.js'

const manifest = (name: string, more: object = {}) =>
  JSON.stringify({
    name,
    title: name,
    description: 'A theme',
    version: '1.0.0',
    license: 'MIT',
    css: 'theme.css',
    ...more,
  })
const css = (name: string, rest = '') => `/* @theme ${name} */\n${rest}section { color: red }\n`

const load = (cwd: string, search: Partial<ThemeSearch> = {}) =>
  loadThemes({ cwd, packageRoot: folderWith(), dirs: [], ...search })

async function summary(cwd: string, search: Partial<ThemeSearch> = {}) {
  const { themes, names, problems, forced } = await load(cwd, search)
  const loaded = themes.filter((theme) => theme.css !== undefined).map(({ name }) => name)
  return {
    loaded,
    names,
    forced,
    problems: problems.map(
      ({ code, severity, place: { file, line, column } }) => `${severity} ${code} ${file}:${line}:${column}`,
    ),
  }
}

async function failure(cwd: string, search: Partial<ThemeSearch>) {
  const error: unknown = await load(cwd, search).catch((cause: unknown) => cause)
  if (!(error instanceof LecternError)) throw new Error(`no error but ${String(error)}`)
  return { exitCode: error.exitCode, ...error.problem }
}

describe('themes', () => {
  it('say the same whether their CSS was parsed or is remembered, and those with a fault say it every time', async () => {
    const more = "/* @size wide 1600px 900px */\n@import 'gaia';\n"
    const cwd = folderWith({
      'themes/whole.css': css('whole', more),
      'themes/broken.css': 'section { color: red } }',
      'themes/pack/theme.json': manifest('pack'),
      'themes/pack/theme.css': css('pack', more),
    })
    const memo = new Map<string, string>()
    const search = { wanted: ['whole', 'pack'] }
    const parsed = await load(cwd, search)
    expect(await load(cwd, { ...search, memo })).toEqual(parsed)
    expect(memo.size).toBe(2)
    const whole = new Map(memo)
    expect(await load(cwd, { ...search, memo })).toEqual(parsed)
    expect(memo).toEqual(whole)
    expect(parsed.problems.map(({ code }) => code)).toContain('theme-invalid')
    // It is the memo that answers: what it holds for this very CSS is what is said.
    for (const [key, value] of memo) memo.set(key, value.replace('"whole"', '"other"'))
    expect((await load(cwd, { ...search, memo })).names).toContain('other')
  })

  it('are the engine’s three when there is nothing else', async () => {
    const { themes, names, problems } = await load(folderWith())
    expect(themes).toEqual(['default', 'gaia', 'uncover'].map((name) => ({ name, file: 'marp' })))
    expect([...names].sort()).toEqual(['default', 'gaia', 'uncover'])
    expect(new Marp().themeSet.size).toBe(3)
    expect(problems).toEqual([])
  })

  it('of packs are known by name, and read when they are wanted', async () => {
    const layouts = [{ class: 'lead', title: 'Lead', description: 'The first slide' }]
    const cwd = folderWith({
      'themes/one/theme.json': manifest('one', { layouts }),
      'themes/one/theme.css': css('one'),
      'themes/two/theme.json': manifest('two'),
      'themes/two/theme.css': 'section {',
      'themes/README.md': '',
    })
    expect(await summary(cwd)).toMatchObject({
      loaded: [],
      names: ['one', 'two', 'default', 'gaia', 'uncover'],
      problems: [],
    })
    const { themes } = await load(cwd, { wanted: 'one' })
    expect(themes.at(-1)).toEqual({
      name: 'one',
      css: css('one'),
      file: 'themes/one/theme.css',
      root: join(cwd, 'themes/one'),
      layouts,
    })
    expect(await summary(cwd, { wanted: ['two'] })).toMatchObject({
      loaded: [],
      problems: ['error theme-invalid themes/two/theme.css:1:1'],
    })
  })

  it('that Lectern brings are found from everywhere, and give way to the project’s', async () => {
    const files = { 'themes/one/theme.json': manifest('one'), 'themes/one/theme.css': css('one') }
    const own = folderWith(files)
    expect(await summary(folderWith(), { packageRoot: own, wanted: 'one' })).toMatchObject({
      loaded: ['one'],
      problems: [],
    })
    const cwd = folderWith(files)
    const { themes, problems } = await load(cwd, { packageRoot: own, wanted: 'one' })
    expect(themes.at(-1)?.root).toBe(join(cwd, 'themes/one'))
    expect(problems).toEqual([
      expect.objectContaining({
        severity: 'info',
        code: 'theme-shadowed',
        message: 'This theme replaces the theme `one` of Lectern.',
      }),
    ])
    const gaia = folderWith({ 'themes/gaia.css': css('gaia') })
    expect(await summary(gaia, { wanted: 'gaia' })).toMatchObject({
      loaded: ['gaia'],
      problems: ['info theme-shadowed themes/gaia.css:1:1'],
    })
    expect(await summary(own, { packageRoot: own, wanted: 'one' })).toMatchObject({ loaded: ['one'], problems: [] })
  })

  it('that a theme imports are read as well', async () => {
    const cwd = folderWith({
      'mine.css': css('mine', '@import "one";\n@import url("https://example.com/x.css");\n'),
      'themes/one/theme.json': manifest('one'),
      'themes/one/theme.css': css('one', "@import-theme 'two';\n"),
      'themes/two/theme.json': manifest('two'),
      'themes/two/theme.css': css('two', '@import "default";\n'),
      'themes/three/theme.json': manifest('three'),
      'themes/three/theme.css': css('three'),
    })
    expect(await summary(cwd, { option: 'mine.css' })).toMatchObject({
      loaded: ['mine', 'one', 'two'],
      forced: 'mine',
      problems: [],
    })
  })

  it('of --theme may be a name, a file or a folder', async () => {
    const cwd = folderWith({
      'mine.css': css('mine'),
      'pack/theme.json': manifest('packed'),
      'pack/theme.css': css('packed'),
      'single/a.css': css('single'),
      'many/a.css': css('a'),
      'many/b.css': css('b'),
      'none/x.txt': '',
    })
    expect(await summary(cwd, { option: 'gaia' })).toMatchObject({ forced: 'gaia', problems: [] })
    expect(await summary(cwd, { option: 'nowhere' })).toMatchObject({ forced: 'nowhere', problems: [] })
    expect(await summary(cwd, { option: './pack' })).toMatchObject({ forced: 'packed', loaded: ['packed'] })
    expect(await summary(cwd, { option: 'single/' })).toMatchObject({ forced: 'single', loaded: ['single'] })
    expect(await failure(cwd, { option: './many' })).toMatchObject({
      exitCode: 2,
      message: expect.stringContaining('a, b'),
    })
    expect(await failure(cwd, { option: './none' })).toMatchObject({ exitCode: 2 })
    expect(await failure(cwd, { option: 'mien.css' })).toMatchObject({ exitCode: 2, hint: 'Did you mean `mine.css`?' })
  })

  it('of --theme-dir are all read, files and packs', async () => {
    const cwd = folderWith({
      'dir/a.css': css('a'),
      'dir/pack/theme.json': manifest('packed'),
      'dir/pack/theme.css': css('packed'),
      'dir/pack/parts.css': 'section {}',
    })
    expect(await summary(cwd, { dirs: ['dir'] })).toMatchObject({ loaded: ['packed', 'a'], problems: [] })
    expect(await failure(cwd, { dirs: ['dri'] })).toMatchObject({ exitCode: 2, hint: 'Did you mean `dir`?' })
  })

  it('named in a deck are those of its front matter and of its comments', () => {
    const source = sourceFromText(
      '---\ntheme: one\n---\n<!-- theme: two -->\n\n<!--\ntheme: "three four"\nclass: x\n-->\n',
      {
        file: 'a.md',
        path: '',
        root: '/',
        name: 'a',
      },
    )
    expect(themesNamedIn(source)).toEqual(['one', 'two', 'three four'])
  })

  it('of this package load without a problem', async () => {
    const { problems, names } = await loadThemes({
      cwd: folderWith(),
      packageRoot: packageRoot(),
      dirs: [],
      wanted: 'atlas',
    })
    expect(problems).toEqual([])
    expect(names).toContain('atlas')
  })
})

describe('a manifest', () => {
  it('tells every mistake with its place and the nearest key', async () => {
    const text =
      '{\n  "name": "one",\n  "titel": "One",\n  "description": "x",\n  "version": 1,\n  "license": "MIT",\n  "css": "theme.css"\n}'
    const cwd = folderWith({ 'themes/one/theme.json': text, 'themes/one/theme.css': css('one') })
    const { problems } = await load(cwd, { wanted: 'one' })
    expect(problems.map(({ severity, message, hint, place }) => [severity, place.line, message, hint])).toEqual([
      ['warning', 3, '`titel` is not a known key.', 'Did you mean `title`?'],
      ['error', 1, '`title` is missing.', expect.any(String)],
      ['error', 5, '`version` must be string, not 1.', expect.any(String)],
    ])
  })

  it('tells mistakes deep inside with their own place, and not ten thousand of them', async () => {
    const layouts = [
      { class: 'a', title: 'A', description: 'x', exampel: 'y' },
      { class: '1', title: 'B', description: 'x' },
      { class: 'a', title: 'C', description: 'x' },
    ]
    const text = (more: object) => JSON.stringify({ ...JSON.parse(manifest('one')), ...more }, null, 1)
    const problemsOf = async (more: object) => {
      const cwd = folderWith({ 'themes/one/theme.json': text(more), 'themes/one/theme.css': css('one') })
      const lines = text(more).split('\n')
      const { problems } = await load(cwd, { wanted: 'one' })
      return problems.map(({ message, place }) => `${lines[place.line - 1]?.slice(place.column - 1)} ${message}`)
    }
    expect(await problemsOf({ layouts })).toEqual([
      '"y" `layouts.0.exampel` is not a known key.',
      '"1", `layouts.1.class` must begin with a letter, followed by letters, digits and hyphens.',
    ])
    expect(
      await problemsOf({ layouts: [layouts[0], layouts[2]].map((layout) => ({ ...layout, exampel: undefined })) }),
    ).toEqual(['"a", `a` is declared twice in `layouts`.'])
    expect(await problemsOf({ tokens: [{ name: 'ink', type: 'colour', meaning: 'x' }] })).toEqual([
      expect.stringMatching(/^"colour", `tokens.0.type` must be /),
    ])
    expect(await problemsOf({ colorSchemes: [] })).toEqual([expect.stringMatching(/`colorSchemes` is empty/)])
    expect(await problemsOf({ layouts: Array.from({ length: 10_000 }, () => ({ class: 7 })) })).toHaveLength(20)
    const many = Array.from({ length: 10_000 }, (_, index) => ({ class: `l${index}`, title: 'x', description: 'x' }))
    expect(await problemsOf({ layouts: many })).toEqual([
      expect.stringContaining('`layouts` has more than 200 entries'),
    ])
  })

  it('promises only sizes that its CSS or a base has', async () => {
    const told = async (sizes: string[], more: object, cssText: string) => {
      const files = { 'themes/one/theme.json': manifest('one', { sizes, ...more }), 'themes/one/theme.css': cssText }
      const { problems } = await load(folderWith(files), { wanted: 'one' })
      return problems.map(({ severity, message, hint, place }) => `${severity} ${place.column > 1} ${message} ${hint}`)
    }
    const wide = '/*\n * @theme one\n * @size 16:9 1280px 720px\n */ section { color: red }'
    expect(await told(['16:9'], {}, wide)).toEqual([])
    expect(await told(['16:9', '16:8'], {}, wide)).toEqual([
      expect.stringMatching(/^warning true The manifest lists the size `16:8`.* Did you mean `16:9`\? Add `@size/),
    ])
    expect(await told(['4:3'], { extends: 'gaia' }, css('one'))).toEqual([])
    expect(await told(['4:3'], {}, css('one', '@import "uncover";\n'))).toEqual([])
    expect(await told(['4:3'], {}, css('one'))).toHaveLength(1)
  })

  it('may extend another pack: its CSS comes first, its layouts and tokens are inherited', async () => {
    const token = { name: 'ink', type: 'color', meaning: 'text' }
    const cwd = folderWith({
      'themes/one/theme.json': manifest('one', {
        layouts: [
          { class: 'title', title: 'T', description: 'of one' },
          { class: 'end', title: 'E', description: 'x' },
        ],
        tokens: [token],
        colorSchemes: ['dark', 'light'],
      }),
      'themes/one/theme.css': css('one'),
      'themes/two/theme.json': manifest('two', {
        extends: 'one',
        layouts: [{ class: 'title', title: 'T', description: 'of two' }],
      }),
      'themes/two/theme.css': css('two'),
    })
    const { themes, problems } = await load(cwd, { wanted: 'two' })
    expect(problems).toEqual([])
    const two = themes.find(({ name }) => name === 'two')
    expect(two?.layouts?.map((layout) => `${layout.class} ${layout.description}`)).toEqual(['title of two', 'end x'])
    expect(two).toMatchObject({ tokens: [token], colorSchemes: ['dark', 'light'] })
    expect(two?.css).toMatch(/^@import "one"; /)
    expect(themes.map(({ name }) => name)).toContain('one')
  })

  it('tells an unknown base, a circle and a duplicate apart', async () => {
    const pack = (name: string, base?: string) => ({
      [`themes/${name}/theme.json`]: manifest(name, base === undefined ? {} : { extends: base }),
      [`themes/${name}/theme.css`]: css(name),
    })
    const told = async (files: Record<string, string>, wanted: string) => {
      const { problems } = await load(folderWith(files), { wanted })
      return problems.map(
        ({ code, severity, hint, place }) => `${severity} ${code} ${place.file}:${place.line}: ${hint}`,
      )
    }
    expect(await told(pack('one', 'giaia'), 'one')).toEqual([
      expect.stringMatching(/^error theme-base-unknown themes\/one\/theme.json:1: Did you mean `gaia`\?/),
    ])
    expect(await told({ ...pack('one', 'two'), ...pack('two', 'one') }, 'one')).toEqual([
      expect.stringMatching(/^error theme-cycle themes\/one\/theme.css:1/),
    ])
    expect(await told(pack('one', 'one'), 'one')).toEqual([expect.stringMatching(/^error theme-cycle/)])
    const again = { 'themes/uno/theme.json': manifest('one'), 'themes/uno/theme.css': css('one') }
    expect(await told({ ...pack('one'), ...again }, 'one')).toEqual([expect.stringMatching(/^warning theme-duplicate/)])
  })

  it('that is broken stops only the deck that asks for it', async () => {
    const cwd = folderWith({ 'themes/one/theme.json': '{\n  "name": }' })
    expect((await summary(cwd)).problems).toEqual(['info theme-invalid themes/one/theme.json:2:11'])
    expect((await summary(cwd, { wanted: 'one' })).problems).toEqual(['error theme-invalid themes/one/theme.json:2:11'])
  })

  it('cannot name CSS outside its pack', async () => {
    const cwd = folderWith({ 'outside.css': css('one'), 'themes/one/x': '', 'themes/two/x': '', 'themes/three/x': '' })
    for (const [name, path] of [
      ['one', '../../outside.css'],
      ['two', '/etc/passwd'],
      ['three', 'link.css'],
    ] as const)
      writeFileSync(join(cwd, 'themes', name, 'theme.json'), manifest(name, { css: path }))
    symlinkSync('../../outside.css', join(cwd, 'themes/three/link.css'))
    symlinkSync('.', join(cwd, 'themes/loop'))
    const { problems, themes } = await load(cwd, { wanted: ['one', 'two', 'three'] })
    expect(problems.map(({ message }) => message)).toEqual(Array(3).fill(expect.stringContaining('outside the pack')))
    expect(themes.filter((theme) => theme.css !== undefined)).toEqual([])
  })
})

describe('CSS that cannot be used', () => {
  const bad: [string, string, string][] = [
    ['no name', 'section {}', '1:1'],
    ['an unclosed string', `${css('x')}a { content: "x }\n`, '3:14'],
    ['an unclosed comment', `${css('x')}/* x`, '3:1'],
    ['an unclosed brace', `${css('x')}a { color: red`, '3:1'],
    ['10,000 nested @media', `${css('x')}${'@media all {\n'.repeat(10_000)}${'}'.repeat(10_000)}`, '103:1'],
    [':is( 10,000 times', `${css('x')}a${':is('.repeat(10_000)}b${')'.repeat(10_000)} { color: red }`, '3:1'],
    ['calc( 10,000 times', `${css('x')}a { width: ${'calc('.repeat(10_000)}1px${')'.repeat(10_000)} }`, '3:5'],
    ['five million braces', `${css('x')}${'{'.repeat(5_000_000)}`, '3:20001'],
    ['a million rules', `${css('x')}${'a{b:c}'.repeat(800_000)}`, '3:1199996'],
    ['a comment of empty lines', `${css('x')}/*a${'\n'.repeat(1_000_000)}b*/`, '3:4'],
    ['an import of itself', css('x', '@import "x";\n'), '2:1'],
  ]
  it.each(bad)('%s is an error with its place', async (_, text, place) => {
    const { problems, loaded } = await summary(folderWith({ 'x.css': text }), { option: './x.css' })
    expect([problems, loaded]).toEqual([[expect.stringMatching(`^error theme-(invalid|cycle) x.css:${place}$`)], []])
  })

  it('themes that import each other are an error that names the circle', async () => {
    const cwd = folderWith({
      'd/a.css': css('a', '@import "b";\n'),
      'd/b.css': css('b', '@import "c";\n'),
      'd/c.css': css('c', '@import "a";\n'),
      'd/z.css': css('z', '@import "a";\n'),
    })
    const { problems } = await load(cwd, { dirs: ['d'] })
    expect(problems.map(({ message }) => message)).toEqual(['The theme imports itself: `a` → `b` → `c` → `a`.'])
  })

  it('the same name twice is an error that names both files', async () => {
    const cwd = folderWith({ 'd/a.css': css('same'), 'd/b.css': css('same') })
    const { problems, themes } = await load(cwd, { dirs: ['d'] })
    expect(problems).toMatchObject([
      { code: 'theme-duplicate', place: { file: 'd/b.css' }, message: expect.stringContaining('d/a.css') },
    ])
    expect(themes.filter(({ name }) => name === 'same').map(({ file }) => file)).toEqual(['d/a.css'])
  })

  it('names such as __proto__ are only names', async () => {
    const cwd = folderWith({
      'd/a.css': css('__proto__'),
      'd/b.css': css('constructor'),
      'd/c.css': `@charset "utf-7";\n${css('c')}`,
    })
    expect(await summary(cwd, { dirs: ['d'], wanted: ['toString', '__proto__'] })).toMatchObject({
      loaded: ['__proto__', 'constructor', 'c'].sort((a, b) =>
        a === '__proto__' ? -1 : b === '__proto__' ? 1 : a === 'constructor' ? -1 : 1,
      ),
      problems: [],
    })
    expect('css' in {}).toBe(false)
  })

  it('50 MB are refused without reading them', async () => {
    const cwd = folderWith({ 'x.css': css('x') })
    truncateSync(join(cwd, 'x.css'), 50 * 1024 * 1024)
    expect((await load(cwd, { option: './x.css' })).problems).toMatchObject([
      { code: 'theme-invalid', message: expect.stringContaining('5 MB') },
    ])
  })

  it('a name in the CSS that differs from the manifest’s is an error', async () => {
    const cwd = folderWith({ 'themes/one/theme.json': manifest('one'), 'themes/one/theme.css': css('two') })
    expect((await load(cwd, { wanted: 'one' })).problems).toMatchObject([
      { severity: 'error', message: expect.stringContaining('`two`') },
    ])
  })
})

it('packs that come with Lectern are known by their folders as their manifests name them', async () => {
  const search = { cwd: folderWith(), packageRoot: packageRoot(), dirs: [] }
  const { themes } = await listThemes(search)
  expect((await loadThemes(search)).names).toEqual(themes.map(({ name }) => name))
})

it('a damaged pack of Lectern’s own is an error for a deck that wants it, and nothing to others', async () => {
  const packageRoot = folderWith({ 'themes/one/theme.json': '{', 'themes/two/theme.json': manifest('two') })
  const problems = async (wanted: string) => (await summary(folderWith(), { packageRoot, wanted })).problems
  expect(await problems('default')).toEqual([])
  expect(await problems('one')).toMatchObject([expect.stringMatching(/^error theme-invalid .*theme.json:1:2$/)])
  expect(await problems('two')).toMatchObject([expect.stringMatching(/^error theme-invalid .*theme.json:1:1$/)])
})

it('a theme folder that this user may not read is an error of the environment that names it', async () => {
  const result = await asUser(
    'load/themes/themes.ts',
    `const { mkdirSync, chmodSync, mkdtempSync, rmSync } = await import('node:fs')
     const cwd = mkdtempSync('/tmp/lectern-test-user-')
     mkdirSync(cwd + '/d', { mode: 0 })
     try { return await lectern.loadThemes({ cwd, packageRoot: cwd, dirs: ['d'] }) } finally { rmSync(cwd, { recursive: true }) }`,
  )
  expect(result).toMatchObject({ exitCode: 3, error: { place: { file: 'd' } } })
})

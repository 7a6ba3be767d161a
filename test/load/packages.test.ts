// Themes in npm packages of the project. Packages are data: none of their programs is ever run.
import { existsSync, mkdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { loadThemes } from '../../src/load/themes/themes.js'
import { folderWith } from './folder.js'

const css = (name: string) => `/* @theme ${name} */\nsection { color: red }\n`
const manifest = (name: string, more: object = {}) =>
  JSON.stringify({ name, title: name, description: 'A', version: '1.0.0', license: 'MIT', css: 'theme.css', ...more })
const pack = (folder: string, name: string) => ({
  [`${folder}/theme.json`]: manifest(name),
  [`${folder}/theme.css`]: css(name),
})
const json = (value: object) => JSON.stringify(value)

async function load(cwd: string, wanted: string, packageRoot = folderWith()) {
  const { themes, problems, names } = await loadThemes({ cwd, packageRoot, dirs: [], wanted })
  const theme = themes.find((one) => one.name === wanted)
  return {
    file: theme?.file,
    names,
    problems: problems.map(({ severity, code, message, place }) => `${severity} ${code} ${place.file}: ${message}`),
  }
}

describe('a theme in a package of the project', () => {
  it('is found by its name, with a scope, by `lecternTheme`, and as plain CSS', async () => {
    const cwd = folderWith({
      'package.json': json({ dependencies: { 'lectern-theme-one': '1', other: '1' }, devDependencies: { sheet: '1' } }),
      'node_modules/lectern-theme-one/package.json': json({ name: 'lectern-theme-one' }),
      ...pack('node_modules/lectern-theme-one', 'one'),
      'node_modules/@acme/lectern-theme-two/package.json': json({ name: '@acme/lectern-theme-two' }),
      ...pack('node_modules/@acme/lectern-theme-two', 'two'),
      'node_modules/other/package.json': json({ name: 'other', lecternTheme: 'dist/theme.json' }),
      ...pack('node_modules/other/dist', 'three'),
      'node_modules/sheet/package.json': json({ name: 'sheet', lecternTheme: './four.css' }),
      'node_modules/sheet/four.css': css('four'),
      'node_modules/lectern-theme-five/package.json': json({ style: 'five.css' }),
      'node_modules/lectern-theme-five/five.css': css('five'),
      'node_modules/unasked/package.json': json({ lecternTheme: 'theme.json' }),
      ...pack('node_modules/unasked', 'six'),
    })
    const files = ['one', 'two', 'three', 'four', 'five'].map(async (name) => (await load(cwd, name)).file)
    expect(await Promise.all(files)).toEqual([
      'node_modules/lectern-theme-one/theme.css',
      'node_modules/@acme/lectern-theme-two/theme.css',
      'node_modules/other/dist/theme.css',
      'node_modules/sheet/four.css',
      'node_modules/lectern-theme-five/five.css',
    ])
    expect(await load(cwd, 'six')).toMatchObject({ file: undefined, problems: [] })
  })

  it('is farther than the project’s own and nearer than Lectern’s, which is told; Marp’s names are not for packages', async () => {
    const files = {
      ...pack('node_modules/lectern-theme-one', 'one'),
      'node_modules/lectern-theme-one/package.json': '{}',
      ...pack('node_modules/lectern-theme-gaia', 'gaia'),
      'node_modules/lectern-theme-gaia/package.json': '{}',
    }
    const own = folderWith(pack('themes/one', 'one'))
    expect(await load(folderWith(files), 'one', own)).toMatchObject({
      file: 'node_modules/lectern-theme-one/theme.css',
      problems: [expect.stringMatching(/^info theme-shadowed .*This theme replaces the theme `one` of Lectern/)],
    })
    const near = folderWith({ ...files, ...pack('themes/one', 'one') })
    expect(await load(near, 'one')).toMatchObject({ file: 'themes/one/theme.css', problems: [] })
    expect(await load(folderWith(files), 'gaia')).toMatchObject({ file: 'marp', problems: [] })
  })

  it('is not looked for when the theme is nearer', async () => {
    const cwd = folderWith({
      ...pack('themes/one', 'one'),
      ...pack('node_modules/lectern-theme-two', 'two'),
      'node_modules/lectern-theme-two/package.json': '{}',
    })
    expect((await load(cwd, 'one')).names).not.toContain('two')
    expect((await load(cwd, 'nowhere')).names).toContain('two')
  })

  it('may be a link inside the project’s node_modules, as pnpm makes them, and none that leads out', async () => {
    const cwd = folderWith({
      'package.json': json({ dependencies: { 'lectern-theme-one': '1', 'lectern-theme-out': '1' } }),
      'node_modules/.pnpm/one@1/package.json': '{}',
      ...pack('node_modules/.pnpm/one@1', 'one'),
    })
    const out = folderWith({ 'package.json': '{}', ...pack('.', 'out') })
    symlinkSync('.pnpm/one@1', join(cwd, 'node_modules/lectern-theme-one'))
    symlinkSync(out, join(cwd, 'node_modules/lectern-theme-out'))
    expect(await load(cwd, 'one')).toMatchObject({ file: 'node_modules/.pnpm/one@1/theme.css', problems: [] })
    expect(await load(cwd, 'out')).toMatchObject({
      file: undefined,
      problems: [expect.stringMatching(/^error theme-invalid .*is a link out of the project's node_modules/)],
    })
  })

  it('is never taken from a parent’s node_modules, nor by a name that is a path', async () => {
    const outer = folderWith({
      ...pack('node_modules/lectern-theme-one', 'one'),
      ...pack('evil', 'evil'),
      ...pack('project/evil', 'evil'),
      'project/package.json': json({
        dependencies: Object.fromEntries(
          [
            '../evil',
            '@s/../../evil',
            'evil/../../x',
            'node:fs',
            './x.css?raw',
            '#internal',
            'evil-pack\0',
            '/etc',
            '..',
          ]
            .concat('lectern-theme-../../evil')
            .map((name) => [name, '1']),
        ),
      }),
      'project/node_modules/.keep': '',
    })
    const cwd = join(outer, 'project')
    for (const wanted of ['one', 'evil', '../evil', 'lectern-theme-one'])
      expect(await load(cwd, wanted)).toMatchObject({ file: undefined, problems: [] })
  })

  it('is data only, and stays inside its package', async () => {
    const cwd = folderWith({ 'secret.css': css('a') })
    const bad: Record<string, string | object> = {
      a: { lecternTheme: '../../secret.css' },
      b: { lecternTheme: '/etc/passwd' },
      c: { style: '/etc/passwd' },
      d: { lecternTheme: ['theme.json'] },
      e: { lecternTheme: 'missing.json' },
      f: `{"lecternTheme": "theme.json", "x": "${'x'.repeat(1024 * 1024)}"}`,
      g: '{"lecternTheme":',
    }
    const files = Object.entries(bad).map(([name, value]) => [
      `node_modules/lectern-theme-${name}/package.json`,
      typeof value === 'string' ? value : json({ name: '../../x', main: 'index.js', exports: '../x', ...value }),
    ])
    const project = folderWith({
      'secret.css': css('a'),
      ...Object.fromEntries(files),
      'node_modules/lectern-theme-a/index.js': `require('fs').writeFileSync(${json([cwd])}[0] + '/PWNED-52', '')`,
    })
    for (const [name, what] of Object.entries({
      a: 'is outside the package',
      b: 'is outside the package',
      c: 'is outside the package',
      d: '`lecternTheme` is not a path',
      e: 'does not exist',
      f: 'cannot be read (large)',
      g: 'is not valid',
    })) {
      const { file, problems } = await load(project, name)
      expect(file).toBeUndefined()
      expect(problems.find((problem) => problem.startsWith('error'))).toContain(what)
    }
    expect(existsSync(join(cwd, 'PWNED-52'))).toBe(false)
  })

  it('that is missing or broken is told to a deck that asks for it or for something unknown, and to no other', async () => {
    const cwd = folderWith({
      'package.json': json({ dependencies: { 'lectern-theme-one': '1', 'lectern-theme-two': '1' } }),
      'node_modules/lectern-theme-two/package.json': '{}',
      'node_modules/lectern-theme-two/theme.json': '{}',
      ...pack('themes/three', 'three'),
    })
    expect((await load(cwd, 'three')).problems).toEqual([])
    expect((await load(cwd, 'four', folderWith(pack('themes/four', 'four')))).problems).toEqual([])
    expect((await load(cwd, 'five')).problems).toHaveLength(7)
    expect((await load(cwd, 'one')).problems).toContain(
      'warning theme-invalid node_modules/lectern-theme-one/package.json: The package `lectern-theme-one` is a dependency but is not installed.',
    )
    const { problems } = await load(cwd, 'two')
    expect(problems.filter((problem) => problem.startsWith('error'))).toContain(
      'error theme-invalid node_modules/lectern-theme-two/theme.json: `name` is missing.',
    )
  })

  it('costs little where nobody has packages', async () => {
    mkdirSync(join(folderWith(), 'x'))
    expect(await load(folderWith({ 'package.json': '{' }), 'x')).toMatchObject({ file: undefined, problems: [] })
    expect(await load(folderWith({ 'package.json': '[]', node_modules: '' }), 'x')).toMatchObject({ problems: [] })
  })
})

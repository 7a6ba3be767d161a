import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { compile } from '../../src/compile/compile.js'
import { loadFiles } from '../../src/load/assets/assets.js'
import { sourceFromText } from '../../src/load/deck/source.js'
import { inlineImports } from '../../src/load/themes/localImports.js'
import { loadThemes } from '../../src/load/themes/themes.js'
import { compileJob } from '../compile/compileText.js'
import { folderWith } from './folder.js'

describe('style sheets that a theme imports', () => {
  const files = {
    't/fonts.css': '@charset "utf-8";\n/* @theme other */\n@font-face {\n  src: url(a.woff2)\n}',
    't/sub/colours.css': '@import "more.css";\nh1 { background: url("img/a.png") }',
    't/sub/more.css': 'h2 { background: url(../b.png) }',
    't/round.css': '@import "round.css"; h3 {}',
    'outside.css': 'SECRET {}',
  }

  it.each([
    ['@import url("./fonts.css");\nh1 {}', '@font-face {   src: url(a.woff2) }\nh1 {}'],
    ["@import 'fonts.css';", '@font-face {   src: url(a.woff2) }'],
    [
      '@import "sub/colours.css" print;',
      '@media print { h2 { background: url("b.png") } h1 { background: url("sub/img/a.png") } }',
    ],
    ['@import "round.css";', '@import "round.css"; h3 {}'],
    ['@import "default"; @import url(https://x.org/a.css);', undefined],
    ['@import "fonts.css"; @import "default";', '@font-face {   src: url(a.woff2) } @import-theme "default";'],
    ['/* @import "fonts.css"; */', undefined],
    ['@import "../outside.css"; @import "/etc/a.css"; @import "none.css";', undefined],
    ['@import "fonts.css" layer(base);', undefined],
  ])('%s', async (css, expected) => {
    const root = join(folderWith(files), 't')
    const inlined = await inlineImports(css, root)
    expect(inlined.css).toBe(expected ?? css)
    expect(inlined.css.split('\n')).toHaveLength(css.split('\n').length)
    expect(inlined.sheets.every(({ path }) => path.startsWith(root))).toBe(true)
    expect(inlined.css).not.toContain('SECRET')
  })

  it('are limited in number', async () => {
    const many = Object.fromEntries(Array.from({ length: 90 }, (_, at) => [`${at}.css`, `x${at} {}`]))
    const { sheets } = await inlineImports(
      Object.keys(many)
        .map((name) => `@import "${name}";`)
        .join('\n'),
      folderWith(many),
    )
    expect(sheets).toHaveLength(64)
  })
})

it('What is wrong in a style sheet or a base that a theme imports is reported in that file', async () => {
  const cwd = folderWith({
    'css/t.css': '/* @theme t */\n@import "base";\n@import url("sub/more.css");\nh1 { background: url(own.png) }',
    'css/sub/more.css':
      '@import "https://x.org/a.css";\nh2 {\n  background: url(img/b.png) }\nh3 { background: url("../c.png") }',
    'css/base.css': '/* @theme base */\n@import "https://x.org/b.css";\nsection { background: url(d.png) }',
    'css/other.css': '/* @theme other */\n@import "https://x.org/c.css";',
  })
  const loaded = await loadThemes({ cwd, packageRoot: folderWith(), dirs: ['css'], wanted: 't' })
  const source = sourceFromText('---\ntheme: t\n---\n# A', {
    file: 'deck.md',
    path: join(cwd, 'deck.md'),
    root: cwd,
    name: 'deck',
  })
  const deck = await compile(source, compileJob({ themes: loaded.themes, themeNames: loaded.names }))
  const themeRoots = new Map(loaded.themes.flatMap(({ name, root }) => (root === undefined ? [] : [[name, root]])))
  const files = await loadFiles(deck.files, { deckRoot: source, themeRoots, allowNet: false, mediaLimitBytes: 1 })
  const places = [...deck.problems, ...files.problems].map(({ place }) => `${place.file}:${place.line}:${place.column}`)
  expect(places.sort()).toEqual([
    'css/base.css:2:10',
    'css/base.css:3:27',
    'css/sub/more.css:1:10',
    'css/sub/more.css:3:19',
    'css/sub/more.css:4:23',
    'css/t.css:4:22',
  ])
})

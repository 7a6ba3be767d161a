import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { inlineImports } from '../../src/load/themes/localImports.js'
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
    expect(inlined.sheets.every((path) => path.startsWith(root))).toBe(true)
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

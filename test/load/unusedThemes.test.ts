import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { compile } from '../../src/compile/compile.js'
import { sourceFromText } from '../../src/load/deck/source.js'
import type { ThemeSearch } from '../../src/load/themes/findThemes.js'
import { loadThemes } from '../../src/load/themes/themes.js'
import { compileJob } from '../compile/compileText.js'
import { folderWith } from './folder.js'

const css = (name: string, more = '') => `/* @theme ${name} */\nsection { color: red }\n${more}`
const broken = 'section { color: red'

async function told(files: Readonly<Record<string, string>>, search: Partial<ThemeSearch> = {}): Promise<string[]> {
  const cwd = folderWith(files)
  const { problems } = await loadThemes({ cwd, packageRoot: folderWith(), dirs: [], ...search })
  return problems.map(({ severity, code, place }) => `${severity} ${code} ${place.file}`)
}

describe('a theme that a deck does not use', () => {
  const files = {
    'themes/a.css': css('one'),
    'themes/b.css': css('one'),
    'themes/broken.css': broken,
    'more/helper.css': 'section { color: blue }',
    'more/two.css': css('two'),
    'more/round.css': css('round', '@import "round";'),
    'more/bad/theme.json': '{ "name": "bad"',
  }

  it('never stops it, and at most is an info', async () => {
    expect((await told(files, { dirs: ['more'], wanted: 'two' })).sort()).toEqual([
      'info theme-cycle more/round.css',
      'info theme-invalid more/bad/theme.json',
      'info theme-invalid themes/broken.css',
    ])
  })

  it('is told aloud when the deck names it, or names nothing that is there', async () => {
    expect(await told(files, { wanted: 'one' })).toContain('warning theme-duplicate themes/b.css')
    expect(await told(files, { dirs: ['more'], wanted: 'round' })).toContain('error theme-cycle more/round.css')
    const missing = await told(files, { dirs: ['more'], wanted: 'helper' })
    expect(missing).toContain('warning theme-invalid more/helper.css')
    expect(missing).toContain('warning theme-invalid themes/broken.css')
    expect(await told(files, { option: 'more/helper.css' })).toContain('error theme-invalid more/helper.css')
  })

  it('does not stop it when only the engine finds out', async () => {
    const cwd = folderWith({ 'more/odd.css': css('odd', 'h1 { color: red;; } } '), 'more/two.css': css('two') })
    const { themes, names } = await loadThemes({ cwd, packageRoot: folderWith(), dirs: ['more'], wanted: 'two' })
    const odd = { name: 'odd', css: broken, file: 'more/odd.css', root: join(cwd, 'more') }
    const source = (theme: string) => `---\ntheme: ${theme}\n---\n# A`
    const severities = async (theme: string) => {
      const job = { ...compileJob(), themes: [...themes.filter(({ name }) => name !== 'odd'), odd], themeNames: names }
      const origin = { file: 'deck.md', path: '/d/deck.md', root: '/d', name: 'deck' }
      const deck = await compile(sourceFromText(source(theme), origin), job)
      return deck.problems.filter(({ code }) => code === 'theme-invalid').map(({ severity }) => severity)
    }
    expect(await severities('two')).toEqual(['info'])
    expect(await severities('odd')).toEqual(['error'])
  })
})

describe('themes as Marp takes them', () => {
  it('may be CSS files in --theme-dir, and import their neighbours by name', async () => {
    const cwd = folderWith({ 'css/base.css': css('base'), 'css/child.css': css('child', '@import "base";') })
    const names = async (search: Partial<ThemeSearch>) => {
      const { themes, problems } = await loadThemes({ cwd, packageRoot: folderWith(), dirs: [], ...search })
      return [...themes.map(({ name }) => name).slice(3), ...problems.map(({ message }) => message)]
    }
    expect(await names({ dirs: ['css/base.css', 'css/child.css'], wanted: 'child' })).toEqual(['child', 'base'])
    expect((await names({ option: 'css/child.css' })).sort()).toEqual(['base', 'child'])
  })
})

import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { layouts } from '../../src/compile/looks/layouts.js'
import { wholePreview } from '../../src/compile/looks/wholePreview.js'
import { loadThemes } from '../../src/load/themes/themes.js'
import type { Layout } from '../../src/model/theme.js'
import { compileText } from '../compile/compileText.js'

const folder = join(import.meta.dirname, '..', '..', 'themes')
const packs = readdirSync(folder).filter((name) => existsSync(join(folder, name, 'preview.md')))
const summary = ({ class: name, title, slots = [] }: Pick<Layout, 'class' | 'title' | 'slots'>) =>
  `${name} ${title}: ${slots.map((slot) => slot.name).join(', ')}`

describe('the vocabulary of layouts', () => {
  test('begins with what the founding promise lists', () => {
    expect(layouts.slice(0, 21).map((layout) => layout.class)).toEqual(
      'title section statement quote split thirds compare figure full grid timeline map steps code table stat challenges agenda callout qr end'.split(
        ' ',
      ),
    )
  })

  test('is spoken by all packs alike: same classes, titles and slots, each with an example', async () => {
    const root = join(folder, '..')
    const { themes } = await loadThemes({ cwd: join(root, 'src'), packageRoot: root, dirs: [], wanted: packs })
    const own = new Map([['terminal', ['amber']]])
    for (const pack of packs) {
      const spoken = themes.find(({ name }) => name === pack)?.layouts ?? []
      const byClass = new Map(spoken.map((layout) => [layout.class, layout]))
      expect(
        layouts.map(({ class: name }) => summary(byClass.get(name) ?? { class: pack, title: 'has none' })),
      ).toEqual(layouts.map(summary))
      expect(layouts.filter(({ class: name }) => byClass.get(name)?.example === undefined)).toEqual([])
      const base = themes.find(({ name }) => name === 'lectern-base')?.layouts ?? []
      const more = spoken.filter(({ class: name }) => !base.some((layout) => layout.class === name))
      expect(more.map((layout) => layout.class)).toEqual(own.get(pack) ?? [])
    }
  })

  test('is shown whole by every preview: in its own words, or by the example of the layout', async () => {
    for (const pack of packs) {
      const own = readFileSync(join(folder, pack, 'preview.md'), 'utf8')
      const { slides } = await compileText(wholePreview(own, layouts))
      const shown = slides.flatMap(({ directives }) => String(directives.class ?? '').split(' '))
      expect(layouts.map(({ class: name }) => name).filter((name) => !shown.includes(name))).toEqual([])
      expect(shown.filter((name) => name === 'title')).toHaveLength(1)
    }
  })

  test('stands in the manifest of the base as it is', () => {
    const { layouts: base = [] } = JSON.parse(readFileSync(join(folder, 'base', 'theme.json'), 'utf8'))
    expect(base.slice(0, layouts.length)).toEqual(layouts)
  })

  test('has examples that compile without a word', async () => {
    const deck = await compileText(layouts.map(({ example = '' }) => example).join('\n---\n\n'))
    expect(deck.slides.map(({ directives }) => directives.class)).toEqual(layouts.map((layout) => layout.class))
    expect(deck.problems.map(({ message }) => message)).toEqual([])
  })
})

test('CSS of the packs names one language at a time: browsers drop a rule with `:lang(a, b)`', () => {
  const sheets = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.css'))
  expect(sheets.length).toBeGreaterThan(30)
  for (const name of sheets) expect(readFileSync(join(folder, name), 'utf8'), name).not.toMatch(/:lang\([^)]*,/)
})

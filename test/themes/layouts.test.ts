import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { layouts } from '../../src/compile/layouts.js'
import { parseManifest } from '../../src/load/themes/manifest.js'
import { compileText } from '../compile/compileText.js'

const folder = join(import.meta.dirname, '..', '..', 'themes')
const packs = readdirSync(folder).filter((name) => existsSync(join(folder, name, 'preview.md')))
const summary = ({ class: name, title, slots = [] }: (typeof layouts)[number]) =>
  `${name} ${title}: ${slots.map((slot) => slot.name).join(', ')}`

describe('the vocabulary of layouts', () => {
  test('is what the founding promise lists', () => {
    expect(layouts.map((layout) => layout.class)).toEqual(
      'title section statement quote split thirds compare figure full grid timeline map steps code table stat challenges agenda callout qr end'.split(
        ' ',
      ),
    )
  })

  test.each(packs)('is spoken by %s: same classes, titles and slots, each with an example', (pack) => {
    const { manifest } = parseManifest(readFileSync(join(folder, pack, 'theme.json'), 'utf8'), pack)
    const own = new Map(manifest?.layouts?.map((layout) => [layout.class, layout]))
    expect(layouts.map(({ class: name }) => own.get(name)).map((layout) => layout && summary(layout))).toEqual(
      layouts.map(summary),
    )
    expect(layouts.filter(({ class: name }) => own.get(name)?.example === undefined)).toEqual([])
  })

  test('has examples that compile without a word', async () => {
    const deck = await compileText(layouts.map(({ example = '' }) => example).join('\n---\n\n'))
    expect(deck.slides.map(({ directives }) => directives.class)).toEqual(layouts.map((layout) => layout.class))
    expect(deck.problems.map(({ message }) => message)).toEqual([])
  })
})

// Every pack that comes with Lectern, laid out for real: its own preview and the talk, in both schemes and both sizes.
import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { layouts } from '../../src/compile/looks/layouts.js'
import { wholePreview } from '../../src/compile/looks/wholePreview.js'
import type { Browser } from '../../src/export/browser/run/browser.js'
import { launchOurs } from '../check/measured.js'
import { inspect, narrow, wide } from './inspect.js'

const root = join(import.meta.dirname, '..', '..')
const packs = (await readdir(join(root, 'themes'), { withFileTypes: true }))
  .filter((entry) => entry.isDirectory() && entry.name !== 'base')
  .map(({ name }) => name)
const talk = await readFile(join(root, 'slides', 'the-rise-of-python', 'deck.md'), 'utf8')

/** The classes that a deck may use whatever the pack: layouts, their variants, and Marp's own two habits. */
const vocabulary =
  'title section statement quote split thirds compare figure full grid timeline map steps code table stat challenges agenda callout qr end chart stamp scale meet c1 c2 c3 c4 lead invert'.split(
    ' ',
  )

/** Relative path → bytes of everything in a folder. */
async function filesIn(folder: string): Promise<Record<string, Uint8Array>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  return Object.fromEntries(
    await Promise.all(files.map(async (path) => [path.slice(folder.length + 1), await readFile(path)] as const)),
  )
}

let browser: Browser
beforeAll(async () => {
  browser = await launchOurs()
})
afterAll(() => browser.close())

const nothing = { found: [], problems: [] }

describe.each(packs)('%s', (pack) => {
  const folder = join(root, 'themes', pack)
  let files: Record<string, Uint8Array>
  let preview: string
  beforeAll(async () => {
    files = await filesIn(folder)
    preview = wholePreview(Buffer.from(files['preview.md'] ?? []).toString(), layouts)
  })

  test('is a folder that can be copied: declared files are there, all fonts have a licence, under 600 KB', async () => {
    const manifest = JSON.parse(Buffer.from(files['theme.json'] ?? []).toString()) as {
      readonly fonts: readonly { readonly file: string; readonly license: string }[]
      readonly layouts: readonly { readonly class: string; readonly example?: string }[]
    }
    const names = Object.keys(files)
    expect(manifest.fonts.filter(({ file, license }) => !names.includes(file) || license === '')).toEqual([])
    expect(names.filter((name) => name.endsWith('.woff2')).sort()).toEqual(
      manifest.fonts.map(({ file }) => file).sort(),
    )
    expect(names.some((name) => /^fonts\/.*(OFL|LICEN[CS]E)/i.test(name))).toBe(true)
    expect(names).toEqual(expect.arrayContaining(['theme.css', 'preview.md', 'README.md']))
    const sizes = await Promise.all(names.map(async (name) => (await stat(join(folder, name))).size))
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(600_000)
    const declared = manifest.layouts.map((layout) => layout.class)
    expect(vocabulary.filter((name) => !declared.includes(name))).toEqual([])
    const shown = [...preview.matchAll(/<!-- _class: (.*?) -->/g)].flatMap(([, names = '']) => names.split(' '))
    // c1 to c4 are one variant in four colours.
    expect(declared.filter((name) => !shown.includes(name) && !/^c\d$/.test(name))).toEqual([])
  })

  test('shows every layout in full, readable from the last row, in both schemes', async () => {
    expect(await inspect(browser, preview, files, { floors: wide, contrast: true })).toEqual(nothing)
  })

  test('does so at 4:3, too', async () => {
    const deck = preview.replace('size: 16:9', 'size: 4:3')
    expect(deck).not.toBe(preview)
    expect(await inspect(browser, deck, files, { floors: narrow, contrast: false })).toEqual(nothing)
  })

  test('carries the talk without a change to its text', async () => {
    const deck = talk.replace(/^theme: .*$/m, `theme: ${pack}`)
    expect(await inspect(browser, deck, {}, { floors: wide, contrast: true })).toEqual(nothing)
  })
})

test('the ruler sees what is cut off, too small, overlapping or too pale', async () => {
  const styles = [
    'p { font-size: 9px }',
    'p { position: absolute; left: 1200px; white-space: nowrap; font-size: 40px }',
    'p { color: #ddd; background: #fff }',
    'p + p { margin-top: -40px }',
  ]
  const slides = styles.map((css) => `<style scoped>${css}</style>\n\nA sentence that somebody should read\n\nAnother`)
  const { found } = await inspect(
    browser,
    `---\ntheme: atlas\n---\n${slides.join('\n\n---\n\n')}`,
    {},
    { floors: wide, contrast: true },
  )
  expect(
    found.some((what) => /^2 overflow p.*: “A sentence .*” cut off by \d+ px at the right of the slide$/.test(what)),
  ).toBe(true)
  expect(found.some((what) => /^1 text-too-small p.*: “A sentence .*” only 9 px tall \(minimum 28\)$/.test(what))).toBe(
    true,
  )
  expect(found.some((what) => /^3 contrast p.*: “A sentence .*” 1\.\d+:1 \(minimum 3:1\)$/.test(what))).toBe(true)
  expect(found.some((what) => /^4 overlap p.*: .*“A sentence/.test(what))).toBe(true)
})

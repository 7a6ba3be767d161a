// Pens and laser have to be seen on every slide: on the packs that come along, and on pictures that nobody has seen yet.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { layersOf, pens } from '../../src/model/protocol/ink.js'

const root = join(import.meta.dirname, '..', '..')

/** Relative luminance as in WCAG 2.2. */
function luminance(hex: string): number {
  const full = hex.length === 4 ? [...hex.slice(1)].map((digit) => digit + digit).join('') : hex.slice(1)
  const [red = 0, green = 0, blue = 0] = [0, 2, 4].map((at) => {
    const part = Number.parseInt(full.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

const contrast = (a: number, b: number): number => (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)

const laser = [
  ...readFileSync(join(root, 'src/client/present/ink/ink.css'), 'utf8').matchAll(/lectern-laser.*\{\s*fill: (#\w+)/g),
]
const drawn = [
  ...pens.map(({ name }, colour) => ({
    name,
    layers: layersOf({ id: 'a', slide: 0, colour, width: 6, points: [] }).map((layer) => layer.colour),
  })),
  { name: 'Laser', layers: laser.map(([, colour = '']) => colour) },
]

describe.each(drawn)('$name', ({ layers }) => {
  const shown = layers.map(luminance)

  test('stands out from any colour that a slide can have, and from its own rim', () => {
    expect(layers.length).toBeGreaterThan(1)
    for (let below = 0; below <= 1; below += 0.001)
      expect(Math.max(...shown.map((one) => contrast(one, below))), `on ${below}`).toBeGreaterThanOrEqual(3)
    const [colour = 0, rim = 0] = [...shown].reverse()
    expect(contrast(colour, rim)).toBeGreaterThanOrEqual(3)
  })

  test.each(
    readdirSync(join(root, 'themes'), { withFileTypes: true }).filter(
      (one) => one.isDirectory() && one.name !== 'base',
    ),
  )('stands out from every colour of the pack $name', ({ name }) => {
    const text = ['theme.css', 'theme.json'].map((file) => readFileSync(join(root, 'themes', name, file), 'utf8'))
    const colours = new Set(text.join('').match(/#(?:[0-9a-f]{6}|[0-9a-f]{3})\b/gi))
    expect(colours.size).toBeGreaterThan(3)
    for (const colour of colours)
      expect(Math.max(...shown.map((one) => contrast(one, luminance(colour)))), colour).toBeGreaterThanOrEqual(3)
  })
})

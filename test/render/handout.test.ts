import { expect, it } from 'vitest'
import { layoutOf } from '../../src/render/paper/handout.js'
import { handmade } from './handmade.js'

const counts = [2, 3, 4, 6, 9] as const
const gapMm = 8
const pixelMm = 25.4 / 96

it.each(counts)(
  'the frames of %i slides on a sheet end a pixel before the margin, so that none is cut off',
  (count) => {
    for (const name of ['A4', 'Letter'] as const) {
      const { paper, columns, widthMm } = layoutOf(handmade([{}]), count, name, 12)
      const right = columns * widthMm + (columns - 1) * gapMm
      expect(right).toBeLessThan(paper.widthMm - 2 * 12 - pixelMm)
      expect(right).toBeGreaterThan(0.4 * paper.widthMm)
    }
  },
)

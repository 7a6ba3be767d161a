import { expect, test } from 'vitest'
import { boxSpaces } from '../../src/export/pdf/fonts/fontBoxes.js'

test('the box of a drawn font holds its space, which is empty and stands at the origin', () => {
  const font = (box: string) => ({ text: `<</Type /Font\n/Subtype /Type3\n/FontBBox [${box}]>>` })
  const objects = [font('328 416 1016 -1856'), font('-4 -10 547 -740'), { text: '<</FontBBox [9 9 9 9]>>' }]
  boxSpaces(objects)
  expect(objects.map(({ text }) => /\[(.*)\]/.exec(text)?.[1])).toEqual([
    '0 416 1016 -1856',
    '-4 0 547 -740',
    '9 9 9 9',
  ])
})

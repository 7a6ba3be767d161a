import type { PdfObject } from '../file/read.js'

/**
 * Takes the origin into the box of each Type 3 font. A space is drawn as an empty box at the origin, and Chromium's box around all glyphs
 * does not count it: readers such as poppler warn of “Bad bounding box in Type 3 glyph” for every space (PDF 32000-1, 9.6.5).
 */
export function boxSpaces(objects: PdfObject[]): void {
  for (const [index, object] of objects.entries()) {
    if (!object.text.includes('/Subtype /Type3')) continue
    const text = object.text.replace(/\/FontBBox \[([^\]]*)\]/, (_, sides: string) => {
      const [left = 0, bottom = 0, right = 0, top = 0] = sides.trim().split(/\s+/).map(Number)
      // Chromium's room for glyphs stands on its head: the bottom is the larger one.
      const box = [Math.min(left, 0), Math.max(bottom, 0), Math.max(right, 0), Math.min(top, 0)]
      return `/FontBBox [${box.join(' ')}]`
    })
    objects[index] = { ...object, text }
  }
}

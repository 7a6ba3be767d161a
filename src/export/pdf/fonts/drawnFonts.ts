import type { PdfObject } from '../file/read.js'
import { arrayOf, dictionary, referenceOf, writeDictionary } from '../file/syntax.js'
import { type CharMap, readCharMap, writeCharMap } from './charMap.js'
import { type FontKind, keyOf } from './fontKind.js'
import { unionOf } from './union.js'

/** What a code of such a font draws. */
interface Glyph {
  readonly name: string
  readonly width: string
  /** Number of the object that draws it, and what is in it. */
  readonly drawing: number
  readonly stream: Uint8Array
}

interface DrawnFont {
  readonly key: string
  readonly parts: readonly number[]
  readonly font: ReadonlyMap<string, string>
  readonly box: readonly number[]
  readonly glyphs: ReadonlyMap<number, Glyph>
  readonly meanings: CharMap
}

/** Fonts of Type 3, whose glyphs are drawings: what Chromium makes of variable fonts, in blocks of 255 glyphs. */
export const drawnFonts: FontKind<DrawnFont> = {
  read(objects, number) {
    const { text: own = '' } = objects[number - 1] ?? {}
    if (!own.includes('/Subtype /Type3')) return undefined
    const font = dictionary(own)
    const meaning = referenceOf(font.get('ToUnicode'))
    const about = referenceOf(font.get('FontDescriptor'))
    const drawings = dictionary(font.get('CharProcs') ?? '')
    const glyphs = glyphsOf(font, drawings, objects)
    const numbers = [...drawings.values()].map(referenceOf)
    return {
      key: `${keyOf([
        [font, ['FirstChar', 'LastChar', 'FontBBox', 'ToUnicode', 'FontDescriptor', 'Widths', 'Encoding', 'CharProcs']],
        [dictionary(objects[(about ?? 0) - 1]?.text ?? ''), []],
      ])} ${blockOf(glyphs)}`,
      parts: [number, about, meaning, ...numbers].filter((part) => part !== undefined),
      font,
      box: arrayOf(font.get('FontBBox') ?? '[0 0 0 0]').map(Number),
      glyphs,
      meanings: meaning === undefined ? new Map() : readCharMap(objects[meaning - 1] ?? { text: '' }),
    }
  },

  unite(one, other) {
    const glyphs = unionOf(one.glyphs, other.glyphs, isSame)
    const meanings = unionOf(one.meanings, other.meanings)
    if (glyphs === undefined || meanings === undefined) return undefined
    // Left, bottom, right, top, in a room that stands on its head.
    const box = one.box.map((value, side) =>
      Math[side === 0 || side === 3 ? 'min' : 'max'](value, other.box[side] ?? 0),
    )
    return { ...one, box, glyphs, meanings, parts: [...one.parts, ...other.parts] }
  },

  write({ font, box, glyphs, meanings }, push) {
    const last = Math.max(...glyphs.keys())
    const codes = Array.from({ length: last + 1 }, (_, code) => glyphs.get(code))
    const names = codes.map((glyph) => `/${glyph?.name ?? 'g0'}`)
    const drawings = new Map([...glyphs.values()].map(({ name, drawing }) => [name, `${drawing} 0 R`]))
    const meaning = push(writeCharMap(meanings, 2))
    return push({
      text: writeDictionary(
        new Map([
          ...font,
          ['FirstChar', '0'],
          ['LastChar', String(last)],
          ['FontBBox', `[${box.join(' ')}]`],
          ['ToUnicode', `${meaning} 0 R`],
          ['Widths', `[${codes.map((glyph) => glyph?.width ?? '0').join(' ')}]`],
          ['Encoding', `<</Type /Encoding /Differences [0 ${names.join(' ')}]>>`],
          ['CharProcs', writeDictionary(drawings)],
        ]),
      ),
    })
  },
}

/** Codes that are not in use have the name of the missing glyph, `g0`, which is at 0. */
function glyphsOf(
  font: ReadonlyMap<string, string>,
  drawings: ReadonlyMap<string, string>,
  objects: readonly PdfObject[],
): Map<number, Glyph> {
  const [first, ...names] = arrayOf(dictionary(font.get('Encoding') ?? '').get('Differences') ?? '[]')
  if (first !== '0' || font.get('FirstChar') !== '0') throw new Error('the font does not count from 0')
  const widths = arrayOf(font.get('Widths') ?? '[]')
  const glyphs = new Map<number, Glyph>()
  names.forEach((slashed, code) => {
    const name = slashed.slice(1)
    const drawing = referenceOf(drawings.get(name))
    const stream = objects[(drawing ?? 0) - 1]?.stream
    if (drawing === undefined || stream === undefined) throw new Error('the font has a glyph that is not drawn')
    if (code === 0 || name !== 'g0') glyphs.set(code, { name, width: widths[code] ?? '0', drawing, stream })
  })
  return glyphs
}

function isSame(one: Glyph, other: Glyph): boolean {
  return one.name === other.name && one.width === other.width && Buffer.compare(one.stream, other.stream) === 0
}

/** How far a font's codes are from the numbers of its glyphs: what it has of one font's glyphs, in a word. */
function blockOf(glyphs: ReadonlyMap<number, Glyph>): number {
  const [code, glyph] = [...glyphs].find(([at]) => at > 0) ?? [0, undefined]
  return glyph === undefined ? 0 : Number.parseInt(glyph.name.slice(1), 16) - code
}

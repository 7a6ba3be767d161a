import { deflateSync, inflateSync } from 'node:zlib'
import type { PdfObject } from '../file/read.js'
import { arrayOf, dictionary, referenceOf, writeDictionary } from '../file/syntax.js'
import { type CharMap, readCharMap, writeCharMap } from './charMap.js'
import { type FontKind, keyOf } from './fontKind.js'
import { readTrueType, type TrueType, uniteTrueTypes, writeTrueType } from './trueType.js'
import { unionOf } from './union.js'

type Entries = ReadonlyMap<string, string>

/** A composite font whose codes are the numbers of its glyphs. */
interface GlyphFont {
  readonly key: string
  readonly parts: readonly number[]
  readonly font: Entries
  readonly descendant: Entries
  readonly descriptor: Entries
  readonly program: TrueType
  readonly meanings: CharMap
}

/** TrueType fonts, as Chromium embeds them. */
export const trueTypes: FontKind<GlyphFont> = {
  read(objects, number) {
    const { text: own = '' } = objects[number - 1] ?? {}
    if (!own.includes('/Subtype /Type0')) return undefined
    const font = dictionary(own)
    const below = referenceOf(arrayOf(font.get('DescendantFonts') ?? '[]')[0])
    const descendant = dictionary(objectAt(objects, below).text)
    const about = referenceOf(descendant.get('FontDescriptor'))
    const descriptor = dictionary(objectAt(objects, about).text)
    const file = referenceOf(descriptor.get('FontFile2'))
    const meaning = referenceOf(font.get('ToUnicode'))
    if (file === undefined) return undefined
    const program = readTrueType(inflateSync(objectAt(objects, file).stream ?? new Uint8Array()))
    const meanings: CharMap = meaning === undefined ? new Map() : readCharMap(objectAt(objects, meaning))
    return {
      key: keyOf([
        [font, ['DescendantFonts', 'ToUnicode']],
        [descendant, ['FontDescriptor', 'W', 'DW']],
        [descriptor, ['FontFile2']],
      ]),
      parts: [number, below, about, file, meaning].filter((part) => part !== undefined),
      font,
      descendant,
      descriptor,
      program,
      meanings,
    }
  },

  unite(one, other) {
    const program = uniteTrueTypes(one.program, other.program)
    const meanings = unionOf(one.meanings, other.meanings)
    if (program === undefined || meanings === undefined) return undefined
    return { ...one, program, meanings, parts: [...one.parts, ...other.parts] }
  },

  write({ font, descendant, descriptor, program, meanings }, push) {
    const bytes = writeTrueType(program)
    const stream = deflateSync(bytes)
    const about = `/Filter /FlateDecode /Length1 ${bytes.length} /Length ${stream.length}`
    const file = push({ text: `<<${about}>>`, stream })
    const described = push({ text: changed(descriptor, [['FontFile2', `${file} 0 R`]]) })
    const below = push({
      text: changed(descendant, [
        ['FontDescriptor', `${described} 0 R`],
        ['W', widthsOf(program)],
        ['DW', '0'],
      ]),
    })
    const meaning = push(writeCharMap(meanings, 4))
    return push({
      text: changed(font, [
        ['DescendantFonts', `[${below} 0 R]`],
        ['ToUnicode', `${meaning} 0 R`],
      ]),
    })
  },
}

function objectAt(objects: readonly PdfObject[], number: number | undefined): PdfObject {
  return objects[(number ?? 0) - 1] ?? { text: '' }
}

function changed(entries: Entries, changes: readonly (readonly [string, string])[]): string {
  return writeDictionary(new Map([...entries, ...changes]))
}

/** Runs of glyphs with their widths in thousandths: `[3 [500 600] 9 [250]]`. They are those of the program. */
function widthsOf({ metrics, unitsPerEm }: TrueType): string {
  const glyphs = [...metrics.keys()].sort((a, b) => a - b)
  const runs = glyphs.map((glyph, index) => {
    const width = Math.floor((metrics.get(glyph) ?? 0) / 0x1_0000) * (1000 / unitsPerEm)
    const text = String(Math.round(width * 1e5) / 1e5)
    return glyphs[index - 1] === glyph - 1 ? ` ${text}` : `${index === 0 ? '' : '] '}${glyph} [${text}`
  })
  return `[${runs.join('')}${runs.length === 0 ? '' : ']'}]`
}

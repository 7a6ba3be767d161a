// A TrueType program with some of a font's glyphs, each at the number that it has in the whole font. That is how Chromium
// trims fonts, so programs of one font can be united glyph by glyph. Tables that PDF does not ask for are left out
// (ISO 32000-1, 9.9).
import { unionOf } from './union.js'

/** The glyphs of a program, and what all programs of its font share. */
export interface TrueType {
  /** Tables that are taken over as they stand: equal in all programs of a font. */
  readonly shared: ReadonlyMap<string, Buffer>
  /** What glyphs look like, by their number. Those without ink are not in it. */
  readonly outlines: ReadonlyMap<number, Buffer>
  /** Advance and left bearing, four bytes in one number; those of 0 are not in it. */
  readonly metrics: ReadonlyMap<number, number>
  /** One more than the highest number of a glyph. */
  readonly count: number
  readonly unitsPerEm: number
}

/** @throws when it is no TrueType program, or its tables lead nowhere. */
export function readTrueType(program: Buffer): TrueType {
  const tables = tablesOf(program)
  const table = (tag: string): Buffer => {
    const found = tables.get(tag)
    if (found === undefined) throw new Error(`the font has no table ${tag}`)
    return found
  }
  const [head, hhea, maxp] = [Buffer.from(table('head')), Buffer.from(table('hhea')), Buffer.from(table('maxp'))]
  const count = maxp.readUInt16BE(4)
  const isLong = head.readInt16BE(50) === 1
  const offset = (at: number): number =>
    isLong ? table('loca').readUInt32BE(at * 4) : table('loca').readUInt16BE(at * 2) * 2
  const advances = hhea.readUInt16BE(34)
  const outlines = new Map<number, Buffer>()
  const metrics = new Map<number, number>()
  for (let glyph = 0; glyph < count; glyph += 1) {
    const outline = table('glyf').subarray(offset(glyph), offset(glyph + 1))
    if (outline.length > 0) outlines.set(glyph, outline)
    const advance = table('hmtx').readUInt16BE(Math.min(glyph, advances - 1) * 4)
    const bearing = table('hmtx').readUInt16BE(glyph < advances ? glyph * 4 + 2 : advances * 4 + (glyph - advances) * 2)
    if (advance + bearing > 0) metrics.set(glyph, advance * 0x1_0000 + bearing)
  }
  // What differs from one program of a font to the next, and is written anew.
  head.writeUInt32BE(0, 8)
  head.writeInt16BE(1, 50)
  hhea.writeUInt16BE(0, 34)
  maxp.writeUInt16BE(0, 4)
  const shared = new Map(hinting.flatMap((tag) => (tables.has(tag) ? [[tag, table(tag)] as const] : [])))
  return {
    shared: shared.set('head', head).set('hhea', hhea).set('maxp', maxp),
    outlines,
    metrics,
    count,
    unitsPerEm: head.readUInt16BE(18),
  }
}

/** The glyphs of both; absent when they are not of the same font. */
export function uniteTrueTypes(one: TrueType, other: TrueType): TrueType | undefined {
  const isEqual = (a: Buffer, b: Buffer): boolean => a.equals(b)
  const shared = unionOf(one.shared, other.shared, isEqual)
  const outlines = unionOf(one.outlines, other.outlines, isEqual)
  const metrics = unionOf(one.metrics, other.metrics)
  if (shared?.size !== one.shared.size || outlines === undefined || metrics === undefined) return undefined
  return { ...one, shared, outlines, metrics, count: Math.max(one.count, other.count) }
}

export function writeTrueType({ shared, outlines, metrics, count }: TrueType): Buffer {
  const tables = new Map([...shared].map(([tag, bytes]) => [tag, Buffer.from(bytes)]))
  tables.get('hhea')?.writeUInt16BE(count, 34)
  tables.get('maxp')?.writeUInt16BE(count, 4)
  const [loca, hmtx, glyf] = [Buffer.alloc(count * 4 + 4), Buffer.alloc(count * 4), [] as Buffer[]]
  let at = 0
  for (let glyph = 0; glyph < count; glyph += 1) {
    const outline = padded(outlines.get(glyph) ?? Buffer.alloc(0))
    glyf.push(outline)
    at += outline.length
    loca.writeUInt32BE(at, glyph * 4 + 4)
    hmtx.writeUInt32BE(metrics.get(glyph) ?? 0, glyph * 4)
  }
  return fileOf(tables.set('loca', loca).set('hmtx', hmtx).set('glyf', Buffer.concat(glyf)))
}

/** Programs that shape glyphs for a raster. */
const hinting = ['cvt ', 'fpgm', 'prep']

function tablesOf(program: Buffer): Map<string, Buffer> {
  const entries = Array.from({ length: program.readUInt16BE(4) }, (_, index) => 12 + index * 16)
  return new Map(
    entries.map((at) => {
      const start = program.readUInt32BE(at + 8)
      return [program.toString('latin1', at, at + 4), program.subarray(start, start + program.readUInt32BE(at + 12))]
    }),
  )
}

/** A font file: its tables in the order of their names, with what finds them and their sums (OpenType, "Font tables"). */
function fileOf(tables: ReadonlyMap<string, Buffer>): Buffer {
  const sorted = [...tables].sort(([a], [b]) => (a < b ? -1 : 1))
  const power = Math.floor(Math.log2(sorted.length))
  const start = Buffer.alloc(12 + sorted.length * 16)
  start.writeUInt32BE(0x1_0000, 0)
  const search = [sorted.length, 16 * 2 ** power, power, 16 * (sorted.length - 2 ** power)]
  search.forEach((value, index) => {
    start.writeUInt16BE(value, 4 + index * 2)
  })
  let offset = start.length
  sorted.forEach(([tag, bytes], index) => {
    start.write(tag, 12 + index * 16, 'latin1')
    const about = [sumOf(bytes), offset, bytes.length]
    about.forEach((value, field) => {
      start.writeUInt32BE(value, 16 + index * 16 + field * 4)
    })
    offset += padded(bytes).length
  })
  const file = Buffer.concat([start, ...sorted.map(([, bytes]) => padded(bytes))])
  const head = start.readUInt32BE(12 + sorted.findIndex(([tag]) => tag === 'head') * 16 + 8)
  file.writeUInt32BE((0xb1b0_afba - sumOf(file)) >>> 0, head + 8)
  return file
}

function padded(bytes: Buffer): Buffer {
  return bytes.length % 4 === 0 ? bytes : Buffer.concat([bytes, Buffer.alloc(4 - (bytes.length % 4))])
}

function sumOf(bytes: Buffer): number {
  const words = padded(bytes)
  let sum = 0
  for (let at = 0; at < words.length; at += 4) sum = (sum + words.readUInt32BE(at)) >>> 0
  return sum
}

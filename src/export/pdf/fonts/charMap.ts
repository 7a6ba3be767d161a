import { deflateSync, inflateSync } from 'node:zlib'
import type { PdfObject } from '../file/read.js'

/** What the codes of a font mean: code → text as UTF-16 in hexadecimal (ISO 32000-1, 9.10.3). */
export type CharMap = ReadonlyMap<number, string>

/** Reads a `ToUnicode` stream as Skia writes it. */
export function readCharMap({ stream = new Uint8Array() }: PdfObject): CharMap {
  const text = inflateSync(stream).toString('latin1')
  const map = new Map<number, string>()
  for (const [, block = ''] of text.matchAll(/beginbfchar([^a-z]*)endbfchar/g))
    for (const [, code = '', to = ''] of block.matchAll(/<(\w+)>\s*<(\w+)>/g)) map.set(Number.parseInt(code, 16), to)
  for (const [, block = ''] of text.matchAll(/beginbfrange([^a-z]*)endbfrange/g)) {
    for (const [, from = '', to = '', first = ''] of block.matchAll(/<(\w+)>\s*<(\w+)>\s*<(\w+)>/g)) {
      const [start, end] = [Number.parseInt(from, 16), Number.parseInt(to, 16)]
      for (let code = start; code <= end; code += 1) map.set(code, plus(first, code - start))
    }
  }
  return map
}

/** Writes a `ToUnicode` stream. `digits`: hexadecimal ones of a code, 2 for simple fonts and 4 for composite ones. */
export function writeCharMap(map: CharMap, digits: 2 | 4): PdfObject {
  const hex = (code: number): string => `<${code.toString(16).toUpperCase().padStart(digits, '0')}>`
  const lines = [...map].sort(([a], [b]) => a - b).map(([code, to]) => `${hex(code)} <${to}>`)
  const blocks: string[] = []
  for (let from = 0; from < lines.length; from += mostInBlock) {
    const some = lines.slice(from, from + mostInBlock)
    blocks.push(`${some.length} beginbfchar\n${some.join('\n')}\nendbfchar\n`)
  }
  const range = `1 begincodespacerange\n${hex(0)} ${hex(digits === 2 ? 0xff : 0xffff)}\nendcodespacerange\n`
  const stream = deflateSync(Buffer.from(opening + range + blocks.join('') + closing, 'latin1'))
  return { text: `<</Filter /FlateDecode /Length ${stream.length}>>`, stream }
}

const mostInBlock = 100
const opening =
  '/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n'
const closing = 'endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n'

/** Within a range, the last of a text's code units counts up. */
function plus(hex: string, added: number): string {
  const last = Number.parseInt(hex.slice(-4), 16) + added
  return hex.slice(0, -4) + last.toString(16).toUpperCase().padStart(4, '0')
}

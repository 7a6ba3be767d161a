import { createHash } from 'node:crypto'
import { deflateSync } from 'node:zlib'
import { dedupe } from '../join/dedupe.js'
import type { PdfObject } from './read.js'

/** What a PDF file is made of. */
export interface PdfContent {
  /** The object at index `i` has number `i + 1`. */
  readonly objects: readonly PdfObject[]
  /** Number of the catalog. */
  readonly root: number
  /** Number of the information dictionary. */
  readonly info: number
}

/**
 * Writes a PDF file. Everything that is not a stream is packed into compressed object streams (ISO 32000-1, 7.5.7): the
 * tags of a deck are thousands of small dictionaries, which shrink to a tenth. The file's id is a hash of its content.
 */
export function writePdf({ objects: all, root, info }: PdfContent): Uint8Array {
  const objects = dedupe(all)
  const parts: Uint8Array[] = [Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n', 'latin1')]
  const entries: Entry[] = [{ type: 0, where: 0, index: 65_535 }]
  let offset = parts[0]?.length ?? 0
  const add = (number: number, { text, stream }: PdfObject): void => {
    const head = `${number} 0 obj\n${text}${stream === undefined ? '' : ' stream\n'}`
    const tail = `${stream === undefined ? '' : '\nendstream'}\nendobj\n`
    const bytes = [Buffer.from(head, 'latin1'), ...(stream === undefined ? [] : [stream]), Buffer.from(tail, 'latin1')]
    entries[number] = { type: 1, where: offset, index: 0 }
    parts.push(...bytes)
    for (const piece of bytes) offset += piece.length
  }

  const packed: number[] = []
  objects.forEach((object, index) => {
    if (object === undefined) entries[index + 1] = { type: 0, where: 0, index: 65_535 }
    else if (object.stream === undefined) packed.push(index + 1)
    else add(index + 1, object)
  })
  let next = objects.length + 1
  for (let from = 0; from < packed.length; from += packSize) {
    const numbers = packed.slice(from, from + packSize)
    numbers.forEach((number, index) => {
      entries[number] = { type: 2, where: next, index }
    })
    add(next, packObjects(numbers, objects))
    next += 1
  }
  entries[next] = { type: 1, where: offset, index: 0 }
  const id = fileId(parts)
  const table = deflateSync(crossReferences(entries))
  const trailer = `/Size ${next + 1} /Root ${root} 0 R /Info ${info} 0 R /ID [<${id}> <${id}>]`
  const start = offset
  add(next, {
    text: `<</Type /XRef /W [1 4 2] ${trailer} /Filter /FlateDecode /Length ${table.length}>>`,
    stream: table,
  })
  parts.push(Buffer.from(`startxref\n${start}\n%%EOF\n`))
  return Buffer.concat(parts)
}

/** A line of the cross-reference table: 1 = at a byte offset, 2 = the object of that index in an object stream. */
interface Entry {
  readonly type: 0 | 1 | 2
  readonly where: number
  readonly index: number
}

/** Readers unpack a whole object stream for one object of it. */
const packSize = 200

function packObjects(numbers: readonly number[], objects: readonly (PdfObject | undefined)[]): PdfObject {
  const texts = numbers.map((number) => objects[number - 1]?.text ?? 'null')
  let at = 0
  const places = numbers.map((number, index) => {
    const place = `${number} ${at}`
    at += (texts[index]?.length ?? 0) + 1
    return place
  })
  const head = `${places.join(' ')}\n`
  const stream = deflateSync(Buffer.from(head + texts.join('\n'), 'latin1'))
  const about = `/N ${numbers.length} /First ${head.length}`
  return { text: `<</Type /ObjStm ${about} /Filter /FlateDecode /Length ${stream.length}>>`, stream }
}

function crossReferences(entries: readonly Entry[]): Uint8Array {
  const table = Buffer.alloc(entries.length * 7)
  entries.forEach(({ type, where, index }, number) => {
    table.writeUInt8(type, number * 7)
    table.writeUInt32BE(where, number * 7 + 1)
    table.writeUInt16BE(index, number * 7 + 5)
  })
  return table
}

function fileId(parts: readonly Uint8Array[]): string {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest('hex').slice(0, 32)
}

import { dictionary, referenceOf } from './syntax.js'

/** One object of a PDF file. */
export interface PdfObject {
  /** Its text, one character per byte, without the stream. */
  readonly text: string
  readonly stream?: Uint8Array
}

/** A PDF file as its objects. */
export interface PdfFile {
  readonly objects: ReadonlyMap<number, PdfObject>
  /** Number of the catalog. */
  readonly root: number
}

/** The file is written in another way than Chromium writes its files. */
export class UnreadablePdf extends Error {}

/**
 * Reads a PDF file with a classic cross-reference table and direct stream lengths, which is what Chromium writes.
 * @throws UnreadablePdf when it is anything else.
 */
export function readPdf(bytes: Uint8Array): PdfFile {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = file.subarray(-1024).toString('latin1')
  const table = Number(/startxref\s+(\d+)\s+%%EOF\s*$/.exec(end)?.[1] ?? Number.NaN)
  const tail = file.subarray(table).toString('latin1')
  const count = Number(/^xref\s+0 (\d+)\s/.exec(tail)?.[1] ?? Number.NaN)
  const root = referenceOf(dictionary(tail.slice(tail.indexOf('trailer'))).get('Root'))
  if (Number.isNaN(count) || root === undefined) throw new UnreadablePdf('the PDF has no cross-reference table')
  const first = tail.indexOf('\n', tail.indexOf('\n') + 1) + 1
  const objects = new Map<number, PdfObject>()
  for (let number = 1; number < count; number += 1) {
    const entry = tail.slice(first + number * 20, first + number * 20 + 18)
    if (entry.endsWith('n')) objects.set(number, readObject(file, Number(entry.slice(0, 10)), number))
  }
  return { objects, root }
}

function readObject(file: Buffer, offset: number, number: number): PdfObject {
  const head = `${number} 0 obj`
  const start = offset + head.length
  const end = file.indexOf('endobj', start)
  if (file.toString('latin1', offset, start) !== head || end < 0)
    throw new UnreadablePdf(`the PDF's object ${number} is not there`)
  const opening = file.subarray(start, end).indexOf(streamMark)
  if (opening < 0) return { text: file.toString('latin1', start, end).trim() }
  const text = file.toString('latin1', start, start + opening + 2).trim()
  const from = start + opening + streamMark.length
  const length = Number(dictionary(text).get('Length') ?? Number.NaN)
  // A string could hold the mark as well; only a stream has its end where its length says.
  if (
    !file
      .toString('latin1', from + length, from + length + 11)
      .trimStart()
      .startsWith('endstream')
  ) {
    throw new UnreadablePdf(`the PDF's object ${number} has no readable stream`)
  }
  return { text, stream: file.subarray(from, from + length) }
}

const streamMark = '>> stream\n'

import { headBytes, mediaTypeOf } from './mime.js'

const signatures: readonly (readonly [string, string])[] = [
  ['%PDF-', 'a PDF'],
  ['PK\x03\x04', 'a ZIP archive, like .pptx, .docx, .odp and .key files'],
  ['\xd0\xcf\x11\xe0', 'an old Office document'],
  ['\x1f\x8b', 'a compressed archive'],
  ['\x7fELF', 'a program'],
  ['{\\rtf', 'an RTF document'],
]

/**
 * What bytes are when they are no text that somebody wrote: `a PDF`, `a file of type image/png`; `undefined` for text. A single
 * NUL is a slip in a text, and so it stays; UTF-16 is for `decodeText` to tell.
 */
export function kindOfBytes(bytes: Uint8Array): string | undefined {
  const head = bytes.subarray(0, headBytes)
  const start = Buffer.from(head.subarray(0, 5)).toString('latin1')
  const known = signatures.find(([mark]) => start.startsWith(mark))?.[1]
  if (known !== undefined) return known
  // “BM” begins a bitmap and a sentence about cars; a zero byte begins no sentence.
  if (!head.includes(0)) return undefined
  const type = mediaTypeOf(head)
  if (type !== undefined) return `a file of type ${type}`
  const controls = head.filter((byte) => byte < 9 || (byte > 13 && byte < 32 && byte !== 27)).length
  return controls > head.length * 0.05 && controls > 8 ? 'a binary file' : undefined
}

// Bytes → text that is safe to parse. The two noncharacters of `fileMark` go, because pages use them to mark addresses;
// NUL and lone surrogates become U+FFFD, as markdown-it and a UTF-8 encoder would make them anyway.
import { isUtf8 } from 'node:buffer'
import { fileMark } from '../../model/deck.js'

/** Decoded text, and where the first byte stood that is not UTF-8 (1-based line and column); or that it is UTF-16. */
export type Decoded =
  | { readonly ok: true; readonly text: string; readonly invalid?: { readonly line: number; readonly column: number } }
  | { readonly ok: false; readonly reason: 'utf-16' }

/** Decodes UTF-8 bytes, invalid ones as U+FFFD, and cleans the text. Never throws. */
export function decodeText(bytes: Uint8Array): Decoded {
  if (looksLikeUtf16(bytes)) return { ok: false, reason: 'utf-16' }
  const text = cleanText(new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes))
  if (isUtf8(bytes)) return { ok: true, text }
  return { ok: true, text, invalid: placeOf(text, text.indexOf('\uFFFD')) }
}

/** Text without a byte order mark, with `\n` line ends, without NUL, lone surrogates and the marks of `FileRef`. */
export function cleanText(text: string): string {
  return text
    .replace(/^\uFEFF/, '')
    .replace(/\r\n?/g, '\n')
    .replace(/\0|\p{Surrogate}/gu, '\uFFFD')
    .replaceAll(fileMark.open, '')
    .replaceAll(fileMark.close, '')
}

/** 1-based line and column (UTF-16 units) of an offset in text with `\n` line ends. */
export function placeOf(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, Math.max(offset, 0))
  return { line: before.split('\n').length, column: before.length - before.lastIndexOf('\n') }
}

/** A byte order mark of UTF-16 (or UTF-32), or every other byte of the beginning NUL, as Latin letters have it. */
function looksLikeUtf16(bytes: Uint8Array): boolean {
  const [first, second] = bytes
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) return true
  const sample = bytes.subarray(0, 1024)
  // Nearly always: asked natively, because a theme of ours is forty files.
  if (!sample.includes(0)) return false
  const nuls = [0, 0]
  for (const [index, byte] of sample.entries()) if (byte === 0) nuls[index % 2] = (nuls[index % 2] ?? 0) + 1
  const [even = 0, odd = 0] = nuls
  return Math.max(even, odd) > 2 && Math.max(even, odd) > sample.length * 0.35 && Math.min(even, odd) === 0
}

// What a file is, by its first bytes and never by its name: `![](/etc/passwd)` renamed to .png is still no picture.
// Signatures: https://mimesniff.spec.whatwg.org/, the ISO base media format's brands for avif, mp4 and m4a.

/** How many bytes of a file `mediaTypeOf` wants to see at least (all of it, when it is shorter). */
export const headBytes = 65_536

/** The media type of a picture, font, video or sound; `undefined` for everything else. */
export function mediaTypeOf(bytes: Uint8Array): string | undefined {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, headBytes))
  const found = signatures.find(([signature, at]) => head.subarray(at, at + signature.length).equals(signature))?.[2]
  if (found === 'riff') return riffType(head)
  if (found === 'ftyp') return brandType(head)
  if (found !== undefined) return found
  if (head.length > 2 && head[0] === 0xff && ((head[1] ?? 0) & 0xe6) === 0xe2) return 'audio/mpeg'
  return looksLikeSvg(head) ? 'image/svg+xml' : undefined
}

/** What a `FileRef` may be for a use. */
export function suits(mime: string, use: 'image' | 'media' | 'font'): boolean {
  return use === 'media' ? /^(video|audio)\//.test(mime) : mime.startsWith(`${use}/`)
}

const signatures: readonly (readonly [Buffer, number, string])[] = [
  [Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), 0, 'image/png'],
  [Buffer.from([0xff, 0xd8, 0xff]), 0, 'image/jpeg'],
  [Buffer.from('GIF87a'), 0, 'image/gif'],
  [Buffer.from('GIF89a'), 0, 'image/gif'],
  [Buffer.from('BM'), 0, 'image/bmp'],
  [Buffer.from([0, 0, 1, 0]), 0, 'image/x-icon'],
  [Buffer.from('RIFF'), 0, 'riff'],
  [Buffer.from('ftyp'), 4, 'ftyp'],
  [Buffer.from('wOF2'), 0, 'font/woff2'],
  [Buffer.from('wOFF'), 0, 'font/woff'],
  [Buffer.from('OTTO'), 0, 'font/otf'],
  [Buffer.from([0, 1, 0, 0, 0]), 0, 'font/ttf'],
  [Buffer.from('true'), 0, 'font/ttf'],
  [Buffer.from([0x1a, 0x45, 0xdf, 0xa3]), 0, 'video/webm'],
  [Buffer.from('OggS'), 0, 'audio/ogg'],
  [Buffer.from('ID3'), 0, 'audio/mpeg'],
]

function riffType(head: Buffer): string | undefined {
  const form = head.toString('latin1', 8, 12)
  return form === 'WEBP' ? 'image/webp' : form === 'WAVE' ? 'audio/wav' : undefined
}

function brandType(head: Buffer): string | undefined {
  const end = Math.min(head.readUInt32BE(0), head.length)
  const brands: string[] = []
  for (let at = 8; at + 4 <= end; at += 4) if (at !== 12) brands.push(head.toString('latin1', at, at + 4))
  if (brands.some((brand) => brand === 'avif' || brand === 'avis')) return 'image/avif'
  if (brands.some((brand) => brand === 'heic' || brand === 'heix' || brand === 'mif1')) return undefined
  return /^(M4A|M4B|F4A)/.test(brands[0] ?? '') ? 'audio/mp4' : 'video/mp4'
}

/** An XML text whose first element is `svg`; declaration, comments and document type may come before it. */
function looksLikeSvg(head: Buffer): boolean {
  const text = head.toString('utf8').replace(/^\uFEFF/, '')
  let at = 0
  for (;;) {
    while (/\s/.test(text.charAt(at))) at++
    if (/^<svg[\s/>]/.test(text.slice(at, at + 5))) return true
    const end = endOfProlog(text, at)
    if (end === undefined) return false
    at = end
  }
}

function endOfProlog(text: string, at: number): number | undefined {
  const after = (mark: string, from: number): number | undefined => {
    const found = text.indexOf(mark, from)
    return found < 0 ? undefined : found + mark.length
  }
  if (text.startsWith('<?', at)) return after('?>', at)
  if (text.startsWith('<!--', at)) return after('-->', at + 4)
  if (!/^<!doctype\s/i.test(text.slice(at, at + 10))) return undefined
  const subset = text.indexOf('[', at)
  const plain = text.indexOf('>', at)
  const insideSubset = subset >= 0 && subset < plain ? after(']', subset) : at
  return insideSubset === undefined ? undefined : after('>', insideSubset)
}

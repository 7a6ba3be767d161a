// A picture of a few kilobytes may unpack to gigabytes in the browser. Its header says how large it becomes.

/** Width times height of a raster picture in pixels, from its header; `undefined` when it is not found there. */
export function pixelCount(bytes: Uint8Array, mime: string): number | undefined {
  const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  try {
    switch (mime) {
      case 'image/png':
        return data.readUInt32BE(16) * data.readUInt32BE(20)
      case 'image/gif':
        return data.readUInt16LE(6) * data.readUInt16LE(8)
      case 'image/bmp':
        return Math.abs(data.readInt32LE(18) * data.readInt32LE(22))
      case 'image/jpeg':
        return jpegPixels(data)
      case 'image/webp':
        return webpPixels(data)
      case 'image/avif':
        return avifPixels(data)
      default:
        return undefined
    }
  } catch (error) {
    // A header that is cut off: reading beyond the end.
    if (error instanceof RangeError) return undefined
    throw error
  }
}

/** The first frame header (SOF0 to SOF15, but not DHT, JPG, DAC), segment by segment. */
function jpegPixels(data: Buffer): number | undefined {
  for (let at = 2; at + 9 < data.length; ) {
    if (data[at] !== 0xff) return undefined
    const marker = data[at + 1] ?? 0
    if (marker === 0xff) {
      at++
      continue
    }
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) {
      return data.readUInt16BE(at + 5) * data.readUInt16BE(at + 7)
    }
    at += 2 + data.readUInt16BE(at + 2)
  }
  return undefined
}

function webpPixels(data: Buffer): number | undefined {
  const kind = data.toString('latin1', 12, 16)
  if (kind === 'VP8X') return (data.readUIntLE(24, 3) + 1) * (data.readUIntLE(27, 3) + 1)
  if (kind === 'VP8 ') return (data.readUInt16LE(26) & 0x3fff) * (data.readUInt16LE(28) & 0x3fff)
  if (kind !== 'VP8L') return undefined
  const bits = data.readUInt32LE(21)
  return ((bits & 0x3fff) + 1) * (((bits >>> 14) & 0x3fff) + 1)
}

/** The largest of the file's `ispe` boxes (spatial extents): one for each tile and one for the whole. */
function avifPixels(data: Buffer): number | undefined {
  let largest: number | undefined
  for (let at = data.indexOf('ispe'); at >= 0 && at < 65_536; at = data.indexOf('ispe', at + 4)) {
    largest = Math.max(largest ?? 0, data.readUInt32BE(at + 8) * data.readUInt32BE(at + 12))
  }
  return largest
}

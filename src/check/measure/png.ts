// Just enough of PNG (https://www.w3.org/TR/png/) for what the browser writes: eight bits, red, green, blue and perhaps alpha.
import { inflateSync } from 'node:zlib'

/** Pixels, row by row, `channels` bytes each. */
export interface Raster {
  readonly width: number
  readonly height: number
  readonly channels: 3 | 4
  readonly data: Uint8Array
}

/** Unpacks a picture. Throws on a PNG of another kind than browsers write. */
export function readPng(bytes: Uint8Array): Raster {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  const [width, height] = [file.readUInt32BE(16), file.readUInt32BE(20)]
  const [depth, kind, interlaced] = [file[24], file[25], file[28]]
  if (depth !== 8 || (kind !== 2 && kind !== 6) || interlaced !== 0)
    throw new Error('The picture is of an unknown kind.')
  const parts: Buffer[] = []
  for (let at = 8; at < file.length; ) {
    const length = file.readUInt32BE(at)
    if (file.toString('latin1', at + 4, at + 8) === 'IDAT') parts.push(file.subarray(at + 8, at + 8 + length))
    at += length + 12
  }
  const channels = kind === 2 ? 3 : 4
  return {
    width,
    height,
    channels,
    data: unfilter(inflateSync(Buffer.concat(parts)), width * channels, height, channels),
  }
}

/** Undoes the filter of each row: its first byte says which. */
function unfilter(packed: Uint8Array, stride: number, height: number, step: number): Uint8Array {
  const data = new Uint8Array(stride * height)
  for (let y = 0; y < height; y++) {
    const filter = packed[y * (stride + 1)] ?? 0
    const from = y * (stride + 1) + 1
    const row = y * stride
    for (let x = 0; x < stride; x++) {
      const left = x < step ? 0 : (data[row + x - step] ?? 0)
      const above = y === 0 ? 0 : (data[row - stride + x] ?? 0)
      const corner = x < step || y === 0 ? 0 : (data[row - stride + x - step] ?? 0)
      data[row + x] = (packed[from + x] ?? 0) + predicted(filter, left, above, corner)
    }
  }
  return data
}

function predicted(filter: number, left: number, above: number, corner: number): number {
  if (filter === 0) return 0
  if (filter === 1) return left
  if (filter === 2) return above
  if (filter === 3) return (left + above) >> 1
  const guess = left + above - corner
  const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - above), Math.abs(guess - corner)]
  return a <= b && a <= c ? left : b <= c ? above : corner
}

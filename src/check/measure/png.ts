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
  if (depth !== 8 || (kind !== 2 && kind !== 6) || interlaced !== 0) throw new Error('The image is of an unknown type.')
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

/** Undoes the filter of each row: its first byte says which. A loop for each, because there are millions of bytes. */
function unfilter(packed: Uint8Array, stride: number, height: number, step: number): Uint8Array {
  const data = new Uint8Array(stride * height)
  for (let y = 0; y < height; y++) {
    const from = y * (stride + 1) + 1
    const row = y * stride
    const line = data.subarray(row, row + stride)
    line.set(packed.subarray(from, from + stride))
    const above = y === 0 ? new Uint8Array(stride) : data.subarray(row - stride, row)
    const undo = filters[packed[from - 1] ?? 0]
    undo?.(line, above, step)
  }
  return data
}

type Undo = (line: Uint8Array, above: Uint8Array, step: number) => void

const filters: readonly Undo[] = [
  () => {},
  (line, _, step) => {
    for (let x = step; x < line.length; x++) line[x] = (line[x] ?? 0) + (line[x - step] ?? 0)
  },
  (line, above) => {
    for (let x = 0; x < line.length; x++) line[x] = (line[x] ?? 0) + (above[x] ?? 0)
  },
  (line, above, step) => {
    for (let x = 0; x < line.length; x++) {
      const left = x < step ? 0 : (line[x - step] ?? 0)
      line[x] = (line[x] ?? 0) + ((left + (above[x] ?? 0)) >> 1)
    }
  },
  (line, above, step) => {
    for (let x = 0; x < line.length; x++) {
      const left = x < step ? 0 : (line[x - step] ?? 0)
      const up = above[x] ?? 0
      const corner = x < step ? 0 : (above[x - step] ?? 0)
      const guess = left + up - corner
      const a = Math.abs(guess - left)
      const b = Math.abs(guess - up)
      const c = Math.abs(guess - corner)
      line[x] = (line[x] ?? 0) + (a <= b && a <= c ? left : b <= c ? up : corner)
    }
  },
]

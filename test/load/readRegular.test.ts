import { appendFileSync, writeFileSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { readFrom, readRegular } from '../../src/load/disk/readRegular.js'
import { folderWith } from './folder.js'

it('reads all of a file, and keeps hardly more memory for it than it has bytes', async () => {
  const path = join(folderWith(), 'font.woff2')
  for (const size of [0, 1, 5_000, 65_535, 65_536, 200_000]) {
    writeFileSync(path, Buffer.alloc(size, 'x'))
    const read = await readRegular(path, 1_000_000)
    expect(read.ok && [read.bytes.length, read.bytes.every((byte) => byte === 120)], String(size)).toEqual([size, true])
    // Small ones share a slab of Node's.
    if (size > 4_096) expect(read.ok && read.bytes.buffer.byteLength, String(size)).toBeLessThan(size + 4_096)
  }
})

it('reads what is added while it reads, as far as the limit', async () => {
  const path = join(folderWith(), 'log.txt')
  writeFileSync(path, 'begun')
  for (const [limit, reason] of [
    [200_000, undefined],
    [50_000, 'large'],
  ] as const) {
    writeFileSync(path, 'begun')
    const file = await open(path)
    const state = file.stat.bind(file)
    // Between the look at its size and the first read.
    file.stat = (async (options: { bigint: true }) => {
      const stats = await state(options)
      appendFileSync(path, 'x'.repeat(100_000))
      return stats
    }) as typeof file.stat
    const read = await readFrom(file, limit)
    expect(read.ok ? [read.bytes.length, undefined] : [0, read.reason]).toEqual([
      reason === undefined ? 100_005 : 0,
      reason,
    ])
    await file.close()
  }
})

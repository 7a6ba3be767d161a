import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { cacheFolder, openMemo } from '../../src/load/cache/memo.js'
import { asUser } from './asUser.js'
import { folderWith } from './folder.js'

const scope = '/talks/deck.md'
const open = (folder: string | undefined, more: { scope?: string; version?: string } = {}) =>
  openMemo({ folder, scope, version: '1', ...more })

/** A memo on disk with these entries, and its only file. */
async function stored(
  entries: Record<string, string>,
  folder = folderWith(),
): Promise<{ folder: string; file: string }> {
  const memo = await open(folder)
  for (const [key, value] of Object.entries(entries)) memo.set(key, value)
  await memo.flush()
  return { folder, file: join(folder, readdirSync(folder)[0] ?? '') }
}

describe('a memo', () => {
  it('gives back what it was given, also after it was opened again', async () => {
    const entries = { a: 'žluť 😀\n', b: '', 'key with "quotes"': 'x'.repeat(100_000), __proto__x: 'y' }
    const { folder } = await stored(entries)
    const memo = await open(folder)
    for (const [key, value] of Object.entries(entries)) expect(memo.get(key)).toBe(value)
    expect(['c', '__proto__', 'constructor'].map((key) => memo.get(key))).toEqual([undefined, undefined, undefined])
  })

  it('belongs to one deck and one version', async () => {
    const { folder } = await stored({ a: '1' })
    expect((await open(folder, { scope: '/talks/other.md' })).get('a')).toBeUndefined()
    expect((await open(folder, { version: '2' })).get('a')).toBeUndefined()
    expect((await open(folder)).get('a')).toBe('1')
  })

  it('keeps only what was used since it was opened', async () => {
    const { folder } = await stored({ a: '1', b: '2' })
    const memo = await open(folder)
    memo.get('a')
    memo.set('c', '3')
    await memo.flush()
    const again = await open(folder)
    expect(['a', 'b', 'c'].map((key) => again.get(key))).toEqual(['1', undefined, '3'])
  })

  it('writes nothing when nothing is new', async () => {
    const { folder, file } = await stored({ a: '1' })
    const before = statSync(file).ino
    const memo = await open(folder)
    memo.set('a', memo.get('a') ?? '')
    await memo.flush()
    expect(statSync(file).ino).toBe(before)
  })

  it('is in memory only without a folder or a deck', async () => {
    const folder = folderWith()
    for (const memo of [await open(undefined), await open(folder, { scope: '' })]) {
      memo.set('a', '1')
      await memo.flush()
      expect(memo.get('a')).toBe('1')
    }
    expect(readdirSync(folder)).toEqual([])
  })

  it('stays below 20 MB', async () => {
    const entries = Object.fromEntries(
      Array.from({ length: 30 }, (_, i) => [`k${i}`, String(i % 10).repeat(1_000_000)]),
    )
    const { folder, file } = await stored(entries)
    expect(statSync(file).size).toBeLessThanOrEqual(20 * 1024 * 1024)
    const memo = await open(folder)
    expect([memo.get('k0')?.length, memo.get('k29')]).toEqual([1_000_000, undefined])
  })

  it('does not store what UTF-8 would change', async () => {
    const { folder } = await stored({ a: 'x\uD800', b: 'y' })
    const memo = await open(folder)
    expect([memo.get('a'), memo.get('b')]).toEqual([undefined, 'y'])
  })

  it('makes its folder for its user alone', async () => {
    const { folder, file } = await stored({ a: '1' }, join(folderWith(), 'deep', 'cache'))
    expect([statSync(folder).mode & 0o777, statSync(file).mode & 0o777]).toEqual([0o700, 0o600])
  })
})

describe('a memo that was damaged', () => {
  it('by any of a hundred flipped bits gives the right value or none, and is built anew', async () => {
    const entries = Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`key${i}`, `value ${i} `.repeat(20)]))
    const { folder, file } = await stored(entries)
    const whole = readFileSync(file)
    for (let flip = 0; flip < 100; flip++) {
      const bytes = Buffer.from(whole)
      const bit = Math.floor((flip * whole.length * 8) / 100) + (flip % 8)
      bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7))
      writeFileSync(file, bytes)
      const memo = await open(folder)
      for (const [key, value] of Object.entries(entries)) expect([undefined, value]).toContain(memo.get(key))
      for (const [key, value] of Object.entries(entries)) memo.set(key, value)
      await memo.flush()
      expect((await open(folder)).get('key7')).toBe(entries.key7)
    }
  })

  it('by cutting it off is as if it were empty', async () => {
    const { folder, file } = await stored({ a: '1'.repeat(100), b: '2' })
    const whole = readFileSync(file)
    for (let length = 0; length < whole.length; length += 7) {
      writeFileSync(file, whole.subarray(0, length))
      expect((await open(folder)).get('a')).toBeUndefined()
    }
    writeFileSync(file, Buffer.concat([whole, whole]))
    expect((await open(folder)).get('a')).toBeUndefined()
  })

  it('by two writers at once holds what one of them wrote', async () => {
    const folder = folderWith()
    for (let round = 0; round < 20; round++) {
      const memos = await Promise.all([open(folder), open(folder)])
      for (const [index, memo] of memos.entries()) {
        memo.set('who', String(index))
        memo.set('what', String(index).repeat(10_000 + round))
      }
      await Promise.all(memos.map((memo) => memo.flush()))
      const memo = await open(folder)
      expect(memo.get('what')).toBe((memo.get('who') ?? '').repeat(10_000 + round))
    }
    expect(readdirSync(folder).length).toBe(1)
  })

  it('by others is not trusted', async () => {
    const { folder, file } = await stored({ a: '1' })
    chmodSync(file, 0o666)
    expect((await open(folder)).get('a')).toBeUndefined()
    chmodSync(file, 0o600)
    expect((await open(folder)).get('a')).toBe('1')
    const other = folderWith()
    symlinkSync(file, join(other, file.slice(folder.length + 1)))
    expect((await open(other)).get('a')).toBeUndefined()
  })

  it('or whose folder others can write to is neither read nor written', async () => {
    const { folder } = await stored({ a: '1' })
    chmodSync(folder, 0o777)
    const memo = await open(folder)
    expect(memo.get('a')).toBeUndefined()
    memo.set('b', '2')
    await memo.flush()
    chmodSync(folder, 0o700)
    expect((await open(folder)).get('b')).toBeUndefined()
  })

  it('or cannot be written is no error', async () => {
    const folder = folderWith({ file: 'x' })
    mkdirSync(join(folder, 'folder'))
    for (const place of [join(folder, 'file'), join(folder, 'file', 'below'), '/proc/nowhere', '/dev/null']) {
      const memo = await open(place)
      memo.set('a', '1')
      await memo.flush()
      expect(memo.get('a')).toBe('1')
    }
  })
})

it('a folder that this user may not write to is no error', async () => {
  const result = await asUser(
    'load/cache/memo.ts',
    `const { mkdtempSync, mkdirSync, rmSync, chmodSync } = await import('node:fs')
     const folder = mkdtempSync('/tmp/lectern-test-user-')
     try {
       const home = lectern.cacheFolder({ HOME: folder })
       chmodSync(folder, 0o555)
       const memo = await lectern.openMemo({ folder, scope: 'x', version: '1' })
       memo.set('a', '1')
       await memo.flush()
       return { home: home === folder + '/.cache/lectern', closed: lectern.cacheFolder({ HOME: folder }) ?? 'none', a: memo.get('a') }
     } finally { chmodSync(folder, 0o700); rmSync(folder, { recursive: true }) }`,
  )
  expect(result).toEqual({ home: true, closed: 'none', a: '1' })
})

it('the cache has no folder when there is no home', () => {
  const folder = folderWith()
  expect(cacheFolder({ XDG_CACHE_HOME: folder, HOME: '/nowhere' })).toBe(join(folder, 'lectern'))
  expect(cacheFolder({ HOME: folder })).toBe(join(folder, '.cache', 'lectern'))
  expect(cacheFolder({ XDG_CACHE_HOME: '', HOME: folder })).toBe(join(folder, '.cache', 'lectern'))
  for (const env of [{}, { HOME: '' }, { HOME: 'relative' }, { XDG_CACHE_HOME: 'relative' }])
    expect(cacheFolder(env)).toBeUndefined()
})

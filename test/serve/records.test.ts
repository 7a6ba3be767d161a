// What servers leave in the cache opens doors: it counts only when nobody but this user can have written it.
import { chmodSync, readFileSync, renameSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { renewTokens } from '../../src/serve/http/formerTokens.js'
import type { KnownDevices } from '../../src/serve/talk/devices.js'
import { readRecord, writeRecord } from '../../src/serve/talk/stageStore.js'
import { folderWith } from '../load/folder.js'

const [first, second] = ['first-first-first-first-first-fi', 'second-second-second-second-seco']
const now = 1_700_000_000_000
const hour = 3600 * 1000

const stores = [
  {
    name: 'secrets of earlier starts',
    write: async (path: string, at = now) => void (await renewTokens(path, first, at)),
    read: async (path: string, at = now) => (await renewTokens(path, second, at)).includes(first),
  },
  {
    name: 'the state of a talk',
    write: (path: string, at = now) => writeRecord(path, { viewer: first, devices: [[second, 'speaker']] }, at),
    read: async (path: string, at = now) => (await readRecord(path, at))?.viewer === first,
  },
]

it('the last twenty starts are known, the youngest first', async () => {
  const path = join(folderWith(), 'lectern/record.json')
  const token = (start: number): string => `start-${String(start).padStart(20, '0')}`
  for (let start = 0; start < 25; start++) await renewTokens(path, token(start), now + start)
  const known = await renewTokens(path, second, now + 25)
  expect(known).toEqual(Array.from({ length: 20 }, (_, index) => token(24 - index)))
})

it('a talk goes on with devices that gave or steered it, and no others', async () => {
  const path = join(folderWith(), 'lectern/record.json')
  const devices = [
    [first, 'speaker'],
    [second, 'remote'],
    [`${first}-`, 'viewer'],
    [`${second}-`, 'admin'],
    ['short', 'speaker'],
  ] as unknown as KnownDevices
  await writeRecord(path, { viewer: first, devices }, now)
  expect((await readRecord(path, now))?.devices).toEqual(devices.slice(0, 2))
})

describe.each(stores)('$name', ({ write, read }) => {
  const place = (): string => join(folderWith(), 'cache/lectern/record.json')

  it('are kept for this user alone, and for twelve hours', async () => {
    const path = place()
    await write(path)
    expect([statSync(path).mode & 0o777, statSync(join(path, '..')).mode & 0o777]).toEqual([0o600, 0o700])
    expect(await read(path)).toBe(true)
    for (const at of [now + 12 * hour + 1, now - hour]) {
      await write(path)
      expect(await read(path, at), String(at - now)).toBe(false)
    }
  })

  it('are not believed when others may have written them', async () => {
    for (const spoil of [
      (path: string) => chmodSync(path, 0o666),
      (path: string) => chmodSync(path, 0o620),
      (path: string) => chmodSync(join(path, '..'), 0o777),
      (path: string) => {
        renameSync(path, `${path}.x`)
        symlinkSync(`${path}.x`, path)
      },
    ]) {
      const path = place()
      await write(path)
      spoil(path)
      expect(await read(path), String(spoil)).toBe(false)
    }
  })

  it('are not written where others may write, nor through links', async () => {
    const open = place()
    await write(open)
    const before = readFileSync(open, 'utf8')
    chmodSync(join(open, '..'), 0o777)
    await write(open, now + hour)
    expect(readFileSync(open, 'utf8')).toBe(before)
    const path = place()
    await write(path)
    const victim = join(path, '../victim')
    writeFileSync(victim, 'whole')
    // The name that drafts had.
    symlinkSync(victim, `${path}.${process.pid}`)
    await write(path, now + hour)
    expect([readFileSync(victim, 'utf8'), await read(path, now + hour)]).toEqual(['whole', true])
  })

  it('are as if absent when they are no such thing', async () => {
    const path = place()
    await write(path)
    for (const text of ['', '{', 'null', '[]', '{}', '[null]', `[{"token":"x","startedAt":${now}}]`, '[[[', '"x"']) {
      writeFileSync(path, text)
      expect(await read(path), text).toBe(false)
    }
  })
})

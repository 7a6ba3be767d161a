import { execFileSync } from 'node:child_process'
import {
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  unlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { describe, expect, it, onTestFinished } from 'vitest'
import { watchFiles } from '../../src/serve/watch/watch.js'
import type { WatchFolder } from '../../src/serve/watch/watchFolder.js'
import { folderWith } from '../cli/lectern.js'
import { styles } from './saveStyles.mjs'

/** What the watcher has told, and waiting for the next that it tells. */
async function watching(files: Readonly<Record<string, string>>, options: { watch?: WatchFolder } = {}) {
  const folder = await folderWith(files)
  const told: string[][] = []
  const exhausted: unknown[] = []
  let look = (): void => undefined
  const watcher = watchFiles({
    changed: (paths) => {
      told.push([...paths].map((path) => path.slice(folder.length + 1)).sort())
      look()
    },
    exhausted: (cause) => exhausted.push(cause),
    ...options,
  })
  onTestFinished(() => watcher.close())
  const follow = (...names: string[]): void =>
    watcher.follow(
      names.map((name) => join(folder, name)),
      Number.POSITIVE_INFINITY,
    )
  let seen = 0
  const next = (): Promise<string[]> =>
    new Promise((resolve) => {
      look = () => {
        const paths = told[seen]
        if (paths === undefined) return
        seen += 1
        look = () => undefined
        resolve(paths)
      }
      look()
    })
  return { folder, told, exhausted, follow, next, watcher, at: (name: string) => join(folder, name) }
}

describe('the watcher sees the fiftieth save as the first, when a file is saved by', () => {
  it.each(Object.entries(styles))('%s', async (_, save) => {
    const { follow, next, at } = await watching({ 'a.md': 'text 0' })
    follow('a.md')
    const path = at('a.md')
    for (let count = 1; count <= 50; count += 1) {
      // Longer every time, so that half a save cannot be taken for the whole.
      const text = `text ${count} ${'x'.repeat(count)}`
      save(path, text)
      do expect(await next()).toEqual(['a.md'])
      while (readFileSync(path, 'utf8') !== text)
    }
  })
})

describe('the watcher', () => {
  it('ends with the last of a hundred quick saves', async () => {
    const { follow, at, told, watcher } = await watching({ 'a.md': '0' })
    follow('a.md')
    for (let count = 1; count <= 100; count += 1) {
      writeFileSync(at('a.md'), `save ${count}`)
      await wait(20)
    }
    await expect.poll(() => Buffer.from(watcher.bytesOf(at('a.md')) ?? []).toString()).toBe('save 100')
    expect(told.length).toBeGreaterThan(10)
  })

  it('takes a file that is emptied first and written a while later for one change', async () => {
    const { follow, next, at, told } = await watching({ 'a.md': 'before' })
    follow('a.md')
    writeFileSync(at('a.md'), '')
    await wait(150)
    expect(told).toEqual([])
    writeFileSync(at('a.md'), 'after')
    expect(await next()).toEqual(['a.md'])
    expect(told.length).toBe(1)
  })

  it('believes that a file is empty or gone, when it stays so', async () => {
    const { follow, next, at } = await watching({ 'a.md': 'before', 'b.md': 'before' })
    follow('a.md', 'b.md')
    writeFileSync(at('a.md'), '')
    expect(await next()).toEqual(['a.md'])
    unlinkSync(at('b.md'))
    expect(await next()).toEqual(['b.md'])
    writeFileSync(at('b.md'), 'again')
    expect(await next()).toEqual(['b.md'])
  })

  it('follows folders that are removed, made again, renamed away and back', async () => {
    const { follow, next, at } = await watching({ 'deck/a.md': 'one' })
    follow('deck/a.md')
    rmSync(at('deck'), { recursive: true })
    expect(await next()).toEqual(['deck/a.md'])
    mkdirSync(at('deck'))
    writeFileSync(at('deck/a.md'), 'two')
    expect(await next()).toEqual(['deck/a.md'])
    renameSync(at('deck'), at('elsewhere'))
    expect(await next()).toEqual(['deck/a.md'])
    writeFileSync(at('elsewhere/a.md'), 'three')
    renameSync(at('elsewhere'), at('deck'))
    expect(await next()).toEqual(['deck/a.md'])
    writeFileSync(at('deck/a.md'), 'four')
    expect(await next()).toEqual(['deck/a.md'])
  })

  it('follows a link that is pointed at another file, and the file behind it', async () => {
    const { follow, next, at } = await watching({ 'v1/a.md': 'one', 'v2/a.md': 'two' })
    symlinkSync(at('v1'), at('current'))
    symlinkSync(at('v1/a.md'), at('a.md'))
    follow('current/a.md', 'a.md')
    writeFileSync(at('v1/a.md'), 'one, edited')
    expect(await next()).toEqual(['a.md', 'current/a.md'])
    symlinkSync(at('v2'), at('current.new'))
    renameSync(at('current.new'), at('current'))
    expect(await next()).toEqual(['current/a.md'])
    unlinkSync(at('a.md'))
    symlinkSync(at('v2/a.md'), at('a.md'))
    expect(await next()).toEqual(['a.md'])
  })

  it('says nothing of touching, of other files, and of saves that change nothing', async () => {
    const { follow, next, at, told } = await watching({ 'a.md': 'same', 'b.md': 'b' })
    follow('a.md')
    for (let count = 0; count < 1_000; count += 1) utimesSync(at('a.md'), count, count)
    for (const save of Object.values(styles)) save(at('a.md'), 'same')
    writeFileSync(at('b.md'), 'changed')
    writeFileSync(at('a.md~'), 'backup')
    writeFileSync(at('a.html'), 'output')
    // The sign of a true change comes last, and is all that is told, but for what was empty for a moment.
    writeFileSync(at('a.md'), 'other')
    expect(await next()).toEqual(['a.md'])
    expect(told.length).toBe(1)
  })

  it('tells of names that come and go, when a folder itself is followed', async () => {
    const { follow, next, at } = await watching({ 'themes/x/theme.json': '{}' })
    follow('themes')
    mkdirSync(at('themes/y'))
    expect(await next()).toEqual(['themes'])
    rmSync(at('themes/y'), { recursive: true })
    expect(await next()).toEqual(['themes'])
  })

  it('follows a file that is not there yet', async () => {
    const { follow, next, at } = await watching({ 'a.md': 'a' })
    follow('img/deep/b.png')
    mkdirSync(at('img/deep'), { recursive: true })
    writeFileSync(at('img/deep/b.png'), 'b')
    expect(await next()).toEqual(['img/deep/b.png'])
  })

  it('finds by itself what no event told', async () => {
    const silent: WatchFolder = () => () => undefined
    const { follow, next, at } = await watching({ 'a.md': 'a' }, { watch: silent })
    follow('a.md')
    writeFileSync(at('a.md'), 'b')
    expect(await next()).toEqual(['a.md'])
  })

  it.each(['ENOSPC', 'EMFILE'])('says once that the system has no watchers left (%s), and goes on', async (code) => {
    const none: WatchFolder = () => {
      throw Object.assign(new Error(code), { code })
    }
    const { follow, next, at, exhausted } = await watching({ 'a.md': 'a', 'b/b.md': 'b' }, { watch: none })
    follow('a.md', 'b/b.md')
    for (let count = 0; count < 3; count += 1) {
      writeFileSync(at('b/b.md'), `b ${count}`)
      expect(await next()).toEqual(['b/b.md'])
    }
    expect(exhausted.length).toBe(1)
  })

  it('stops watching what nobody follows any more, and everything when it is closed', async () => {
    const { follow, watcher } = await watching({ 'a/a.md': 'a', 'b/b.md': 'b' })
    follow('a/a.md', 'b/b.md')
    const both = watcher.folders()
    follow('a/a.md')
    expect(watcher.folders()).toBeLessThan(both)
    watcher.close()
    expect(watcher.folders()).toBe(0)
  })

  it('never opens what is no file', async () => {
    const { follow, next, at } = await watching({ 'a.md': 'a' })
    follow('a.md')
    unlinkSync(at('a.md'))
    execFileSync('/usr/bin/env', ['mkfifo', at('a.md')])
    expect(await next()).toEqual(['a.md'])
    unlinkSync(at('a.md'))
    writeFileSync(at('a.md'), 'b')
    expect(await next()).toEqual(['a.md'])
  })
})

import { mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { openInside, openReal } from '../../src/load/disk/openInside.js'
import { folderWith } from './folder.js'

const files = {
  'deck/d/a.png': 'inside',
  'deck/a.png': 'inside',
  'outside/a.png': 'OUTSIDE',
  'outside/d/a.png': 'OUTSIDE',
}

it('opens what lies inside, also by links that stay inside, and says why it does not open the rest', async () => {
  const root = join(folderWith(files), 'deck')
  symlinkSync('d', join(root, 'link'))
  symlinkSync('../outside', join(root, 'out'))
  for (const path of ['d/a.png', 'link/a.png']) {
    const opened = await openInside(root, path)
    expect(opened).toMatchObject({ ok: true, path: join(root, 'd/a.png') })
    if (opened.ok) expect(String(await opened.file.readFile())).toBe('inside')
    if (opened.ok) await opened.file.close()
  }
  for (const [path, reason] of [
    ['out/a.png', 'outside'],
    ['../outside/a.png', 'outside'],
    ['none.png', 'missing'],
    ['d', 'folder'],
    ['a\0.png', 'malformed'],
  ] as const)
    expect(await openInside(root, path), path).toMatchObject({ ok: false, reason })
})

it('never opens what has come into the place of the file that was judged', async () => {
  const folder = folderWith(files)
  const root = join(folder, 'deck')
  const judged = join(root, 'd/a.png')
  // The file itself becomes a link, then one of its folders does; each leads to a file of the same name.
  rmSync(judged)
  symlinkSync(join(folder, 'outside/a.png'), judged)
  expect(await openReal(judged)).toMatchObject({ ok: false })
  rmSync(join(root, 'd'), { recursive: true })
  symlinkSync(join(folder, 'outside/d'), join(root, 'd'))
  expect(await readFile(judged, 'utf8')).toBe('OUTSIDE')
  expect(await openReal(judged)).toEqual({ ok: false, reason: 'outside' })
  // Another file without links is what people save.
  rmSync(join(root, 'd'))
  mkdirSync(join(root, 'd'))
  writeFileSync(judged, 'saved anew')
  const opened = await openReal(judged)
  expect(opened.ok && String(await opened.file.readFile())).toBe('saved anew')
  if (opened.ok) await opened.file.close()
})

it('gives nothing from outside while a folder flips between two', async () => {
  const folder = folderWith(files)
  const root = join(folder, 'deck')
  const [real, spare] = [join(root, 'd'), join(root, 'spare')]
  const links = join(root, 'link')
  symlinkSync(join(folder, 'outside/d'), links)
  let isOver = false
  const flipping = (async () => {
    while (!isOver) {
      renameSync(real, spare)
      renameSync(links, real)
      await new Promise(setImmediate)
      renameSync(real, links)
      renameSync(spare, real)
      await new Promise(setImmediate)
    }
  })()
  const got = new Map<string, number>()
  for (let count = 0; count < 2_000; count++) {
    const opened = await openInside(root, 'd/a.png')
    const text = opened.ok ? String(await opened.file.readFile()) : 'refused'
    if (opened.ok) await opened.file.close()
    got.set(text, (got.get(text) ?? 0) + 1)
  }
  isOver = true
  await flipping
  expect([...got.keys()].sort()).toEqual(['inside', 'refused'])
})

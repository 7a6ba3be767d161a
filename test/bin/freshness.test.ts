import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readBuild, readInputs, writeStamp } from '../../bin/freshness.mjs'
import { folderWith } from '../cli/lectern.js'

test('a build is fresh for as long as its files are what they were', async () => {
  const root = await folderWith({ 'src/a.ts': 'a', 'src/b.css': 'b', 'src/README.md': 'words' })
  await mkdir(join(root, 'lib'))
  expect(readBuild(root)).toEqual({})
  const built = { kind: 'release', inputs: readInputs(root) } as const
  const staleFor = (): string | undefined => readBuild(root).staleFor

  writeStamp(built, root)
  expect(readBuild(root)).toEqual({ kind: 'release' })
  await writeFile(join(root, 'src/README.md'), 'other words')
  await writeFile(join(root, 'src/a.ts'), 'a')
  expect(staleFor()).toBeUndefined()

  await writeFile(join(root, 'src/a.ts'), 'changed')
  expect(staleFor()).toBe('src/a.ts')
  await writeFile(join(root, 'src/a.ts'), 'a')
  expect(staleFor()).toBeUndefined()

  await writeFile(join(root, 'src/c.ts'), 'new')
  expect(staleFor()).toBe('src/c.ts')
  await rm(join(root, 'src/c.ts'))
  await rm(join(root, 'src/b.css'))
  expect(staleFor()).toBe('src/b.css')

  writeStamp({ kind: 'dev', keptBy: process.pid }, root)
  expect(readBuild(root)).toMatchObject({ kind: 'dev', keptBy: process.pid, staleFor: 'src/a.ts' })
})

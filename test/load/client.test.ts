import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { loadClient } from '../../src/load/client.js'
import { packageRoot } from '../../src/load/packageRoot.js'
import { LecternError } from '../../src/model/error.js'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lectern-test-'))
})
afterAll(() => rm(folder, { recursive: true }))

test('gives the bundles that the build wrote', async () => {
  await mkdir(join(folder, 'lib/client'), { recursive: true })
  const bundles = ['player', 'print', 'show', 'dev']
  const names = [...bundles.flatMap((name) => [`${name}.js`, `${name}.css`]), 'playerWithFilms.js', 'ruler.js']
  for (const name of names) await writeFile(join(folder, 'lib/client', name), name)
  expect(await loadClient(folder)).toEqual({
    ...Object.fromEntries(bundles.map((name) => [name, { script: `${name}.js`, style: `${name}.css` }])),
    playerWithFilms: { script: 'playerWithFilms.js', style: 'player.css' },
    ruler: 'ruler.js',
  })
})

test('says which file is missing and what to do when the package was not built', async () => {
  const error: unknown = await loadClient(join(folder, 'nowhere')).catch((thrown: unknown) => thrown)
  expect(error).toBeInstanceOf(LecternError)
  if (!(error instanceof LecternError)) return
  expect(error.exitCode).toBe(3)
  expect(error.problem.code).toBe('internal')
  expect(error.problem.message).toContain(join('nowhere', 'lib', 'client', 'player.js'))
  expect(error.problem.hint).toContain('npm run build')
})

test('player and presenter are at most 35 KB gzipped, their style included', async () => {
  const { player } = await loadClient(packageRoot())
  expect(gzipSync(player.script + player.style).length).toBeLessThanOrEqual(35 * 1024)
})

test('the scripts can stand inside a script element', async () => {
  const { player, print } = await loadClient(packageRoot())
  expect(`${player.script}${print.script}`).not.toMatch(/<\/script|<!--/i)
})

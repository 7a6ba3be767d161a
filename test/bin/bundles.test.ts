import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { build } from 'esbuild'
import { expect, onTestFinished, test } from 'vitest'
import { commandBundles } from '../../bin/bundles.mjs'

const root = join(import.meta.dirname, '..', '..')

test('a development build prints traces that name files and lines of src/', async () => {
  const lib = await mkdtemp(join(root, 'lib-'))
  onTestFinished(() => rm(lib, { recursive: true, force: true }))
  await Promise.all(commandBundles(lib, { dev: true }).map((options) => build(options)))
  const trace = await new Promise<string>((resolve) => {
    execFile(process.execPath, [join(lib, 'main.mjs'), 'build', 'none.md', '--debug'], (_, __, err) => resolve(err))
  })
  expect(trace).toMatch(/at \w+ \(\S+[/\\]src[/\\]load[/\\]deck[/\\]decks\.ts:\d+:\d+\)/)
  expect(trace).not.toMatch(/\.cjs:\d/)
})

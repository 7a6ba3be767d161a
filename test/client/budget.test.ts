import { gzipSync } from 'node:zlib'
import { beforeAll, expect, test } from 'vitest'
import { loadClient } from '../../src/load/client.js'
import { packageRoot } from '../../src/load/packageRoot.js'
import { needRelease } from '../freshBuild.js'

beforeAll(needRelease)

test('player, presenter and remote are at most 45 KB gzipped together, their styles included', async () => {
  const { show } = await loadClient(packageRoot())
  expect(gzipSync(show.script + show.style).length).toBeLessThanOrEqual(45 * 1024)
})

test('the script of the player alone is at most 23.8 KB gzipped', async () => {
  const { player } = await loadClient(packageRoot())
  expect(gzipSync(player.script).length).toBeLessThanOrEqual(23.8 * 1024)
})

import { chmod, mkdir, readdir, stat, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { embeddedChromium, embeddedPack } from '../../src/export/browser/find/chromium.js'
import { libraryPath } from '../../src/export/browser/find/chromiumLibraries.js'
import { draftName } from '../../src/load/disk/drafts.js'
import { ended } from '../load/made.js'
import { faultOf, makeFolder, removeFolder, startBrowserIn } from './machine.js'

const pack = embeddedPack() ?? ''

describe('the embedded browser', () => {
  let home = ''
  const said: string[] = []
  const unpack = () =>
    embeddedChromium({ pack, env: { XDG_CACHE_HOME: home }, tempFolder: home, say: (text) => said.push(text) })

  beforeAll(async () => {
    home = await makeFolder()
  })
  beforeEach(() => {
    said.length = 0
  })
  afterAll(() => removeFolder(home))

  test('is unpacked once by two runs at a time, into a folder that is ours alone', async () => {
    const [one, two] = await Promise.all([unpack(), unpack()])
    expect(one).toEqual(two)
    expect(one.path).toMatch(/lectern\/chromium-[\d.]+\/chromium$/)
    expect(await readdir(join(home, 'lectern'))).toHaveLength(1)
    expect((await stat(join(one.path, '..'))).mode & 0o077).toBe(0)
    expect(said).toEqual(['Unpacking the browser (first run only)', 'Unpacking the browser (first run only)'])
  })

  test('is used again without a word', async () => {
    await unpack()
    expect(said).toEqual([])
  })

  test('is unpacked again when a file of it was cut short', async () => {
    const { path } = await unpack()
    await truncate(path, 1000)
    said.length = 0
    await unpack()
    expect(said).toHaveLength(1)
    expect((await stat(path)).size).toBeGreaterThan(100_000_000)
  })

  test('is unpacked again when others could have changed it, and what killed runs left is removed', async () => {
    const { path } = await unpack()
    await chmod(path, 0o777)
    const abandoned = join(home, 'lectern', ended(draftName({ prefix: 'unpacking-', ending: '' })))
    await mkdir(abandoned)
    said.length = 0
    await unpack()
    expect(said).toHaveLength(1)
    expect((await stat(path)).mode & 0o022).toBe(0)
    expect(await readdir(join(home, 'lectern'))).toHaveLength(1)
  })

  test('runs with the fonts and the libraries that come with it', async () => {
    const executable = await unpack()
    const env = { ...executable.env, LD_LIBRARY_PATH: join(executable.path, '..', 'lib') }
    const browser = await startBrowserIn(home, { executable: { ...executable, env } })
    await browser.close()
    expect(browser.version).toMatch(/^HeadlessChrome\//)
    expect(executable.env.FONTCONFIG_FILE).toBe(join(executable.path, '..', 'fonts.conf'))
  })
})

describe('when the embedded browser cannot be unpacked into the cache', () => {
  let folder = ''
  beforeEach(async () => {
    folder = await makeFolder()
  })
  afterEach(() => removeFolder(folder))

  test('it goes to the temporary folder', async () => {
    await writeFile(join(folder, 'file'), '')
    const env = { XDG_CACHE_HOME: join(folder, 'file') }
    const { path } = await embeddedChromium({ pack, env, tempFolder: folder, say: () => {} })
    expect(path.startsWith(join(folder, 'lectern-cache-'))).toBe(true)
  })

  test('and neither there, exits 3 with both paths', async () => {
    await writeFile(join(folder, 'file'), '')
    const job = { pack, env: { XDG_CACHE_HOME: join(folder, 'file') }, tempFolder: join(folder, 'file'), say: () => {} }
    const fault = await faultOf(embeddedChromium(job))
    expect(fault.exitCode).toBe(3)
    expect(fault.problem.message).toContain(join(folder, 'file', 'lectern', 'chromium-'))
    expect(fault.problem.message).toContain(join(folder, 'file', 'lectern-cache-'))
    expect(fault.problem.message).toContain('ENOTDIR')
  })

  test('a cache where others may write is not used', async () => {
    const cache = join(folder, 'cache', 'lectern')
    await mkdir(cache, { recursive: true })
    await chmod(cache, 0o777)
    const env = { XDG_CACHE_HOME: join(folder, 'cache') }
    const { path } = await embeddedChromium({ pack, env, tempFolder: folder, say: () => {} })
    expect(path.startsWith(join(folder, 'lectern-cache-'))).toBe(true)
    expect(await readdir(cache)).toEqual([])
  })
})

describe('the library path', () => {
  test('is left alone where the system has the libraries, and set before the current one where it has not', async () => {
    expect(await libraryPath('/own', undefined)).toBeUndefined()
    expect(await libraryPath('/own', undefined, ['/nowhere'])).toBe('/own')
    expect(await libraryPath('/own', '/other', ['/nowhere'])).toBe('/own:/other')
  })
})

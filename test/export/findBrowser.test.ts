import { chmod, mkdir, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { findBrowser, type Machine } from '../../src/export/browser/find/findBrowser.js'
import { faultOf, makeFolder, removeFolder, thisMachine } from './machine.js'

let folder = ''

beforeEach(async () => {
  folder = await makeFolder()
})

afterEach(() => removeFolder(folder))

describe('the browser that is named', () => {
  test('is taken from --browser before LECTERN_BROWSER and CHROME_PATH', async () => {
    const [one, two, three] = await Promise.all(['one', 'two', 'three'].map((name) => program(name)))
    const env = { LECTERN_BROWSER: two, CHROME_PATH: three }
    expect((await findBrowser(bare({ named: one, env }))).path).toBe(one)
    expect((await findBrowser(bare({ env }))).path).toBe(two)
    expect((await findBrowser(bare({ env: { CHROME_PATH: three } }))).path).toBe(three)
    expect((await findBrowser(bare({ env: { CHROME_PATH: three } }))).from).toBe('named')
  })

  test('may be relative to the working directory', async () => {
    await program('chrome')
    expect((await findBrowser(bare({ named: './chrome', cwd: folder }))).path).toBe(join(folder, 'chrome'))
  })

  test('when it is missing, a folder or not executable, exits 3 with the path and the way out', async () => {
    await writeFile(join(folder, 'text'), 'no program', { mode: 0o644 })
    await mkdir(join(folder, 'dir'))
    const reasons = { gone: 'does not exist', dir: 'is a folder', text: 'is not executable' }
    for (const [name, reason] of Object.entries(reasons)) {
      const fault = await faultOf(findBrowser(bare({ named: join(folder, name) })))
      expect(fault.exitCode).toBe(3)
      expect(fault.problem.code).toBe('browser-missing')
      expect(fault.problem.message).toBe(
        `The browser set by --browser cannot be used: ${join(folder, name)} ${reason}.`,
      )
      expect(fault.problem.hint).not.toBe('')
    }
  })

  test('is refused when it is a Snap, also behind the script that Ubuntu puts before it', async () => {
    const script = join(folder, 'chromium-browser')
    await writeFile(script, '#!/bin/sh\nexec /snap/bin/chromium "$@"\n', { mode: 0o755 })
    const fault = await faultOf(findBrowser(bare({ env: { CHROME_PATH: script } })))
    expect(fault.problem.message).toContain('is a Snap')
    expect(fault.problem.message).toContain('CHROME_PATH')
  })
})

describe('when no browser is named', () => {
  test('the embedded one comes before installed ones', async () => {
    await program('google-chrome')
    const found = await findBrowser(
      thisMachine({ env: { ...process.env, PATH: folder, CHROME_PATH: '', LECTERN_BROWSER: '' } }),
    )
    expect(found.from).toBe('embedded')
  })

  test('an installed one is found in PATH, and Snaps and what cannot run are passed over', async () => {
    await writeFile(join(folder, 'google-chrome'), 'not executable', { mode: 0o644 })
    const snap = join(folder, 'snap')
    await mkdir(snap)
    await symlink('/usr/bin/snap', join(snap, 'chromium'))
    await writeFile(join(snap, 'chromium-browser'), '#!/bin/sh\nexec /snap/bin/chromium', { mode: 0o755 })
    const edge = await program('microsoft-edge')
    const found = await findBrowser(bare({ env: { PATH: `${snap}:${folder}` } }))
    expect(found).toEqual({ path: edge, from: 'installed', env: {} })
  })

  test('macOS applications are found in the home folder', async () => {
    const app = join(folder, 'Applications/Brave Browser.app/Contents/MacOS')
    await mkdir(app, { recursive: true })
    const brave = await program('Applications/Brave Browser.app/Contents/MacOS/Brave Browser')
    expect((await findBrowser(bare({ platform: 'darwin', env: { HOME: folder } }))).path).toBe(brave)
  })

  test('an installed one replaces an embedded one that cannot be unpacked', async () => {
    const chrome = await program('google-chrome')
    const broken = join(folder, 'pack')
    await mkdir(broken)
    await writeFile(join(broken, 'package.json'), '{"version":"1.0.0"}')
    const env = { PATH: folder, XDG_CACHE_HOME: join(folder, 'cache') }
    expect((await findBrowser(bare({ pack: broken, env, tempFolder: folder }))).path).toBe(chrome)
  })

  test('exits 3 with three ways out, and keeps what was looked for for those who ask', async () => {
    const fault = await faultOf(findBrowser(bare({ env: { PATH: folder } })))
    expect(fault.exitCode).toBe(3)
    expect(fault.problem.code).toBe('browser-missing')
    expect(fault.problem).toMatchObject({
      message: 'No browser was found for PDF, images and checks.',
      place: { file: '' },
    })
    expect(fault.problem.hint).toMatch(/^Run `lectern browser install`, or install Chrome.*--browser/)
    // There is no build of it for every machine.
    const other = await faultOf(findBrowser(bare({ arch: 'riscv64' })))
    expect(other.problem.hint).toMatch(/^Install Chrome.*--browser/)
    // What was looked for is for `--debug` and `lectern doctor`.
    expect(String(fault.cause)).toMatch(/--browser, LECTERN_BROWSER and CHROME_PATH.*embedded.*google-chrome.*PATH/)
  })
})

/** A machine with nothing on it but what a test puts there. */
function bare(changes: Partial<Machine>): Machine {
  return { ...thisMachine(), env: {}, platform: 'linux', pack: undefined, isRoot: true, ...changes }
}

async function program(name: string): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, '#!/bin/sh\nexit 0\n')
  await chmod(path, 0o755)
  return path
}

import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { connect } from 'node:net'
import { join } from 'node:path'
import { strToU8, type Zippable, zipSync } from 'fflate'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { embeddedChromium, embeddedPack } from '../../src/export/browser/find/chromium.js'
import { findBrowser } from '../../src/export/browser/find/findBrowser.js'
import { DownloadFault, download } from '../../src/export/browser/install/download.js'
import { type InstallJob, installBrowser, removeBrowser } from '../../src/export/browser/install/installBrowser.js'
import { installedShell } from '../../src/export/browser/install/installedShell.js'
import { archiveAddress, pinnedVersion } from '../../src/export/browser/install/pinned.js'
import { lecternProcess } from '../cli/lectern.js'
import { faultOf, isRoot, makeFolder, removeFolder, thisMachine } from './machine.js'

/** An archive as Chrome for Testing packs it; its program is the embedded browser under another name. */
let archive: Uint8Array
let folder = ''
let server: Server
let answer: RequestListener = () => {}
let asked: string[] = []

beforeAll(async () => {
  const { path, env } = await embeddedChromium({ ...thisMachine(), pack: embeddedPack() ?? '' })
  const variables = Object.entries(env).map(([name, value]) => `export ${name}='${value}'\n`)
  archive = archiveWith({ [program]: `#!/bin/sh\n${variables.join('')}exec '${path}' "$@"\n`, [`${top}/LICENSE`]: 'x' })
  server = createServer((request, response) => {
    asked.push(request.url ?? '')
    answer(request, response)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
})

afterAll(() => new Promise((done) => server.close(done)))

beforeEach(async () => {
  folder = await makeFolder()
  asked = []
  answer = (_, response) => response.writeHead(200, headersFor(archive)).end(archive)
})

afterEach(() => removeFolder(folder))

const top = 'chrome-headless-shell-linux64'
const program = `${top}/chrome-headless-shell`
const cached = () => readdir(join(folder, 'lectern')).catch(() => [])

describe('lectern browser install', () => {
  test('downloads, starts and keeps the pinned browser, which exports then find before the embedded one', async () => {
    const steps: string[] = []
    const job = {
      ...jobHere(),
      progress: (what: string, bytes: number, total?: number) => steps.push(`${what} ${bytes} ${total}`),
    }
    const { path, version, archive: got } = await installBrowser(job)
    expect(asked).toEqual([`/${pinnedVersion}/linux64/${top}.zip`])
    expect(version).toMatch(/^HeadlessChrome\/\d+/)
    expect(got).toEqual({ bytes: archive.length, sha256: sha256(archive) })
    expect(steps.at(0)).toBe(`download ${archive.length} ${archive.length}`)
    expect(steps.slice(-2)).toEqual(['unpack 0 undefined', 'start 0 undefined'])
    expect(await cached()).toEqual([`chrome-headless-shell-${pinnedVersion}`])
    expect(await findBrowser(thisMachine({ env: job.env }))).toEqual({ path, from: 'fetched', env: {} })
    // A second time there is nothing to do.
    expect(await installBrowser(job)).toEqual({ path })
    expect(asked).toHaveLength(1)
    // A file of it that has become shorter: it is not used, and installed again.
    await writeFile(path, '')
    expect(await installedShell(job)).toBeUndefined()
    expect((await installBrowser(job)).version).toBe(version)
    expect(await removeBrowser(job)).toContain(pinnedVersion)
    expect(await removeBrowser(job)).toBeUndefined()
    expect((await findBrowser(thisMachine({ env: job.env, pack: undefined })).catch(() => undefined))?.from).not.toBe(
      'fetched',
    )
  })

  test('takes an archive that somebody has, and two runs at once get along', async () => {
    const from = join(folder, 'got.zip')
    await writeFile(from, archive)
    const both = await Promise.all([installBrowser({ ...jobHere(), from }), installBrowser({ ...jobHere(), from })])
    expect(new Set(both.map(({ path }) => path)).size).toBe(1)
    expect(await installedShell(jobHere())).toBeDefined()
    expect(await readFile(from)).toEqual(Buffer.from(archive))
    expect(asked).toEqual([])
  })

  const short = archiveAddress('http://mirror.example/x/', 'win64')
  test('names the address of each system', () =>
    expect(short).toBe(`http://mirror.example/x/${pinnedVersion}/win64/chrome-headless-shell-win64.zip`))

  const faults: readonly (readonly [what: string, RequestListener, message: RegExp])[] = [
    ['a server that does not have it', (_, to) => to.writeHead(404).end(), /was not found on the server \(404\)/],
    ['a server with a fault', (_, to) => to.writeHead(503).end(), /the server answered 503/],
    ['an endless redirection', (_, to) => to.writeHead(302, { location: '/again' }).end(), /redirected more than five/],
    [
      'a connection that breaks off at half',
      (_, to) => {
        to.writeHead(200, headersFor(archive))
        to.write(archive.subarray(0, archive.length / 2), () => to.destroy())
      },
      /the connection was interrupted/,
    ],
    [
      'bytes that are not those that the server states',
      (_, to) => to.writeHead(200, headersFor(archive)).end(Buffer.from(archive).fill(7, 20, 24)),
      /damaged: its checksum does not match the one/,
    ],
    [
      'something that is no archive',
      (_, to) => to.end('<!doctype html><title>Log in</title>'),
      /^The archive is damaged/,
    ],
    [
      'an archive that ends early, from a server that states nothing',
      (_, to) => to.end(archive.subarray(0, archive.length - 40)),
      /^The archive is damaged/,
    ],
    [
      'an archive for another system',
      (_, to) => to.end(archiveWith({ 'chrome-headless-shell-win64/a.exe': 'x' })),
      /is for another system/,
    ],
    ['a name that leads out', (_, to) => to.end(archiveWith({ '../../evil': 'x' })), /^The archive is damaged .*\.\./],
    ['a link', (_, to) => to.end(archiveWith({ [program]: ['/bin/sh', 0o120777] })), /has a link in it/],
    [
      'a program that is no browser',
      (_, to) => to.end(archiveWith({ [program]: '#!/bin/sh\nexit 3\n' })),
      /failed to start: it exited immediately/,
    ],
  ]
  test.each(faults)('%s: said in one line, nothing is left, an older browser stays', async (_, how, message) => {
    const older = join(folder, 'lectern', 'chrome-headless-shell-100.0.0.0')
    await mkdir(older, { recursive: true, mode: 0o700 })
    answer = how
    const { exitCode, problem } = await faultOf(installBrowser(jobHere()))
    expect(exitCode).toBe(3)
    expect(problem.message).toMatch(message)
    expect(problem.hint).not.toBe('')
    expect(await cached()).toEqual(['chrome-headless-shell-100.0.0.0'])
  })

  test('refuses an archive with another SHA-256 than the one asked for, and takes the right one in capitals', async () => {
    const fault = await faultOf(installBrowser({ ...jobHere(), sha256: '0'.repeat(64) }))
    expect(fault.problem.message).toBe(`The archive has the SHA-256 ${sha256(archive)} instead of ${'0'.repeat(64)}.`)
    expect((await installBrowser({ ...jobHere(), sha256: sha256(archive).toUpperCase() })).version).toBeDefined()
  })

  test('says that there is no build, no cache folder, no such file', async () => {
    const noBuild = await faultOf(installBrowser({ ...jobHere(), arch: 'arm64' }))
    expect(noBuild.problem.message).toBe('There is no headless browser to download for linux on arm64.')
    const noCache = await faultOf(installBrowser({ ...jobHere(), env: { XDG_CACHE_HOME: 'here' } }))
    expect(noCache.problem.message).toBe('There is no cache folder.')
    const noFile = await faultOf(installBrowser({ ...jobHere(), from: join(folder, 'none.zip') }))
    expect(noFile.problem.message).toBe(`The file ${join(folder, 'none.zip')} does not exist.`)
  })

  test('leaves nothing when it is interrupted, and waits for a silent server only so long', async () => {
    const stop = new AbortController()
    const silent: RequestListener = (_, to) => {
      to.writeHead(200, headersFor(archive))
      to.write(archive.subarray(0, 10))
    }
    answer = (request, to) => {
      silent(request, to)
      stop.abort(new Error('stopped'))
    }
    await expect(installBrowser({ ...jobHere(), signal: stop.signal })).rejects.toThrow('stopped')
    expect(await cached()).toEqual([])
    answer = silent
    const { port } = server.address() as AddressInfo
    const waiting = download({
      address: `http://127.0.0.1:${port}/`,
      into: join(folder, 'x.zip'),
      signal: new AbortController().signal,
      progress: () => {},
      silenceMs: 50,
    })
    await expect(waiting).rejects.toThrow(new DownloadFault('nothing arrived for 0.05 seconds'))
  })

  test.runIf(isRoot)('says that the disk is full', async () => {
    const disk = join(folder, 'disk')
    await mkdir(disk)
    execFileSync('/usr/bin/mount', ['-t', 'tmpfs', '-o', 'size=8k', 'lectern', disk])
    try {
      answer = (_, to) => to.end(Buffer.alloc(100_000))
      const { problem } = await faultOf(
        installBrowser({ ...jobHere(), env: { ...jobHere().env, XDG_CACHE_HOME: disk } }),
      )
      expect(problem.message).toBe(`${join(disk, 'lectern')} cannot be written: no space left on the disk.`)
      expect(await readdir(disk)).toEqual([])
    } finally {
      execFileSync('/usr/bin/umount', [disk])
    }
  })

  test('as a command: through the proxy of the environment, to the end of the story', async () => {
    const proxy = createServer()
    let through = 0
    proxy.on('connect', (_, socket) => {
      through += 1
      const { port } = server.address() as AddressInfo
      const onward = connect(port, '127.0.0.1', () => socket.write('HTTP/1.1 200 OK\r\n\r\n'))
      socket.pipe(onward).pipe(socket)
    })
    await new Promise<void>((done) => proxy.listen(0, '127.0.0.1', done))
    const env = {
      ...jobHere().env,
      LECTERN_BROWSER_MIRROR: 'http://mirror.example/',
      http_proxy: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
    }
    const { code, err } = await lecternProcess(['browser', 'install'], { cwd: folder, env })
    proxy.close()
    expect([code, through]).toEqual([0, 1])
    expect(err).toMatch(
      /^Downloading chrome-headless-shell [\d.]+ \(0 MB\)\n✓ Chromium [\d.]+ installed: .*\n {2}SHA-256 of the archive: [\da-f]{64}\n$/,
    )
    expect((await lecternProcess(['browser', 'remove'], { cwd: folder, env })).err).toMatch(/^✓ Removed .*\n$/)
  })
})

function jobHere(): InstallJob {
  const { port } = server.address() as AddressInfo
  const env = { ...process.env, XDG_CACHE_HOME: folder, LECTERN_BROWSER_MIRROR: `http://127.0.0.1:${port}` }
  const { signal } = new AbortController()
  return {
    ...thisMachine({ env: { ...env, LECTERN_BROWSER: undefined, CHROME_PATH: undefined } }),
    signal,
    progress: () => {},
  }
}

function archiveWith(files: Readonly<Record<string, string | readonly [string, number]>>): Uint8Array {
  const zippable: Zippable = {}
  for (const [name, file] of Object.entries(files)) {
    const [text, mode] = typeof file === 'string' ? [file, 0o100755] : file
    zippable[name] = [strToU8(text), { os: 3, attrs: mode * 0x10000 }]
  }
  return zipSync(zippable)
}

function headersFor(bytes: Uint8Array): Record<string, string> {
  const md5 = createHash('md5').update(bytes).digest('base64')
  return { 'content-length': String(bytes.length), 'x-goog-hash': `crc32c=AAAAAA==,md5=${md5}` }
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

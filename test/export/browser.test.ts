import { execFileSync, spawn } from 'node:child_process'
import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { chown, mkdir, readdir, symlink, utimes, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { PNG } from 'pngjs'
import { extractText, getDocumentProxy } from 'unpdf'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { findBrowser } from '../../src/export/browser/find/findBrowser.js'
import type { Browser, PrintJob } from '../../src/export/browser/run/browser.js'
import { profileDrafts, removeStaleProfiles } from '../../src/export/browser/run/profile.js'
import type { View } from '../../src/export/browser/talk/openPage.js'
import { draftName } from '../../src/load/disk/drafts.js'
import { elsewhere, ended } from '../load/made.js'
import {
  faultOf,
  isRoot,
  makeFolder,
  processesIn,
  removeFolder,
  startBrowserIn,
  thisMachine,
  until,
} from './machine.js'

const job: PrintJob = { size: { widthPx: 400, heightPx: 300 }, waitForScript: false }

describe('a browser', () => {
  let folder = ''
  let browser: Browser
  const hits: string[] = []
  const server = createServer((request, response) => {
    hits.push(request.url ?? '')
    response.end()
  })
  let origin = ''

  beforeAll(async () => {
    folder = await makeFolder()
    browser = await startBrowserIn(folder)
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
    const address = server.address()
    origin = `127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
  })
  beforeEach(() => {
    hits.length = 0
  })
  afterAll(async () => {
    await browser.close()
    server.close()
    await removeFolder(folder)
  })

  const print = async (html: string, changes: Partial<PrintJob> = {}) =>
    textOf(await browser.print(html, { ...job, ...changes }))

  test('is not started with anything that opens it up', async () => {
    const args = processesIn(folder).flatMap((process) => process.args)
    const forbidden = [
      '--disable-web-security',
      '--allow-file-access-from-files',
      '--remote-debugging-port',
      '--disable-site-isolation-trials',
      '--disable-setuid-sandbox',
      ...(isRoot ? [] : ['--no-sandbox']),
    ]
    for (const flag of forbidden) expect(args.filter((arg) => arg.startsWith(flag))).toEqual([])
    expect(args).toContain('--remote-debugging-pipe')
  })

  test('says that it has no sandbox when it runs as root, and only then', () => {
    expect(browser.problems.map(({ code, severity }) => `${severity} ${code}`)).toEqual(
      isRoot ? ['info browser-sandbox'] : [],
    )
  })

  test('cannot read a file, whichever way a page asks', async () => {
    const secret = join(folder, 'secret.html')
    await writeFile(secret, '<h1>OUTSIDE-SECRET</h1>')
    const url = `file://${secret}`
    for (const tag of ['iframe', 'img', 'embed', 'script']) {
      expect(await print(`<p>shown</p><${tag} src="${url}"></${tag}>`)).toBe('shown')
    }
    expect(await print(`<p>shown</p><object data="${url}"></object><link rel="stylesheet" href="${url}">`)).toBe(
      'shown',
    )
    const scripts = [
      `fetch('${url}').then((answer) => answer.text()).then((text) => document.body.append(text))`,
      `const x = new XMLHttpRequest(); x.open('GET', '${url}', false); try { x.send(); document.body.append(x.responseText) } catch {}`,
      `location = '${url}'`,
      `location = 'view-source:${url}'`,
      `open('${url}')`,
    ]
    for (const script of scripts) expect(await print(`<p>shown</p><script>${script}</script>`)).toBe('shown')
    expect(await print(`<meta http-equiv="refresh" content="0;url=${url}"><p>shown</p>`)).toBe('shown')
    expect(await print(`<iframe srcdoc="<iframe src='${url}'></iframe>"></iframe><p>shown</p>`)).toBe('shown')
  })

  test('reaches no network and does not wait for it', async () => {
    const text = await print(`<p>shown</p>
      <img src="http://${origin}/img"><iframe src="http://${origin}/frame"></iframe><link rel="preconnect" href="http://${origin}">
      <link rel="prefetch" href="http://${origin}/prefetch"><video autoplay src="http://${origin}/video"></video>
      <script>
        setInterval(() => fetch('http://${origin}/fetch').catch(() => {}), 50)
        new EventSource('http://${origin}/events')
        new WebSocket('ws://${origin}/socket')
        navigator.sendBeacon('http://${origin}/beacon')
        new Worker(URL.createObjectURL(new Blob(["fetch('http://${origin}/worker').catch(() => {})"])))
        location = 'http://${origin}/location'
      </script>`)
    expect(text).toBe('shown')
    expect(hits).toEqual([])
  })

  test('sends no packet for WebRTC either', async () => {
    const socket = createSocket('udp4')
    socket.on('message', () => hits.push('udp'))
    socket.bind(0, '127.0.0.1')
    await once(socket, 'listening')
    const text = await print(
      `<p>shown</p><script>
        const peer = new RTCPeerConnection({ iceServers: [{ urls: 'stun:127.0.0.1:${socket.address().port}' }] })
        peer.createDataChannel('x')
        peer.createOffer().then((offer) => peer.setLocalDescription(offer))
        peer.onicegatheringstatechange = () => {
          if (peer.iceGatheringState === 'complete') document.documentElement.dataset.lectern = 'ready'
        }
      </script>`,
      { waitForScript: true },
    )
    socket.close()
    expect([text, hits]).toEqual(['shown', []])
  })

  test('asks no neighbour for names either, from the page or from its frames', async () => {
    const socket = createSocket({ type: 'udp4', reuseAddr: true })
    socket.on('message', (message) => hits.push(message.toString('latin1')))
    socket.bind(5353)
    await once(socket, 'listening')
    socket.addMembership('224.0.0.251')
    const asks = (name: string): string => `<script>
      const peer = new RTCPeerConnection({ iceServers: [{ urls: 'stun:${name}.local' }] })
      const other = new RTCPeerConnection()
      const candidate = 'candidate:1 1 udp 2122260223 ${name}.local 50000 typ host'
      const run = async () => {
        peer.createDataChannel('x')
        await peer.setLocalDescription(await peer.createOffer())
        await other.setRemoteDescription(peer.localDescription)
        await other.addIceCandidate({ candidate, sdpMLineIndex: 0 })
        await other.setLocalDescription(await other.createAnswer())
        if (other.iceGatheringState === 'complete') return
        await new Promise((resolve) => { other.onicegatheringstatechange = () => other.iceGatheringState === 'complete' && resolve() })
      }
      run().then(() => top.postMessage('asked', '*'))
    </script>`
    const frames = ['sandbox="allow-scripts"', 'sandbox="allow-scripts allow-same-origin"'].map(
      (how, at) => `<iframe ${how} srcdoc="${asks(`frame-${at}`).replaceAll('"', '&quot;')}"></iframe>`,
    )
    const counts = `<script>
      let asked = 0
      onmessage = ({ data }) => {
        if (data === 'asked' && ++asked === 3) document.documentElement.dataset.lectern = 'ready'
      }
    </script>`
    await print(`<p>shown</p>${counts}${asks('page')}${frames.join('')}`, { waitForScript: true })
    // What the page had sent before this has come by then: one socket, one order.
    const last = once(socket, 'message')
    socket.send('last', 5353, '224.0.0.251')
    await last
    socket.close()
    expect(hits.filter((hit) => hit !== 'last')).toEqual([])
    hits.length = 0
  })

  test('dialogs are dismissed, windows and downloads refused', async () => {
    const before = await readdir(process.cwd())
    const text = await print(`<p>shown</p><a download="PWNED-download" href="data:text/plain,x">d</a><script>
      onbeforeunload = () => 'no'
      document.body.append([alert(1), confirm(2), prompt(3)].join())
      print()
      for (let i = 0; i < 1000; i++) open('about:blank')
      document.querySelector('a').click()
      debugger
      navigator.geolocation?.getCurrentPosition(() => document.body.append('PWNED'), () => {})
      navigator.serviceWorker?.register('data:,x')
    </script>`)
    expect(text.replace(/\s+/g, ' ')).toBe('shown d,false,')
    expect(await readdir(process.cwd())).toEqual(before)
  })

  test('waits until our script says that the page is ready', async () => {
    const script = `setTimeout(() => {
      document.querySelector('p').textContent = 'settled'
      document.documentElement.dataset.lectern = 'ready'
    }, 300)`
    expect(await print(`<p>waits</p><script>${script}</script>`, { waitForScript: true })).toBe('settled')
  })

  test('is not fooled by elements that take the names of what the page is asked for', async () => {
    const names = ['fonts', 'images', 'documentElement', 'readyState', 'body']
    expect(
      await print(
        `<p>shown</p>${names.map((name) => `<img alt="" name="${name}"><form name="${name}"></form>`).join('')}`,
      ),
    ).toBe('shown')
  })

  test('shows a document that can be asked, in a world that its scripts do not see', async () => {
    const page = await browser.open(
      '<h1>shown</h1><script>document.querySelector = () => null; window.mine = 1</script>',
      job,
    )
    expect(await page.evaluate('document.querySelector("h1").textContent')).toBe('shown')
    expect(await page.evaluate('typeof window.mine')).toBe('undefined')
    expect(await page.evaluate('Promise.resolve({ a: [1] })')).toEqual({ a: [1] })
    await expect(page.evaluate('nothing.at.all')).rejects.toThrow('nothing is not defined')
    page.close()
  })

  test('keeps nothing of what a page has answered or printed: one page serves thousands of documents', async () => {
    setFlagsFromString('--expose-gc')
    const collect: () => void = runInNewContext('gc')
    const given: WeakRef<object>[] = []
    const ask = async (): Promise<void> => {
      const page = await browser.open('<h1>shown</h1>', job)
      const answers = [await page.evaluate('({ a: [1] })'), await page.pdf(job.size)]
      for (const answer of answers) given.push(new WeakRef(Object(answer)))
      page.close()
    }
    for (let time = 0; time < 5; time++) await ask()
    const alive = (): number => {
      collect()
      return given.filter((one) => one.deref() !== undefined).length
    }
    await expect.poll(alive).toBe(0)
  })

  test('shows a document on screen or paper, light or dark, and takes pictures of parts of it', async () => {
    const html = `<style>body { margin: 0 } p { margin: 0; height: 100px; background: rgb(255 0 0) }
      @media print { p { background: rgb(0 255 0) } } @media (prefers-color-scheme: dark) { p { background: rgb(0 0 255) } }</style><p></p>`
    const page = await browser.open(html, { ...job, media: 'screen', scheme: 'light' })
    const clip = { xPx: 0, yPx: 50, widthPx: 30, heightPx: 100 }
    const shot = async (view: Partial<View>, transparent = false) => {
      await page.emulate({ ...job, ...view })
      const png = PNG.sync.read(Buffer.from(await page.picture({ format: 'png', clip, transparent })))
      return [png.width, png.height, [...png.data.subarray(0, 4)], [...png.data.subarray(-4)]]
    }
    expect(await shot({ media: 'screen', scheme: 'light' })).toEqual([30, 100, [255, 0, 0, 255], [255, 255, 255, 255]])
    expect(await shot({ media: 'screen', scheme: 'dark', scale: 2 }, true)).toEqual([
      60,
      200,
      [0, 0, 255, 255],
      [0, 0, 0, 0],
    ])
    expect(await shot({ media: 'print', scheme: 'light' })).toEqual([30, 100, [0, 255, 0, 255], [255, 255, 255, 255]])
    const jpeg = await page.picture({ format: 'jpeg', quality: 50, clip })
    expect([...jpeg.subarray(0, 3)]).toEqual([0xff, 0xd8, 0xff])
    const webp = await page.picture({ format: 'webp', quality: 50, clip })
    expect(Buffer.from(webp.subarray(8, 12)).toString()).toBe('WEBP')
    page.close()
  })

  test('ends at once when it is told to', async () => {
    const stop = new AbortController()
    const reason = new Error('stopped')
    const printing = browser.print('<script>for (;;);</script>', { ...job, signal: stop.signal })
    stop.abort(reason)
    await expect(printing).rejects.toBe(reason)
  })
})

describe('a browser that is in trouble', () => {
  let folder = ''
  beforeEach(async () => {
    folder = await makeFolder()
  })
  afterEach(() => removeFolder(folder))

  test('a killed page is noticed', async () => {
    const browser = await startBrowserIn(folder)
    const printing = faultOf(browser.print('<script>for (;;);</script>', job))
    let noticed = false
    printing.finally(() => {
      noticed = true
    })
    await until(() => {
      for (const { pid, args } of processesIn(folder))
        if (args.includes('--type=renderer')) process.kill(pid, 'SIGKILL')
      return noticed
    })
    const fault = await printing
    expect([fault.problem.code, fault.exitCode]).toEqual(['browser-failed', 3])
    await browser.close()
  })

  test('a killed browser is noticed, and closing it leaves nothing behind', async () => {
    const browser = await startBrowserIn(folder)
    const printing = faultOf(browser.print('<script>for (;;);</script>', job))
    const main = processesIn(folder).find(({ args }) => args.some((arg) => arg.startsWith('--user-data-dir')))
    process.kill(main?.pid ?? 0, 'SIGKILL')
    expect((await printing).problem.code).toBe('browser-failed')
    await Promise.all([browser.close(), browser.close()])
    await until(() => processesIn(folder).length === 0)
    expect(await readdir(folder)).toEqual([])
  })

  test('the next run removes the profile of a run that was killed, and no other', async () => {
    const first = await startBrowserIn(folder)
    const [alive] = await readdir(folder)
    const made = draftName(profileDrafts)
    const others = [elsewhere(made, 'machine'), elsewhere(made, 'namespace')]
    for (const name of [ended(made), ...others]) await mkdir(join(folder, name))
    const yesterday = Date.now() / 1000 - 25 * 3600
    await utimes(join(folder, others[0] ?? ''), yesterday, yesterday)
    const second = await startBrowserIn(folder)
    await second.close()
    expect((await readdir(folder)).sort()).toEqual([alive, ...others].sort())
    await first.close()
    expect((await readdir(folder)).sort()).toEqual(others.sort())
  })

  test.runIf(process.getuid?.() === 0)(
    'leaves stale profiles of other users alone, and what only has the name',
    async () => {
      const [foreign, own] = [ended(draftName(profileDrafts)), ended(draftName(profileDrafts))]
      for (const name of [foreign, own]) await mkdir(join(folder, name))
      await chown(join(folder, foreign), 65_534, 65_534)
      const link = ended(draftName(profileDrafts))
      await symlink(folder, join(folder, link))
      await removeStaleProfiles(folder)
      expect((await readdir(folder)).sort()).toEqual([foreign, link].sort())
    },
  )

  test('kill -9 of the run ends its browser, and the next run removes what it left', async () => {
    const { build } = await import('esbuild')
    const run = join(folder, 'run.mjs')
    const stdin = {
      contents: `import { startBrowserIn } from './machine.js'
        const browser = await startBrowserIn(process.argv[2])
        browser.print('<script>for (;;);</script>', { size: { widthPx: 9, heightPx: 9 }, waitForScript: false })
        console.log('printing')`,
      resolveDir: import.meta.dirname,
    }
    await build({
      stdin,
      bundle: true,
      platform: 'node',
      format: 'esm',
      external: ['@sparticuz/chromium', 'tar-fs'],
      outfile: run,
    })
    const temp = join(folder, 'temp')
    await mkdir(temp)
    const env = { ...process.env, LECTERN_TEST_BROWSER: (await findBrowser(thisMachine())).path }
    const child = spawn(process.execPath, [run, temp], { env, stdio: ['ignore', 'pipe', 'inherit'] })
    await once(child.stdout, 'data')
    expect(processesIn(temp).length).toBeGreaterThan(0)
    child.kill('SIGKILL')
    await until(() => processesIn(temp).length === 0)
    expect(await readdir(temp)).toHaveLength(1)
    await (await startBrowserIn(temp)).close()
    expect(await readdir(temp)).toEqual([])
  })

  test.runIf(isRoot)('a full temporary folder is named, and nothing is left in it', async () => {
    const disk = join(folder, 'disk')
    await mkdir(disk)
    execFileSync('/usr/bin/mount', ['-t', 'tmpfs', '-o', 'size=64k', 'lectern', disk])
    try {
      await writeFile(join(disk, 'fill'), new Uint8Array(60_000))
      await writeFile(join(disk, 'rest'), new Uint8Array(60_000)).catch(() => {})
      const fault = await faultOf(startBrowserIn(disk))
      expect([fault.problem.code, fault.exitCode]).toEqual(['output-failed', 3])
      expect(fault.problem.message).toContain(disk)
      expect((await readdir(disk)).sort()).toEqual(['fill', 'rest'])
    } finally {
      execFileSync('/usr/bin/umount', [disk])
    }
  })

  test.runIf(isRoot)('is not started without its sandbox when nobody said so', async () => {
    // Root has no sandbox: told that we are not root, the browser must refuse rather than run without one.
    const fault = await faultOf(startBrowserIn(folder, { isRoot: false }))
    expect([fault.problem.code, fault.exitCode]).toEqual(['browser-failed', 3])
    expect(await readdir(folder)).toEqual([])
  })

  test('goes without its sandbox only where the system has none, never silently, and never when told', async () => {
    // A system that forbids user namespaces, as the browser reports it.
    const real = await findBrowser(thisMachine({ named: process.env.LECTERN_TEST_BROWSER }))
    const path = join(folder, 'browser')
    const forbids = `case " $* " in *" --no-sandbox "*) exec "${real.path}" "$@";; esac; echo "No usable sandbox!" >&2; exit 1`
    await writeFile(path, `#!/bin/bash\n${forbids}\n`, { mode: 0o755 })
    const executable = { path, from: 'embedded', env: real.env } as const
    const browser = await startBrowserIn(folder, { executable, isRoot: false })
    expect(browser.problems.map(({ severity, code }) => `${severity} ${code}`)).toEqual(['warning browser-sandbox'])
    expect(browser.problems[0]?.message).toContain('user namespaces')
    await browser.close()
    const refusing = { ...process.env, LECTERN_SANDBOX: 'on' }
    for (const options of [{ executable, env: refusing }, { executable: { ...executable, from: 'named' as const } }]) {
      const fault = await faultOf(startBrowserIn(folder, { ...options, isRoot: false }))
      expect([fault.problem.code, fault.exitCode]).toEqual(['browser-sandbox', 3])
    }
    expect(await readdir(folder)).toEqual(['browser'])
  })

  test('a page that eats all memory is noticed', async () => {
    const browser = await startBrowserIn(folder)
    const fault = await faultOf(
      browser.print('<script>const a = []; for (;;) a.push(new Array(1e6).fill(1))</script>', job),
    )
    expect(fault.problem.message).toContain('crashed')
    await browser.close()
  })

  const programs = {
    'ends at once': ['exit 1', 'it exited immediately (exit 1)'],
    'ends with garbage': ['echo garbage; echo "cannot open display" >&2; exit 7', 'it exited immediately (exit 7)'],
    'sends garbage': ['printf "garbage\\0{}\\0" >&4; exec sleep 1000', 'it did not respond within 0.3 s'],
    sleeps: ['exec sleep 1000', 'it did not respond within 0.3 s'],
    'is too old': [
      `read -r -d '' line <&3; printf '{"id":1,"result":{"product":"Chrome/99.0"}}\\0' >&4; exec sleep 1000`,
      'Chrome/99.0 is too old; version 120 or newer is required',
    ],
  }
  for (const [what, [code, reason]] of Object.entries(programs)) {
    test(`a program that ${what} is an error with one line, and is gone`, async () => {
      const path = join(folder, 'browser')
      await writeFile(path, `#!/bin/bash\n${code}\n`, { mode: 0o755 })
      const executable = { path, from: 'named', env: {} } as const
      const fault = await faultOf(startBrowserIn(folder, { executable, startMs: 300 }))
      expect([fault.problem.code, fault.exitCode]).toEqual(['browser-failed', 3])
      expect(fault.problem.message).toContain(path)
      expect(fault.problem.message).toContain(reason)
      expect(fault.problem.message).not.toContain('\n')
      expect(fault.problem.hint).toContain('--browser')
      await until(() => processesIn(folder).length === 0)
      expect(await readdir(folder)).toEqual(['browser'])
    })
  }

  test('a file that is no program at all is an error with its path', async () => {
    const path = join(folder, 'browser')
    await writeFile(path, 'nonsense', { mode: 0o755 })
    const fault = await faultOf(startBrowserIn(folder, { executable: { path, from: 'named', env: {} }, startMs: 2000 }))
    expect(fault.problem.message).toContain(path)
    expect(fault.exitCode).toBe(3)
  })

  test('a temporary folder that does not exist is an error with its path', async () => {
    const fault = await faultOf(startBrowserIn(join(folder, 'gone')))
    expect([fault.problem.code, fault.exitCode]).toEqual(['output-failed', 3])
    expect(fault.problem.message).toContain(join(folder, 'gone'))
  })
})

async function textOf(pdf: Uint8Array): Promise<string> {
  const { text } = await extractText(await getDocumentProxy(new Uint8Array(pdf)), { mergePages: true })
  return text.trim()
}

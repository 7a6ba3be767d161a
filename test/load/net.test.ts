import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import { publicOnly } from '../../src/load/assets/addressPolicy.js'
import { loadFiles } from '../../src/load/assets/assets.js'
import { fetchRemote } from '../../src/load/assets/net.js'
import { onePixel } from './pictures.js'

/** Serves on a loopback address, and counts what comes. */
async function serve(listener: RequestListener, host = '127.0.0.1', port = 0) {
  const hits: string[] = []
  const server = createServer((request, response) => {
    hits.push(request.url ?? '')
    listener(request, response)
  })
  await new Promise<void>((resolve) => server.listen(port, host, resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const address = server.address() as AddressInfo
  return { url: `http://${host}:${address.port}`, port: address.port, hits }
}

const onlyThis = (address: string) => address === '127.0.0.1'
const limits = { policy: onlyThis, timeoutMs: 5_000, limitBytes: 1_000_000, redirects: 5 }

describe('only public addresses are reached (SSRF)', () => {
  const isPublic = publicOnly()

  it.each([
    '127.0.0.1',
    '127.1.2.3',
    '0.0.0.0',
    '10.0.0.1',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '224.0.0.1',
    '255.255.255.255',
    '198.18.0.1',
    '192.0.2.1',
    '::',
    '::1',
    '::ffff:127.0.0.1',
    '::ffff:8.8.8.8',
    '64:ff9b::7f00:1',
    'fe80::1',
    'fe80::1%eth0',
    'fc00::1',
    'fd12::1',
    'ff02::1',
    '2001:db8::1',
    '2002:7f00:1::',
    'localhost',
    '',
  ])('%s is not', (address) => {
    expect(isPublic(address)).toBe(false)
  })

  it.each(['8.8.8.8', '1.1.1.1', '172.32.0.1', '100.128.0.1', '2606:4700:4700::1111', '2a00:1450:4001::1'])(
    '%s is',
    (address) => {
      expect(isPublic(address)).toBe(true)
    },
  )

  it('however the address is written', async () => {
    const { port, hits } = await serve((_, response) => response.end(onePixel))
    const hosts = [
      '127.0.0.1',
      '2130706433',
      '0x7f000001',
      '0177.0.0.1',
      '127.1',
      '[::1]',
      '[::ffff:127.0.0.1]',
      '0.0.0.0',
      'localhost',
      '127.0.0.1.',
    ]
    for (const host of hosts) {
      const fetched = await fetchRemote(`http://${host}:${port}/x`, { ...limits, policy: publicOnly() })
      expect(fetched, host).toEqual({ ok: false, reason: expect.stringMatching(/not public|not known/) })
    }
    expect(hits).toEqual([])
  })

  it('and a redirect to another one is not followed', async () => {
    const inner = await serve((_, response) => response.end(onePixel), '127.0.0.2')
    const { url, hits } = await serve((_, response) =>
      response.writeHead(302, { location: `${inner.url}/secret` }).end(),
    )
    expect(await fetchRemote(`${url}/x`, limits)).toMatchObject({
      ok: false,
      reason: expect.stringContaining('not public'),
    })
    expect([hits, inner.hits]).toEqual([['/x'], []])
  })

  it('by http and https only, without names and passwords', async () => {
    const { url } = await serve((_, response) => response.writeHead(302, { location: 'file:///etc/passwd' }).end())
    for (const address of [
      url,
      'ftp://127.0.0.1/x',
      'file:///etc/passwd',
      'http://a:b@127.0.0.1/',
      'nonsense',
      'http://',
    ])
      expect(await fetchRemote(address, limits), address).toMatchObject({ ok: false })
  })
})

describe('a bad server costs a warning and little time', () => {
  it('the bytes of a good one come, also behind a redirect', async () => {
    const { url } = await serve((request, response) =>
      request.url === '/a' ? response.writeHead(301, { location: '/b.png' }).end() : response.end(onePixel),
    )
    const fetched = await fetchRemote(`${url}/a`, limits)
    expect(fetched.ok && Buffer.from(fetched.bytes)).toEqual(Buffer.from(onePixel))
  })

  it.each<[string, RequestListener, string]>([
    ['never answers', () => {}, 'complete response within'],
    [
      'drips',
      (_, response) => {
        const timer = setInterval(() => response.write('x'), 20)
        response.on('close', () => clearInterval(timer))
      },
      'complete response within',
    ],
    [
      'redirects for ever',
      (request, response) => response.writeHead(302, { location: `/${Number(request.url?.slice(1) || 0) + 1}` }).end(),
      'more than 5 redirects',
    ],
    ['answers 404', (_, response) => response.writeHead(404).end(onePixel), 'answered 404'],
    [
      'promises more than it sends',
      (_, response) => {
        response.writeHead(200, { 'content-length': '1000' })
        response.write('x')
        response.socket?.end()
      },
      'was interrupted',
    ],
    [
      'announces too much',
      (_, response) => response.writeHead(200, { 'content-length': '9999999999' }).flushHeaders(),
      'larger than',
    ],
    [
      'sends too much',
      (_, response) => {
        const more = () => response.write(Buffer.alloc(65_536), (error) => error ?? more())
        more()
      },
      'larger than',
    ],
    ['talks something else', (_, response) => void response.socket?.end('hello\r\n\r\n'), ''],
    ['hangs up', (_, response) => void response.socket?.destroy(), 'was interrupted'],
  ])('one that %s', async (_, listener, reason) => {
    const { url } = await serve(listener)
    const fetched = await fetchRemote(`${url}/`, { ...limits, timeoutMs: 1_000 })
    expect(fetched).toEqual({ ok: false, reason: expect.stringContaining(reason) })
  })

  it('and one that is not there', async () => {
    expect(await fetchRemote('http://127.0.0.1:1/', limits)).toEqual({
      ok: false,
      reason: 'the server does not respond',
    })
  })
})

describe('pictures from the network', () => {
  const place = { file: 'deck.md', line: 1, column: 1 }
  const sources = { deckRoot: { folder: '/', root: '/' }, themeRoots: new Map<string, string>(), mediaLimitBytes: 1 }
  const net = (path: string) => ({ key: `net:${path}`, from: 'net', path, use: 'image', place }) as const

  it('are not asked for without permission', async () => {
    const { url, hits } = await serve((_, response) => response.end(onePixel))
    const { files, problems } = await loadFiles([net(`${url}/a.png`)], {
      ...sources,
      allowNet: false,
      policy: onlyThis,
    })
    expect([files.size, problems, hits]).toEqual([0, [], []])
  })

  it('are put in with it, and a warning says what could not be fetched', async () => {
    const { url } = await serve((request, response) =>
      request.url === '/a.png'
        ? response.end(onePixel)
        : request.url === '/b.png'
          ? response.end('<html>')
          : response.writeHead(500).end(),
    )
    const refs = ['/a.png', '/b.png', '/c.png'].map((path) => net(url + path))
    const { files, problems } = await loadFiles(refs, { ...sources, allowNet: true, policy: onlyThis })
    expect([...files].map(([key, { mime }]) => [key, mime])).toEqual([[`net:${url}/a.png`, 'image/png']])
    expect(problems.map(({ code, severity }) => [severity, code])).toEqual([
      ['warning', 'file-type'],
      ['warning', 'remote-failed'],
    ])
  })

  it('from private addresses are refused with permission, too', async () => {
    const { url, hits } = await serve((_, response) => response.end(onePixel))
    const { problems } = await loadFiles([net(`${url}/a.png`)], { ...sources, allowNet: true })
    expect([problems.map(({ code }) => code), hits]).toEqual([['remote-failed'], []])
  })
})

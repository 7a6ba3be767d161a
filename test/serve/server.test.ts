import { mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { connect } from 'node:net'
import { networkInterfaces } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it, onTestFinished } from 'vitest'
import { onePixel as png } from '../load/pictures.js'
import { ask, parse, say } from './ask.js'
import { type Served, type ServeOptions, serve, tokens } from './served.js'

const secrets = /SECRET|\/lectern-serve-|\n\s+at /

const files = {
  'talk.md': '# One\n\n![](assets/a.png)\n\n[paper](assets/paper.pdf)\n\n<!-- NOTE-SECRET-88 -->\n',
  'assets/a.png': png,
  'assets/übung 1+2.gif': Buffer.from('GIF89a\x01\0\x01\0\0\0\0;', 'latin1'),
  'assets/paper.pdf': '%PDF-1.7\n',
  'assets/film.mp4': Buffer.concat([
    Buffer.from('\0\0\0\x18ftypmp42\0\0\0\0mp42isom', 'latin1'),
    Buffer.alloc(3_000, 7),
  ]),
  'assets/evil.svg': '<svg xmlns="http://www.w3.org/2000/svg" onload="PWN"><script>PWN</script></svg>',
  '.env': 'ENV-SECRET',
  '.env.local': 'ENV-SECRET',
  'key.pem': 'PEM-SECRET',
  id_rsa: 'KEY-SECRET',
  '.git/config': 'GIT-SECRET',
  '.npmrc': 'NPM-SECRET',
  'lectern.config.json': '{}',
  'package.json': '{"private":true,"x":"PACKAGE-SECRET"}',
  'node_modules/x/package.json': '{"x":"MODULE-SECRET"}',
  'node_modules/x/a.png': png,
  'talk.md~': 'BACKUP-SECRET',
  '.talk.md.swp': 'SWAP-SECRET',
  '.hidden/a.png': png,
}

/** Addresses of this machine in its networks. */
const ownAddresses = (): string[] =>
  Object.values(networkInterfaces()).flatMap((all) =>
    (all ?? []).flatMap(({ address, internal, family }) => (internal || family !== 'IPv4' ? [] : [address])),
  )

async function fixture(options: ServeOptions = {}): Promise<Served> {
  const served = await serve(files, options)
  const outside = join(served.folder, '..', `outside-${process.pid}-${served.port}`)
  mkdirSync(outside)
  writeFileSync(join(outside, 'o.png'), png)
  writeFileSync(join(outside, 'o.md'), 'OUTSIDE-SECRET')
  symlinkSync(join(outside, 'o.png'), join(served.folder, 'link.png'))
  symlinkSync(outside, join(served.folder, 'dlink'))
  return served
}

describe('the server', () => {
  it('gives pages, pictures, the same again as 304, and heads without bodies', async () => {
    const { port, session } = await fixture()
    const home = await ask(port, '/')
    expect([home.status, home.headers.location]).toEqual([302, '/talk/'])
    expect((await ask(port, '/talk.md')).headers.location).toBe('/talk/')
    expect((await ask(port, '/talk')).headers.location).toBe('/talk/')
    const page = await ask(port, '/talk/')
    expect(page.status).toBe(200)
    expect(page.body).toContain('<h1 id="one"')
    const picture = /src="(\/__lectern\/files\/[^"]+)"/.exec(page.body)?.[1] ?? ''
    const got = await ask(port, picture)
    expect([got.status, got.headers['content-type']]).toEqual([200, 'image/png'])
    expect(got.headers['cache-control']).toContain('immutable')
    const etag = got.headers.etag ?? ''
    const again = await ask(port, picture, { lines: [`Host: 127.0.0.1:${port}`, `If-None-Match: ${etag}`] })
    expect([again.status, again.body]).toEqual([304, ''])
    const head = await ask(port, picture, { method: 'HEAD' })
    expect([head.status, head.body, head.headers['content-length']]).toEqual([200, '', String(png.length)])
    for (const name of ['a.png', 'paper.pdf', '%C3%BCbung%201%2B2.gif'])
      expect((await ask(port, `/talk/assets/${name}`)).status).toBe(200)
    expect(session.dependencies().length).toBeGreaterThan(2)
  })

  it('knows nothing of what is hidden, outside, or of another kind: 404 for dot files, links, keys', async () => {
    const { port, failures } = await fixture()
    const paths = [
      ...Object.keys(files).filter((name) => !name.startsWith('assets/') && name !== 'talk.md'),
      'link.png',
      'dlink/o.png',
      'dlink/o.md',
      'assets',
      'assets/',
      '.lectern-cache/x',
      '..%2foutside',
      'assets/..%2f..%2fo.png',
      'assets/%2e%2e/.env',
      'assets/a.png/',
      'assets/a.png%00.svg',
    ]
    const tails = ['', '?raw', '?import&raw', '?url', '?inline', '?.svg', '?v=1#']
    for (const path of paths) {
      for (const tail of tails) {
        for (const text of [path, path.toUpperCase()]) {
          const { status, body } = await ask(port, `/talk/${text}${tail}`)
          expect([400, 404], `${text}${tail}`).toContain(status)
          expect(body.length).toBeLessThan(300)
          expect(body).not.toMatch(secrets)
        }
      }
    }
    const script = [`Host: 127.0.0.1:${port}`, 'Sec-Fetch-Dest: script', 'Sec-Fetch-Site: same-origin']
    expect((await ask(port, '/talk/.env', { lines: script })).status).toBe(404)
    expect(failures).toEqual([])
  })

  it('answers to its own names only (DNS rebinding)', async () => {
    const { port } = await serve({ 'talk.md': '# One\n' })
    const good = [
      `localhost:${port}`,
      `LOCALHOST:${port}`,
      `foo.localhost:${port}`,
      `127.0.0.1:${port}`,
      `[::1]:${port}`,
    ]
    for (const host of good) expect((await ask(port, '/talk/', { lines: [`Host: ${host}`] })).status, host).toBe(200)
    const bad = [
      ...[
        'evil.example',
        `evil.example:${port}`,
        `localhost.evil.example:${port}`,
        `127.0.0.1.nip.io:${port}`,
        '@evil',
      ],
      ...[
        'file:x',
        '[::1',
        '[::1]x',
        '',
        `${'a'.repeat(8_000)}:${port}`,
        '127.0.0.1:99999999',
        'localhost',
        `127.0.0.2:${port}`,
      ],
      ...[`localhost:${port + 1}`, `localhost.:${port}`, `x@localhost:${port}`, `192.168.0.7:${port}`],
    ]
    for (const host of bad) {
      const { status, body } = await ask(port, '/talk/', { lines: [`Host: ${host}`] })
      expect([400, 403, 431], host).toContain(status)
      expect(body).not.toMatch(secrets)
    }
    // Addresses that it has in a network are its names only when it is there.
    for (const address of ownAddresses())
      expect((await ask(port, '/talk/', { lines: [`Host: ${address}:${port}`] })).status, address).toBe(403)
    const twice = [`Host: localhost:${port}`, `Host: localhost:${port}`]
    expect((await ask(port, '/talk/', { lines: twice })).status).toBe(403)
    expect([400, 403]).toContain((await ask(port, '/talk/', { lines: [], version: 'HTTP/1.0' })).status)
    expect([400, 403]).toContain((await ask(port, 'http://evil.example/talk/')).status)
    expect((await ask(port, '/talk/')).status).toBe(200)
  })

  it('changes nothing without a token, from another site, or by being visited (CSRF)', async () => {
    const opened: unknown[] = []
    const { port, folder } = await serve(
      { 'talk.md': '# One\n\n![](a.png)\n', 'a.png': png },
      { openEditor: async (...what) => void opened.push(what) },
    )
    const origin = `http://127.0.0.1:${port}`
    const post = (lines: readonly string[], token = tokens.speaker, body = '{"line":1}') =>
      ask(port, '/__lectern/open?deck=talk', {
        method: 'POST',
        lines: [
          `Host: 127.0.0.1:${port}`,
          `Cookie: lectern-${port}=${token}`,
          `Content-Length: ${body.length}`,
          ...lines,
        ],
        body,
      })
    const json = 'Content-Type: application/json'
    const good = [`Origin: ${origin}`, json]
    for (const [lines, token] of [
      [['Origin: null', json]],
      [['Origin: http://evil.example', json]],
      [[`Origin: http://localhost:${port}`, json]],
      [[json]],
      [[`Origin: ${origin}`, 'Content-Type: text/plain']],
      [[...good, 'Sec-Fetch-Site: cross-site'].slice(1)],
      [['Sec-Fetch-Site: same-site', json]],
      [good, tokens.viewer],
      [good, 'wrong-wrong-wrong-wrong-wrong-x'],
      [good, ''],
    ] as [string[], string?][]) {
      expect((await post(lines, token)).status, lines.join()).toBe(403)
    }
    for (const path of [
      'open?deck=talk&file=/etc/passwd',
      'open-editor?file=/etc/passwd',
      'reload',
      'export',
      'shutdown',
    ])
      expect([403, 404, 405]).toContain((await ask(port, `/__lectern/${path}`)).status)
    expect((await ask(port, '/talk/?pdf')).status).toBe(200)
    expect(opened).toEqual([])

    expect((await post(good)).status).toBe(204)
    expect((await post(good, tokens.speaker, '{"line":3,"column":2,"file":"talk.md"}')).status).toBe(204)
    expect((await post(good, tokens.speaker, '{"line":1,"file":"/etc/passwd"}')).status).toBe(404)
    expect((await post(good, tokens.speaker, '{"line":1,"file":"../x.md"}')).status).toBe(404)
    // A picture is what the deck is made from, and no text.
    expect((await post(good, tokens.speaker, '{"line":1,"file":"a.png"}')).status).toBe(404)
    // In pieces, nobody says how long it is in the end.
    const pieces = [
      `Host: 127.0.0.1:${port}`,
      `Cookie: lectern-${port}=${tokens.speaker}`,
      ...good,
      'Transfer-Encoding: chunked',
    ]
    const chunk = `{"line":1}${' '.repeat(2_990)}`
    const body = `${`bb8\r\n${chunk}\r\n`}${`bb8\r\n${' '.repeat(3_000)}\r\n`.repeat(2)}0\r\n\r\n`
    const long = await ask(port, '/__lectern/open?deck=talk', { method: 'POST', lines: pieces, body })
    expect(long.status).toBe(400)
    for (const body of ['{"line":0}', '{"line":"1"}', '{', 'null', '[]', `{"line":1,"file":"${'x'.repeat(5_000)}"}`])
      expect((await post(good, tokens.speaker, body)).status, body.slice(0, 20)).toBe(400)
    const path = join(folder, 'talk.md')
    expect(opened).toEqual([
      [path, 1, 1],
      [path, 3, 2],
    ])
  })

  it('takes no method that it has no use for', async () => {
    const { port } = await serve({ 'talk.md': '# One\n' })
    for (const method of ['TRACE', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'PROPFIND']) {
      const preflight = [`Host: 127.0.0.1:${port}`, 'Origin: http://evil.example', 'Access-Control-Request-Method: PUT']
      const { status, headers } = await ask(port, '/talk/', { method, lines: preflight })
      expect([status, headers.allow]).toEqual([405, 'GET, HEAD'])
      expect(Object.keys(headers).some((name) => name.startsWith('access-control'))).toBe(false)
    }
    const tunnel = await ask(port, `127.0.0.1:${port}`, { method: 'CONNECT' })
    expect([tunnel.status, tunnel.headers.allow]).toEqual([405, 'GET, HEAD'])
    expect((await ask(port, '/talk/', { method: 'FOO' })).status).toBe(400)
    expect((await ask(port, '/talk/', { method: 'POST' })).status).toBe(405)
  })

  it('refuses what is malformed or too large, and lives', async () => {
    const { port, failures } = await serve({ 'talk.md': '# One\n' })
    const host = `Host: 127.0.0.1:${port}`
    for (const target of ['/%E0%A4%A', '/%00', '/%', '/a%0d%0ab', '/%5c', '/talk/%2e%2e/%2e%2e/etc/passwd'])
      expect((await ask(port, target)).status, target).toBe(400)
    expect((await ask(port, `/${'a'.repeat(9_000)}`)).status).toBe(414)
    const many = Array.from({ length: 200 }, (_, index) => `X-${index}: y`)
    expect((await ask(port, '/', { lines: [host, ...many] })).status).toBe(431)
    expect((await ask(port, '/', { lines: [host, `X: ${'y'.repeat(100_000)}`] })).status).toBe(431)
    const both = [host, 'Content-Length: 5', 'Transfer-Encoding: chunked']
    expect((await ask(port, '/', { method: 'POST', lines: both, body: 'zz\r\n' })).status).toBe(400)
    const broken = await say(port, `POST / HTTP/1.1\r\n${host}\r\nTransfer-Encoding: chunked\r\n\r\nXYZ\r\n`)
    expect(broken).not.toMatch(secrets)
    expect([400, 403]).toContain(parse(await say(port, 'GET /\r\n\r\n')).status)
    const hello = Buffer.from('16030100c8010000c40303', 'hex')
    expect(parse(await say(port, hello)).status).toBe(400)
    const pipelined = `GET /__lectern/none HTTP/1.1\r\n${host}\r\n\r\n`.repeat(999)
    const all = await say(port, `${pipelined}GET /__lectern/none HTTP/1.1\r\n${host}\r\nConnection: close\r\n\r\n`)
    expect(all.match(/HTTP\/1\.1 404/g)?.length).toBe(1_000)
    expect((await ask(port, '/talk/')).status).toBe(200)
    expect(failures).toEqual([])
  })

  it('says with every answer what others may not do with it', async () => {
    const { port } = await fixture()
    const page = await ask(port, '/talk/')
    const picture = /src="(\/__lectern\/files\/[^"]+)"/.exec(page.body)?.[1] ?? ''
    const paths = ['/', '/talk/', '/none', picture, '/talk/assets/evil.svg', '/__lectern/live', '/__lectern/first/talk']
    for (const path of paths) {
      const { headers } = await ask(port, path)
      expect(headers['x-content-type-options'], path).toBe('nosniff')
      expect(headers['referrer-policy']).toBe('no-referrer')
      expect(headers['cross-origin-resource-policy']).toBe('same-origin')
      expect(headers['cross-origin-opener-policy']).toBe('same-origin')
      expect(headers['x-powered-by']).toBeUndefined()
      expect(headers.server).toBeUndefined()
      expect(headers['access-control-allow-origin']).toBeUndefined()
    }
    expect(page.headers['cache-control']).toBe('no-store')
    expect(page.headers['content-security-policy']).toMatch(
      /^default-src 'none'; script-src 'sha256-.*frame-ancestors 'self'$/,
    )
  })

  it('gives an SVG that runs and loads nothing when it is opened by itself', async () => {
    const { port } = await fixture()
    const { status, headers } = await ask(port, '/talk/assets/evil.svg')
    expect([status, headers['content-type']]).toEqual([200, 'image/svg+xml'])
    expect(headers['content-security-policy']).toContain("sandbox; default-src 'none'; style-src 'unsafe-inline'")
  })

  it('gives parts of films, and refuses what is no part', async () => {
    const { port } = await fixture()
    const path = '/talk/assets/film.mp4'
    const part = (range: string, more: readonly string[] = []) =>
      ask(port, path, { lines: [`Host: 127.0.0.1:${port}`, `Range: ${range}`, ...more] })
    const whole = await ask(port, path)
    const size = whole.body.length
    expect([whole.status, whole.headers['accept-ranges']]).toEqual([200, 'bytes'])
    const first = await part('bytes=0-3')
    expect([first.status, first.headers['content-range'], first.body.length]).toEqual([206, `bytes 0-3/${size}`, 4])
    expect((await part('bytes=-1')).body).toBe(whole.body.slice(-1))
    expect((await part(`bytes=${size - 5}-`)).body).toBe(whole.body.slice(-5))
    expect((await part('bytes=0-99999')).body).toBe(whole.body)
    for (const range of ['bytes=9e99-', 'bytes=a', 'bytes=', `bytes=${size}-`, 'bytes=5-3', 'lines=0-1'])
      expect((await part(range)).status, range).toBe(416)
    const many = await part(`bytes=0-0${',1-1'.repeat(1_000)}`)
    expect([many.status, many.body]).toEqual([200, whole.body])
    expect((await part('bytes=0-3', ['If-Range: "other"'])).status).toBe(200)
    expect((await part('bytes=0-3', [`If-Range: ${whole.headers.etag}`])).status).toBe(206)
  })

  it('gives a film that is too large to be kept from the disk, in parts, too', async () => {
    const film = Buffer.concat([files['assets/film.mp4'], Buffer.alloc(2_000_000, 9)])
    const { port } = await serve({
      'talk.md': '<video src="film.mp4" controls></video>\n',
      'film.mp4': film,
      'lectern.config.json': '{ "mediaLimitMb": 1 }',
    })
    const page = await ask(port, '/talk/')
    const path = /src="(\/__lectern\/files\/[^"]+\.mp4)"/.exec(page.body)?.[1] ?? ''
    const whole = await ask(port, path)
    expect([whole.status, whole.headers['content-type'], whole.body.length]).toEqual([200, 'video/mp4', film.length])
    const part = await ask(port, path, { lines: [`Host: 127.0.0.1:${port}`, 'Range: bytes=1999990-1999999'] })
    expect([part.status, part.body]).toEqual([206, '\t'.repeat(10)])
    expect((await ask(port, path, { method: 'HEAD' })).headers['content-length']).toBe(String(film.length))
    const known = [`Host: 127.0.0.1:${port}`, `If-None-Match: ${whole.headers.etag}`]
    expect((await ask(port, path, { lines: known })).status).toBe(304)
  })

  it('gives no file that has come into the place of a film after that was judged', async () => {
    const film = Buffer.concat([files['assets/film.mp4'], Buffer.alloc(2_000_000, 9)])
    const { port, folder } = await serve({
      'talk.md': '<video src="films/a.mp4" controls></video>\n',
      'films/a.mp4': film,
      'lectern.config.json': '{ "mediaLimitMb": 1 }',
    })
    const page = await ask(port, '/talk/')
    const path = /src="(\/__lectern\/files\/[^"]+\.mp4)"/.exec(page.body)?.[1] ?? ''
    const outside = `${folder}-outside`
    mkdirSync(outside)
    onTestFinished(() => rmSync(outside, { recursive: true }))
    writeFileSync(join(outside, 'a.mp4'), Buffer.concat([film, Buffer.from('SECRET')]))
    renameSync(join(folder, 'films'), join(folder, 'kept'))
    symlinkSync(outside, join(folder, 'films'))
    const refused = await ask(port, path)
    expect([refused.status, refused.body]).toEqual([404, '404 Not Found\n'])
    expect((await ask(port, '/talk/films/a.mp4')).status).toBe(404)
  })

  it('L8, a little of it: lives on whatever bytes it is sent, and tells nothing', async () => {
    const { port, failures, server } = await serve(files)
    const words = [
      'GET',
      'POST',
      '/',
      '/talk/',
      '%2e',
      '..',
      '\0',
      'HTTP/1.1',
      '\r\n',
      'Host:',
      `127.0.0.1:${port}`,
      'Range: bytes=',
      '-1',
    ]
    const more = [
      'Upgrade: websocket',
      'Connection: Upgrade',
      '/__lectern/live?deck=talk',
      'Content-Length: 9',
      '{',
      '\u00ff',
      ' ',
      ': ',
    ]
    const text = fc
      .array(fc.constantFrom(...words, ...more), { maxLength: 20 })
      .map((parts) => `${parts.join('')}\r\n\r\n`)
    await fc.assert(
      fc.asyncProperty(text, async (bytes) => {
        const answered = await say(port, `${bytes}GET / HTTP/1.0\r\n\r\n`)
        expect(answered).not.toMatch(secrets)
      }),
      { seed: 8, numRuns: 300 },
    )
    expect((await ask(port, '/talk/')).status).toBe(200)
    expect(server.windows()).toBe(0)
    expect(failures).toEqual([])
  })

  it('gives each of many visitors at once the bytes that it gives one alone', async () => {
    const { port } = await fixture()
    const paths = ['/talk/', '/talk/?print', '/__lectern/first/talk', '/talk/assets/a.png', '/talk/assets/film.mp4']
    const alone = new Map<string, string>()
    for (const path of paths) alone.set(path, (await ask(port, path)).body)
    for (let round = 0; round < 50; round += 1) {
      const asked = Array.from({ length: 16 }, (_, index) => paths[(index * 7 + round) % paths.length] ?? '/')
      const bodies = await Promise.all(asked.map(async (path) => [path, (await ask(port, path)).body] as const))
      for (const [path, body] of bodies) expect(body === alone.get(path), path).toBe(true)
    }
  })

  it('never leads to another host', async () => {
    const { port } = await serve({ 'talk.md': '# One\n' })
    const targets = [
      '//evil.example/talk.md',
      '/\\evil.example',
      '/%5cevil.example/..',
      '//evil.example/..',
      '/talk%0d%0aLocation:x',
    ]
    for (const target of [
      ...targets,
      `//evil.example/?token=${tokens.speaker}`,
      `/%2f%2fevil.example/?token=${tokens.speaker}`,
    ]) {
      const { status, headers, body } = await ask(port, target)
      expect(status, target).toBeGreaterThanOrEqual(400)
      expect(headers.location).toBeUndefined()
      expect(body).not.toContain('evil')
    }
  })

  it('makes a token of an address a cookie, and the address clean', async () => {
    const { port } = await serve(files)
    const { status, headers } = await ask(port, `/talk/?a=1&token=${tokens.speaker}`)
    expect([status, headers.location]).toEqual([303, '/talk/?a=1'])
    expect(headers['set-cookie']).toBe(`lectern-${port}=${tokens.speaker}; HttpOnly; SameSite=Strict; Path=/`)
    const as = async (token: string) =>
      (await ask(port, '/talk/', { lines: [`Host: 127.0.0.1:${port}`, `Cookie: x=1; lectern-${port}=${token}`] })).body
    expect(await as(tokens.speaker)).toContain('NOTE-SECRET')
    for (const token of [tokens.viewer, 'wrong', '']) {
      const page = await as(token)
      expect(page).not.toContain('NOTE-SECRET')
      expect(page).not.toContain(tokens.speaker)
    }
    for (const query of [
      'token=',
      'token=x',
      `token=${tokens.speaker}x`,
      `token=${tokens.speaker}&token=${tokens.speaker}`,
    ])
      expect((await ask(port, `/talk/?${query}`)).status, query).toBe(403)
  })

  it('never takes a role away with a token of a weaker one', async () => {
    const { port } = await serve(files, { isOpen: false })
    const host = `Host: 127.0.0.1:${port}`
    const page = (cookies: string) => ask(port, '/talk/', { lines: [host, `Cookie: ${cookies}`] })
    const link = (token: string, cookies = '') =>
      ask(port, `/talk/?token=${token}`, { lines: [host, ...(cookies === '' ? [] : [`Cookie: ${cookies}`])] })
    const speaker = (await link(tokens.speaker)).headers['set-cookie']?.split(';')[0] ?? ''
    const again = await link(tokens.viewer, speaker)
    expect([again.status, again.headers.location, again.headers['set-cookie']]).toEqual([303, '/talk/', undefined])
    // Another site leads here without cookies; what is set then stands beside the speaker's own.
    const viewer = (await link(tokens.viewer)).headers['set-cookie']?.split(';')[0] ?? ''
    expect(viewer.split('=')[0]).not.toBe(speaker.split('=')[0])
    for (const cookies of [`${speaker}; ${viewer}`, `${viewer}; ${speaker}`])
      expect((await page(cookies)).body).toContain('NOTE-SECRET')
    // The other way round it is more.
    expect((await link(tokens.speaker, viewer)).headers['set-cookie']).toContain(speaker)
  })

  it('finds the good cookie among others of the same name', async () => {
    const { port } = await serve(files, { isOpen: false })
    const [name, good] = [`lectern-${port}`, `lectern-${port}=${tokens.speaker}`]
    for (const bad of [
      `${name}=x`,
      `${name}=`,
      name,
      `${name}=${tokens.viewer}`,
      `${name}=a=b`,
      `${name}=%`,
      'a;=;;=',
    ]) {
      for (const cookies of [`${bad}; ${good}`, `${good}; ${bad}`]) {
        const lines = [`Host: 127.0.0.1:${port}`, `Cookie: ${cookies}`]
        expect((await ask(port, '/talk/', { lines })).body, cookies).toContain('NOTE-SECRET')
      }
    }
    for (const cookies of [`x${good}`, `${name}x=${tokens.speaker}`, `lectern-${port + 1}=${tokens.speaker}`])
      expect((await ask(port, '/talk/', { lines: [`Host: 127.0.0.1:${port}`, `Cookie: ${cookies}`] })).status).toBe(403)
  })

  it('writes no secret into a page', async () => {
    const { port } = await serve(files)
    const lines = [`Host: 127.0.0.1:${port}`, `Cookie: lectern-${port}=${tokens.speaker}`]
    const { body } = await ask(port, '/talk/', { lines })
    expect(body).toContain('/__lectern/open?deck=talk')
    expect(body).not.toMatch(new RegExp(`${tokens.speaker}|${tokens.viewer}|token=`))
  })

  it('shows nothing to the network without a token', async () => {
    const { port } = await serve(files, { isOpen: false })
    for (const path of ['/', '/talk/', '/talk/assets/a.png', '/__lectern/first/talk']) {
      const { status, body } = await ask(port, path)
      expect([status, body]).toEqual([403, '403 Forbidden\n'])
    }
    const cookie = [`Host: 127.0.0.1:${port}`, `Cookie: lectern-${port}=${tokens.viewer}`]
    const page = await ask(port, '/talk/', { lines: cookie })
    expect(page.status).toBe(200)
    expect(page.body).not.toMatch(/NOTE-SECRET|speaker-/)
  })

  it('closes connections that trickle (slowloris), and answers others meanwhile', async () => {
    const { port } = await serve({ 'talk.md': '# One\n' }, { patienceMs: 500 })
    const slow = Array.from({ length: 200 }, () => {
      const socket = connect(port, '127.0.0.1')
      socket.on('error', () => undefined)
      socket.write('GET / HTTP/1.1\r\nHost: 127')
      return new Promise<void>((resolve) => socket.resume().on('close', () => resolve()))
    })
    for (let count = 0; count < 20; count += 1) expect((await ask(port, '/__lectern/none')).status).toBe(404)
    await Promise.all(slow)
  })

  it('gives other sites nothing to embed or read', async () => {
    const { port } = await serve(files)
    const host = `Host: 127.0.0.1:${port}`
    for (const site of ['cross-site', 'same-site']) {
      for (const mode of ['no-cors', 'cors', 'same-origin']) {
        const lines = [host, `Sec-Fetch-Site: ${site}`, `Sec-Fetch-Mode: ${mode}`]
        expect((await ask(port, '/talk/', { lines })).status).toBe(403)
        expect((await ask(port, '/talk/assets/a.png', { lines })).status).toBe(403)
      }
      const visit = [host, `Sec-Fetch-Site: ${site}`, 'Sec-Fetch-Mode: navigate']
      expect((await ask(port, '/talk/', { lines: visit })).status).toBe(200)
    }
    expect((await ask(port, '/talk/', { lines: [host, 'Origin: http://127.0.0.1:1'] })).status).toBe(403)
  })

  it('says why it cannot listen', async () => {
    const blocker = createServer().listen(0, '127.0.0.1')
    await new Promise((resolve) => blocker.once('listening', resolve))
    const address = blocker.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    await expect(serve({ 'talk.md': '# One\n' }, { port })).rejects.toThrow(`The port ${port} is in use.`)
    blocker.close()
  })
})

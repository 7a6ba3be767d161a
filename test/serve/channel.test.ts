import { describe, expect, it, onTestFinished } from 'vitest'
import WebSocket from 'ws'
import type { ServerMessage } from '../../src/model/protocol/live.js'
import { ask, parse, say } from './ask.js'
import { type Served, serve, tokens } from './served.js'

interface Connected {
  readonly socket: WebSocket
  readonly received: ServerMessage[]
  send(message: unknown): void
  /** The next message of a type. */
  next<Type extends ServerMessage['type']>(type: Type): Promise<Extract<ServerMessage, { type: Type }>>
  /** How it was closed. */
  readonly closed: Promise<number>
}

/** Opens a live connection; with a token as what is no browser, without one as a page of ours. */
async function connect({ port }: Pick<Served, 'port'>, token?: string): Promise<Connected> {
  const query = token === undefined ? '' : `&token=${token}`
  const socket = new WebSocket(`ws://127.0.0.1:${port}/__lectern/live?deck=talk${query}`, {
    headers: token === undefined ? { Origin: `http://127.0.0.1:${port}` } : {},
  })
  onTestFinished(() => socket.terminate())
  const received: ServerMessage[] = []
  const waiting = new Set<() => void>()
  socket.on('message', (data) => {
    received.push(JSON.parse(String(data)) as ServerMessage)
    for (const look of waiting) look()
  })
  socket.on('error', () => undefined)
  const closed = new Promise<number>((resolve) => socket.on('close', resolve))
  await new Promise((resolve, reject) => {
    socket.once('open', resolve)
    socket.once('error', reject)
  })
  let seen = 0
  return {
    socket,
    received,
    closed,
    send: (message) => socket.send(typeof message === 'string' ? message : JSON.stringify(message)),
    next: (type) =>
      new Promise((resolve) => {
        const look = (): void => {
          const index = received.findIndex((message, at) => at >= seen && message.type === type)
          const found = received[index]
          if (found === undefined) return
          seen = index + 1
          waiting.delete(look)
          resolve(found as Extract<ServerMessage, { type: typeof type }>)
        }
        waiting.add(look)
        look()
      }),
  }
}

const deck = (...slides: readonly string[]): string => slides.map((slide) => `# ${slide}\n`).join('\n---\n\n')

const upgrading = (port: number, lines: readonly string[]): string[] => [
  ...(lines.some((line) => /^host:/i.test(line)) ? [] : [`Host: 127.0.0.1:${port}`]),
  'Connection: Upgrade',
  'Upgrade: websocket',
  'Sec-WebSocket-Version: 13',
  'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
  ...lines,
]

describe('the live channel is closed before the upgrade', () => {
  it('for strangers, whatever they bring', async () => {
    const { port, server } = await serve({ 'talk.md': deck('One') })
    const path = (query: string): string => `/__lectern/live?deck=talk${query}`
    const ours = `Origin: http://127.0.0.1:${port}`
    const good = `&token=${tokens.speaker}`
    const encoded = `&token=%73${tokens.speaker.slice(1)}`
    const cases: [string, string[]][] = [
      ['', ['Origin: http://evil.example']],
      ['', []],
      ...['', 'x', `${tokens.speaker.slice(0, -1)}x`, `${tokens.speaker}x`].map((token): [string, string[]] => [
        `&token=${token}`,
        [ours],
      ]),
      [`${good}${good}`, [ours]],
      [encoded, [ours]],
      ['', [ours, `Sec-WebSocket-Protocol: ${tokens.speaker}`]],
      [good, ['Host: evil.example']],
      ...[
        `http://localhost:${port + 1}`,
        `https://127.0.0.1:${port}`,
        'null',
        `http://evil@127.0.0.1:${port}`,
        'http://[',
      ].map((origin): [string, string[]] => [good, [`Origin: ${origin}`]]),
      [good, [`Origin: http://192.168.0.7:${port}`]],
      [good, [`Origin: http://${'a'.repeat(8_000)}`]],
    ]
    for (const [query, lines] of cases) {
      const { status, body } = parse(
        await say(port, [`GET ${path(query)} HTTP/1.1`, ...upgrading(port, lines), '', ''].join('\r\n')),
      )
      expect([status, body], `${query} ${lines.join().slice(0, 80)}`).toEqual([403, ''])
    }
    for (const other of ['/__lectern/other', '/', '/talk/']) {
      const { status } = parse(
        await say(port, [`GET ${other} HTTP/1.1`, ...upgrading(port, [ours]), '', ''].join('\r\n')),
      )
      expect(status, other).toBe(404)
    }
    expect((await ask(port, path(''))).status).toBe(426)
    expect(server.windows()).toBe(0)
    // Lives, and lets its own in.
    await (await connect({ port })).next('welcome')
    await (await connect({ port }, tokens.speaker)).next('welcome')
    expect(server.windows()).toBe(2)
  })

  it('for a request with thousands of headers', async () => {
    const { port } = await serve({ 'talk.md': deck('One') })
    const many = Array.from({ length: 2_000 }, (_, index) => `X-${index}: y`)
    const lines = [
      `GET /__lectern/live?deck=talk HTTP/1.1`,
      ...upgrading(port, [`Origin: http://127.0.0.1:${port}`, ...many]),
      '',
      '',
    ]
    expect([400, 431]).toContain(parse(await say(port, lines.join('\r\n'))).status)
    await (await connect({ port })).next('welcome')
  })

  it('for a secret of an earlier start, but for the browser that has it as its cookie, and only on this machine', async () => {
    const former = 'former-former-former-former-form'
    const note = 'NOTE-SECRET'
    for (const isOpen of [true, false]) {
      const { port } = await serve({ 'talk.md': `# One\n\n<!-- ${note} -->\n` }, { isOpen, former: [former] })
      const origin = { Origin: `http://127.0.0.1:${port}` }
      const cookie = { Cookie: `lectern-${port}=${former}` }
      const live = `ws://127.0.0.1:${port}/__lectern/live?deck=talk`
      /** Hears all of the deck with notes, without, or is refused. */
      const sight = (headers: Readonly<Record<string, string>>, query = ''): Promise<string> =>
        new Promise((resolve) => {
          const socket = new WebSocket(live + query, { headers })
          onTestFinished(() => socket.terminate())
          socket.on('open', () => socket.send('{"type":"resync","slides":[]}'))
          socket.on('unexpected-response', () => resolve('refused'))
          socket.on('error', () => undefined)
          socket.on('message', (data) => {
            const text = String(data)
            if (text.includes('"resync"')) resolve(text.includes(note) ? 'notes' : 'slides')
          })
        })
      const token = `&token=${former}`
      expect(await sight({ ...origin, ...cookie })).toBe(isOpen ? 'notes' : 'refused')
      expect(await sight({ ...origin, ...cookie }, token)).toBe(isOpen ? 'notes' : 'refused')
      expect(await sight(origin, token)).toBe(isOpen ? 'slides' : 'refused')
      expect(await sight({}, token)).toBe('refused')
      expect(await sight(cookie, token)).toBe('refused')
      const lines = [`Host: 127.0.0.1:${port}`]
      const page = await ask(port, '/talk/', { lines: [...lines, `Cookie: ${cookie.Cookie}`] })
      expect([page.status, page.body.includes(note)]).toEqual(isOpen ? [200, true] : [403, false])
      const link = await ask(port, `/talk/?token=${former}`, { lines })
      expect([link.status, link.headers['set-cookie']]).toEqual([isOpen ? 303 : 403, undefined])
    }
  })

  it('for viewers of the network without their token', async () => {
    const { port } = await serve({ 'talk.md': deck('One') }, { isOpen: false })
    await expect(connect({ port })).rejects.toThrow('403')
    await (await connect({ port }, tokens.viewer)).next('welcome')
  })
})

describe('a window', () => {
  it('gets what changed, and only that', async () => {
    const served = await serve({ 'talk.md': deck('One', 'Two', 'Three') })
    const window = await connect(served, tokens.speaker)
    const { revision, session } = await window.next('welcome')
    window.send({ type: 'hello', revision })
    await served.write('talk.md', deck('One', 'Two, edited', 'Three'))
    const patch = await window.next('patch')
    expect([patch.from, patch.to, patch.edited]).toEqual([revision, revision + 1, 1])
    expect(patch.splices.map(({ at, remove, insert }) => [at, remove, insert.length])).toEqual([[1, 1, 1]])
    expect(patch.splices[0]?.insert[0]?.html).toMatch(/^<section class="lectern-slide".*Two, edited.*<\/section>$/s)
    expect([patch.css, patch.head]).toEqual([undefined, undefined])
    expect(patch.lines).toEqual([1, 5, 9])

    await served.write('talk.md', deck('Two, edited', 'Three', 'One'))
    const moved = await window.next('patch')
    expect(moved.splices.flatMap(({ insert }) => insert).every(({ html }) => html === undefined)).toBe(true)

    await served.write('talk.md', `---\ntitle: New\nsize: 4:3\n---\n\n${deck('Two, edited', 'Three', 'One')}`)
    const resized = await window.next('patch')
    expect(resized.head).toMatchObject({ title: 'New', size: { widthPx: 960, heightPx: 720 } })
    expect(resized.css).toContain('960px')
    expect(session).toMatch(/^[\w-]{16}$/)
  })

  it('that was asleep gets what it missed; one of another start, everything that it does not have', async () => {
    const served = await serve({ 'talk.md': deck('One', 'Two', 'Three') })
    const first = await connect(served, tokens.speaker)
    const { revision, session } = await first.next('welcome')
    const { hashes } = served.session.shown()
    first.socket.terminate()
    for (const text of ['a', 'b', 'c']) {
      await served.write('talk.md', deck('One', `Two ${text}`, 'Three'))
      await served.next(({ shown }) => shown.deck.slides[1]?.title === `Two ${text}`)
    }
    const again = await connect(served, tokens.speaker)
    again.send({ type: 'hello', session, revision, slides: hashes })
    const patch = await again.next('patch')
    expect([patch.from, patch.to]).toEqual([revision, revision + 3])
    expect(patch.splices.length).toBe(1)

    const stale = await connect(served, tokens.speaker)
    stale.send({ type: 'hello', session: 'another-start', revision, slides: hashes })
    const resync = await stale.next('resync')
    expect(resync.slides.map(({ html }) => html !== undefined)).toEqual([false, true, false])
    expect(resync.css).toBe(served.session.shown().css)

    again.send({ type: 'resync', slides: [] })
    expect((await again.next('resync')).slides.every(({ html }) => html !== undefined)).toBe(true)
  })

  it('of a viewer gets no notes; changed notes alone show nobody anything else', async () => {
    const served = await serve({ 'talk.md': `${deck('One')}\n<!-- a first secret -->\n` })
    const [speaker, viewer] = [await connect(served, tokens.speaker), await connect(served)]
    for (const window of [speaker, viewer])
      window.send({ type: 'hello', revision: (await window.next('welcome')).revision })
    await served.write('talk.md', `${deck('One')}\n<!-- another secret -->\n`)
    expect(JSON.stringify(await speaker.next('patch'))).toContain('another secret')
    expect(JSON.stringify(await viewer.next('patch'))).not.toContain('secret')
    viewer.send({ type: 'resync', slides: [] })
    expect(JSON.stringify(await viewer.next('resync'))).not.toContain('secret')
  })

  it('keeps the last good slides under an error, and is told when it is mended', async () => {
    const served = await serve({ 'talk.md': deck('One', 'Two') })
    const window = await connect(served)
    window.send({ type: 'hello', revision: (await window.next('welcome')).revision })
    await served.write('talk.md', `---\ntitle: [\n---\n\n${deck('One', 'Two')}`)
    const broken = await window.next('problems')
    expect(broken.problems.map(({ severity, code }) => [severity, code])).toEqual([['error', 'front-matter-invalid']])
    expect(served.session.shown().hashes.length).toBe(2)
    const late = await connect(served)
    expect((await late.next('welcome')).problems.length).toBe(1)
    await served.write('talk.md', deck('One', 'Two'))
    expect((await window.next('problems')).problems).toEqual([])
  })

  it('of a viewer hears what is wrong in no words of the author, and over the network nothing', async () => {
    const text = (place: string): string => `# One\n\n<!-- clas: SECRET ${place} -->\n\n![](SECRET.png)\n`
    for (const isOpen of [true, false]) {
      const served = await serve({ 'talk.md': text('first') }, { isOpen })
      const [speaker, viewer] = [await connect(served, tokens.speaker), await connect(served, tokens.viewer)]
      const heard = await speaker.next('welcome')
      expect(JSON.stringify(heard.problems)).toMatch(/sourceLine":"[^"]*SECRET first/)
      for (const window of [speaker, viewer]) window.send({ type: 'hello', revision: heard.revision })
      await served.write('talk.md', `${text('second')}\nMore.\n`)
      await Promise.all([speaker.next('patch'), viewer.next('patch')])
      await served.write('talk.md', `---\ntitle: [SECRET\n---\n${text('third')}`)
      const [, told] = await Promise.all([speaker.next('problems'), viewer.next('problems')])
      expect(JSON.stringify(viewer.received.map((one) => ('problems' in one ? one.problems : [])))).not.toContain(
        'SECRET',
      )
      const codes = told.problems.map(({ severity, code, place }) => [severity, code, place.line])
      const all = [
        ['error', 'front-matter-invalid', 2],
        ['warning', 'directive-unknown', 6],
        ['warning', 'image-missing', 8],
      ]
      expect(codes).toEqual(isOpen ? all : [])
    }
  })

  it('hears nothing of another deck', async () => {
    const served = await serve({ 'talk.md': deck('One') })
    await expect(connect({ port: served.port }, 'x')).rejects.toThrow('403')
    const socket = new WebSocket(`ws://127.0.0.1:${served.port}/__lectern/live?deck=other&token=${tokens.speaker}`)
    await new Promise((resolve) => socket.once('error', resolve))
  })
})

describe('the channel lives on when a window', () => {
  it('sends what is no message', async () => {
    const served = await serve({ 'talk.md': deck('One') })
    const hello = (revision: string): string => `{"type":"hello","revision":${revision}}`
    const texts = [
      ...['{', 'null', '[]', '"x"', '['.repeat(10_000), '{"type":"__proto__"}', '{"type":"constructor"}', '{}', '1'],
      ...['-1', '1e309', '1.5', '"1"', 'null', '{}', '9007199254740993'].map(hello),
      '{"type":"hello"}',
      '{"type":"hello","revision":1,"slides":"x"}',
      '{"type":"hello","revision":1,"slides":[1]}',
      '{"type":"hello","revision":1,"session":{}}',
      '{"type":"resync"}',
      '{"type":"painted","revision":1,"patchMs":null,"frameMs":1}',
      ...['goto', 'next', 'reload', 'end', 'setToken'].map((type) => `{"type":"${type}","slide":3}`),
    ]
    for (const text of texts) {
      const window = await connect(served)
      window.send(text)
      expect(await window.closed, text.slice(0, 60)).toBe(1008)
    }
    const binary = await connect(served)
    binary.socket.send(Buffer.from([1, 2, 3]), { binary: true })
    expect(await binary.closed).toBe(1008)
    const large = await connect(served)
    large.send('x'.repeat(20_000))
    expect(await large.closed).toBe(1009)
    const wrong = await connect(served)
    wrong.socket.send(Buffer.from([0xff, 0xfe, 0xfd]), { binary: false })
    expect(await wrong.closed).toBe(1007)
    expect(served.failures).toEqual([])
    await (await connect(served)).next('welcome')
  })

  it('sends thousands of messages', async () => {
    const served = await serve({ 'talk.md': deck('One') })
    const [noisy, quiet] = [await connect(served), await connect(served)]
    quiet.send({ type: 'hello', revision: (await quiet.next('welcome')).revision })
    for (let count = 0; count < 10_000; count += 1) noisy.send('{"type":"hello","revision":1}')
    expect(await noisy.closed).toBe(1008)
    await served.write('talk.md', deck('One, edited'))
    await quiet.next('patch')
  })

  it('stops reading', async () => {
    const served = await serve({ 'talk.md': deck('One') })
    const text = 'word '.repeat(40_000)
    const asleep = await Promise.all(Array.from({ length: 10 }, () => connect(served)))
    for (const window of asleep) {
      window.send({ type: 'hello', revision: (await window.next('welcome')).revision })
      window.socket.pause()
    }
    const awake = await connect(served)
    awake.send({ type: 'hello', revision: (await awake.next('welcome')).revision })
    await expect.poll(() => served.server.windows()).toBe(11)
    for (let count = 0; served.server.windows() > 1 && count < 200; count += 1) {
      await served.write('talk.md', `${deck(`One ${count}`)}\n${text}`)
      await awake.next('patch')
    }
    expect(served.server.windows()).toBe(1)
  })

  it('L9: comes and goes, politely or not, again and again', async () => {
    const served = await serve({ 'talk.md': deck('One') })
    for (let round = 0; round < 20; round += 1) {
      const windows = await Promise.all(Array.from({ length: 25 }, () => connect(served)))
      for (const [index, { socket }] of windows.entries()) index % 2 === 0 ? socket.terminate() : socket.close()
      await Promise.all(windows.map(({ closed }) => closed))
    }
    await expect.poll(() => served.server.windows()).toBe(0)
  })

  it('L3: is one of five hundred, and all follow one save with one build', async () => {
    const served = await serve({ 'talk.md': deck('One') })
    const windows = await Promise.all(Array.from({ length: 500 }, () => connect(served)))
    for (const window of windows) window.send({ type: 'hello', revision: (await window.next('welcome')).revision })
    const builds = served.updates.length
    await served.write('talk.md', deck('One, edited'))
    await Promise.all(windows.map((window) => window.next('patch')))
    expect(served.updates.length).toBe(builds + 1)
  })

  it('is one more than there may be', async () => {
    const served = await serve({ 'talk.md': deck('One') })
    for (let count = 0; count < 1_000; count += 100)
      await Promise.all(Array.from({ length: 100 }, () => connect(served)))
    await expect(connect(served)).rejects.toThrow('503')
  })
})

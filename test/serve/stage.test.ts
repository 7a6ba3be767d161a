// The stage of `lectern present`, asked over real connections by those who may and those who may not.
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { readFile, writeFile } from 'node:fs/promises'
import { request } from 'node:http'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { onePixel } from '../load/pictures.js'
import { connect, cookieOf, presentDeck, shows, stateAt, upgradeStatus } from './presented.js'

const deck = { 'talk.md': '# One\n\n<!-- SECRET note -->\n\n---\n\n# Two\n\n---\n\n# Three' }

const get = (url: string, headers: Readonly<Record<string, string>> = {}, method = 'GET'): Promise<Response> =>
  fetch(url, { headers, method, redirect: 'manual' })

describe('Pages', () => {
  test('a link is good for one device, and its token leaves the address; notes go to speaker and remote only', async () => {
    const { link, origin, audience, said } = await presentDeck(deck, { args: ['--host', '0.0.0.0'] })
    const first = await get(link)
    expect([first.status, first.headers.get('location')]).toEqual([303, '/talk/presenter'])
    const cookie = first.headers.get('set-cookie') ?? ''
    expect(cookie).toMatch(/^lectern-\d+=[\w-]{32}; HttpOnly; SameSite=Strict; Path=\/$/)
    expect((await get(link)).status).toBe(403)
    const speaker = { Cookie: cookie.split(';')[0] ?? '' }
    // Whoever has used the link gets to its page with it, without the token.
    expect((await get(link, speaker)).headers.get('location')).toBe('/talk/presenter')
    expect((await (await get(`${origin}/talk/presenter`, speaker)).text()).includes('SECRET')).toBe(true)
    expect((await (await get(`${origin}/talk/`, speaker)).text()).includes('SECRET')).toBe(false)
    const viewer = { Cookie: await cookieOf(audience) }
    const page = await get(`${origin}/talk/`, viewer)
    const html = await page.text()
    expect(html.includes('One')).toBe(true)
    // The script knows what a token is; the page has none.
    expect(/SECRET|token=|lectern-\d+=/.test(html.replace(/<script>[\s\S]*?<\/script>/, ''))).toBe(false)
    for (const secret of [...said().matchAll(/token=([\w-]+)/g)].map(([, token]) => token ?? '')) {
      expect(html.includes(secret)).toBe(false)
    }
    for (const path of ['presenter', 'remote']) {
      const refused = await get(`${origin}/talk/${path}`, viewer)
      expect([refused.status, (await refused.text()).includes('SECRET')]).toEqual([403, false])
    }
    expect((await get(`${origin}/talk/`)).status).toBe(403)
    expect((await get(`${origin}/talk/presenter`)).status).toBe(403)
    // The phone's code comes from the speaker only, by a page of ours only.
    const pair = `${origin}/talk/pair`
    expect((await get(pair, { ...viewer, Origin: origin }, 'POST')).status).toBe(403)
    expect((await get(pair, { ...speaker, Origin: 'http://evil.example' }, 'POST')).status).toBe(403)
    expect((await get(pair, speaker, 'POST')).status).toBe(403)
    expect((await get(pair, speaker)).status).toBe(405)
    const { url } = (await (await get(pair, { ...speaker, Origin: origin }, 'POST')).json()) as { url: string }
    const phone = { Cookie: await cookieOf(url) }
    expect((await (await get(`${origin}/talk/remote`, phone)).text()).includes('SECRET')).toBe(true)
    expect((await get(`${origin}/talk/presenter`, phone)).status).toBe(403)
  })

  test('the links of others take nothing from whoever is more already', async () => {
    const { link, origin, audience } = await presentDeck(deck, { args: ['--host', '0.0.0.0'] })
    const speaker = await cookieOf(link)
    const { url } = (await (await get(`${origin}/talk/pair`, { Cookie: speaker, Origin: origin }, 'POST')).json()) as {
      url: string
    }
    // In the speaker's browser: the audience's link, and a phone's, which stays good for the phone.
    for (const other of [audience, url]) {
      const { status, headers } = await get(other, { Cookie: speaker })
      expect([status, headers.get('set-cookie')], other).toEqual([303, null])
    }
    const phone = await cookieOf(url)
    expect((await get(url)).status).toBe(403)
    expect((await get(audience, { Cookie: phone })).headers.get('set-cookie')).toBe(null)
    // Led there by another site, which brings no cookies, a browser keeps what it had beside the new one.
    const viewer = await cookieOf(audience)
    for (const [page, cookie] of [
      ['presenter', speaker],
      ['remote', phone],
    ] as const) {
      for (const cookies of [`${cookie}; ${viewer}`, `${viewer}; ${cookie}`])
        expect((await get(`${origin}/talk/${page}`, { Cookie: cookies })).status, page).toBe(200)
    }
    expect(new Set([speaker, phone, viewer].map((cookie) => cookie.split('=')[0])).size).toBe(3)
  })

  test('nobody hears of the deck as it is written', async () => {
    const { folder, link, origin, port, audience } = await presentDeck(
      { ...deck, 'secret.png': onePixel },
      { args: ['--host', '0.0.0.0'] },
    )
    const cookies = [await cookieOf(link), await cookieOf(audience)]
    const speaker = await connect(origin, cookies[0] ?? '')
    await writeFile(join(folder, 'talk.md'), '# UNPRESENTED\n\n![](secret.png)')
    await speaker.next(({ type }) => type === 'deck')
    const hash = createHash('sha256').update(onePixel).digest('base64url').slice(0, 22)
    for (const cookie of cookies) {
      const headers = { Origin: origin, Cookie: cookie }
      expect(await upgradeStatus(`ws://localhost:${port}/__lectern/live?deck=talk`, headers)).toBe(404)
      for (const path of ['/__lectern/live?deck=talk', '/__lectern/first/talk', `/__lectern/files/talk/${hash}/a.png`])
        expect((await get(origin + path, { Cookie: cookie })).status, path).toBe(404)
      for (const path of ['/talk/', '/', '/talk', '/talk.md']) {
        const { url } = await fetch(origin + path, { headers: { Cookie: cookie } })
        expect(url, path).toBe(`${origin}/talk/`)
      }
      expect(await (await get(`${origin}/talk/`, { Cookie: cookie })).text()).not.toContain('UNPRESENTED')
    }
  })

  test('every page has the headers that keep it to itself', async () => {
    const { link, origin } = await presentDeck(deck)
    const cookie = await cookieOf(link)
    for (const path of ['/talk/', '/talk/presenter', '/talk/remote', '/talk/nothing', '/__lectern/stage']) {
      const { headers } = await get(origin + path, { Cookie: cookie })
      expect(headers.get('content-security-policy'), path).toMatch(/default-src 'none'.*frame-ancestors 'none'/)
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('referrer-policy')).toBe('no-referrer')
      expect(headers.get('cross-origin-opener-policy')).toBe('same-origin')
      expect(headers.get('cross-origin-resource-policy')).toBe('same-origin')
      expect(headers.get('cache-control')).toBe('no-store')
      expect(headers.get('x-powered-by')).toBeNull()
    }
  })
})

describe('Connections', () => {
  test('strangers are refused before anything is agreed on', async () => {
    const { link, origin, port, audience } = await presentDeck(deck, { args: ['--host', '0.0.0.0'] })
    const cookie = await cookieOf(link)
    const url = `ws://localhost:${port}/__lectern/stage`
    const viewer = new URL(audience).searchParams.get('token') ?? ''
    const ours = { Origin: origin, Cookie: cookie }
    expect(await upgradeStatus(url, ours)).toBe(101)
    expect(await upgradeStatus(url, { Origin: 'http://evil.example' })).toBe(403)
    expect(await upgradeStatus(url, {})).toBe(403)
    expect(await upgradeStatus(url, { Cookie: cookie })).toBe(403)
    const wrong = `${viewer.slice(0, -1)}${viewer.endsWith('A') ? 'B' : 'A'}`
    const tokens = [
      '',
      wrong,
      `${viewer}x`,
      `${viewer}&token=${viewer}`,
      encodeURIComponent('%') + viewer,
      `%${viewer.charCodeAt(0).toString(16)}${viewer.slice(1)}`,
    ]
    for (const token of tokens)
      expect(await upgradeStatus(`${url}?token=${token}`, { Origin: origin }), token).toBe(403)
    expect(await upgradeStatus(url, { Origin: origin }, viewer)).toBe(403)
    for (const host of ['evil.example', `evil.example:${port}`, `localhost.evil.example:${port}`]) {
      expect(await upgradeStatus(url, { ...ours, Host: host }), host).toBe(403)
    }
    const origins = [
      `http://localhost:${port + 1}`,
      `https://localhost:${port}`,
      'null',
      `http://evil@localhost:${port}`,
      'http://[',
      `http://192.168.0.7:${port}`,
      'x'.repeat(8_000),
    ]
    for (const one of origins) expect(await upgradeStatus(url, { ...ours, Origin: one }), one.slice(0, 40)).toBe(403)
    expect((await get(`${origin}/__lectern/stage`, ours)).status).toBe(426)
    const many = Object.fromEntries(Array.from({ length: 1_000 }, (_, index) => [`x${index}`, '']))
    expect(await upgradeStatus(url, { ...ours, ...many })).toBe(431)
    expect(await upgradeStatus(url, ours)).toBe(101)
  })

  test('who only follows changes nothing and is shown out; others are not moved', async () => {
    const { link, origin } = await presentDeck(deck)
    const speaker = await connect(origin, await cookieOf(link))
    speaker.say(stateAt(1, 5))
    const others = await Promise.all(
      Array.from({ length: 5 }, () => connect(origin, '', '/__lectern/stage?for=audience')),
    )
    for (const other of others) await other.next(shows(1))
    const tries = [
      stateAt(2, 999),
      { type: 'update' },
      { type: 'laser', at: { x: 1, y: 1 } },
      { type: 'ink', ink: [] },
      { type: 'goto', slide: 3 },
      { type: 'next' },
      { type: 'reload' },
      { type: 'end' },
      { type: 'setToken' },
    ]
    for (const message of tries) {
      const viewer = await connect(origin, '')
      viewer.say(message)
      expect(await viewer.closed, JSON.stringify(message)).toBe(1008)
    }
    speaker.say(stateAt(0, 6))
    for (const other of others) {
      await other.next(shows(0))
      expect(other.heard.some(shows(2))).toBe(false)
      expect(other.heard.filter(({ type }) => type === 'laser' || type === 'ink' || type === 'reload')).toEqual([])
    }
  })

  test('frames that are no message end the connection and change nothing', async () => {
    const { link, origin } = await presentDeck(deck)
    const cookie = await cookieOf(link)
    const speaker = await connect(origin, cookie)
    speaker.say(stateAt(1, 1))
    const slides = [-1, 1.5, '1', null, {}, 2 ** 53, undefined]
    const frames: (string | Buffer)[] = [
      '{',
      'null',
      '[]',
      '"x"',
      '['.repeat(100_000),
      '{"type":"__proto__"}',
      '{"type":"constructor"}',
      '{"type":"state","stamp":{"count":9,"by":"x"},"state":{"place":{"slide":1e309,"step":0},"timer":{"countedMs":0}}}',
      Buffer.from([0xff, 0xfe]),
      ...slides.map((slide) =>
        JSON.stringify({ ...stateAt(2, 99), state: { ...stateAt(2, 99).state, place: { slide, step: 0 } } }),
      ),
    ]
    for (const frame of frames) {
      const window = await connect(origin, cookie)
      window.socket.send(frame)
      expect([1007, 1008], String(frame).slice(0, 60)).toContain(await window.closed)
    }
    const bad = await connect(origin, cookie)
    // A text frame whose bytes are not UTF-8.
    ;(bad.socket as unknown as { _socket: { write(bytes: Buffer): void } })._socket.write(
      Buffer.from([0x81, 0x82, 0, 0, 0, 0, 0xff, 0xfe]),
    )
    expect([1006, 1007]).toContain(await bad.closed)
    const late = await connect(origin, '')
    await late.next(shows(1))
  })

  test('who says too much is shown out, and nobody else waits for it', async () => {
    const { link, origin } = await presentDeck(deck)
    const cookie = await cookieOf(link)
    const [speaker, flood, viewer] = await Promise.all([
      connect(origin, cookie),
      connect(origin, cookie),
      connect(origin, ''),
    ])
    for (let index = 0; index < 5_000; index++) flood.say({ type: 'laser', at: { x: 1, y: 1 } })
    speaker.say(stateAt(2, 5))
    await viewer.next(shows(2))
    expect(await flood.closed).toBe(1008)
  })

  test('two hundred moves in a row end at the last, in order, for early and late windows', async () => {
    const { link, origin } = await presentDeck(deck)
    const speaker = await connect(origin, await cookieOf(link))
    const viewers = await Promise.all(Array.from({ length: 8 }, () => connect(origin, '')))
    for (let slide = 1; slide <= 200; slide++) speaker.say(stateAt(slide, slide))
    for (const viewer of viewers) {
      await viewer.next(shows(200))
      const seen = viewer.heard.flatMap((message) => (message.type === 'state' ? [message.state.place.slide] : []))
      expect(seen).toEqual([...seen].sort((a, b) => a - b))
      expect(seen.at(-1)).toBe(200)
    }
    await (await connect(origin, '')).next(shows(200))
  })

  test('a presenter of a talk that has ended is refused, and not taken for somebody who follows', async () => {
    const { origin, port } = await presentDeck(deck)
    const stale = { Origin: origin, Cookie: `lectern-${port}=${'x'.repeat(32)}` }
    for (const role of ['presenter', 'remote'])
      expect(await upgradeStatus(`ws://localhost:${port}/__lectern/stage?for=${role}`, stale)).toBe(403)
    expect((await get(`${origin}/talk/presenter`, stale)).status).toBe(403)
    expect(await upgradeStatus(`ws://localhost:${port}/__lectern/stage?for=audience`, stale)).toBe(101)
  })

  test('two who give the talk end in one state', async () => {
    const { link, origin } = await presentDeck(deck)
    const cookie = await cookieOf(link)
    const [a, b, viewer] = await Promise.all([connect(origin, cookie), connect(origin, cookie), connect(origin, '')])
    a.say(stateAt(1, 7, 'a'))
    b.say(stateAt(2, 7, 'b'))
    // Whatever came first, the greater name wins, and whoever lost is told.
    await Promise.all([a.next(shows(2)), viewer.next(shows(2))])
    const late = await connect(origin, '')
    await late.next(shows(2))
  })
})

describe('A server that ends', () => {
  test('killed and started again, it goes on where it was, for everybody', async () => {
    const before = await presentDeck(deck, { args: ['--host', '0.0.0.0'] })
    const cookie = await cookieOf(before.link)
    const viewerCookie = await cookieOf(before.audience)
    const speaker = await connect(before.origin, cookie)
    speaker.say(stateAt(2, 9))
    await (await connect(before.origin, viewerCookie)).next(shows(2))
    await expect
      .poll(async () => (await readFile(await recordIn(before.folder), 'utf8').catch(() => '')).includes('"count":9'), {
        timeout: 5_000,
      })
      .toBe(true)
    before.process.kill('SIGKILL')
    await before.ended
    const after = await presentDeck(deck, { args: ['--host', '0.0.0.0'], folder: before.folder, port: before.port })
    expect(after.said()).toContain('resuming where it stopped')
    await (await connect(after.origin, viewerCookie)).next(shows(2))
    const again = await connect(after.origin, cookie)
    again.say(stateAt(0, 10))
    await (await connect(after.origin, viewerCookie)).next(shows(0))
    // One that was stopped leaves nothing behind: old cookies are strangers, and the talk begins anew.
    after.process.kill('SIGINT')
    expect(await after.ended).toBe(0)
    const fresh = await presentDeck(deck, { args: ['--host', '0.0.0.0'], folder: before.folder, port: before.port })
    expect(
      await upgradeStatus(`ws://localhost:${fresh.port}/__lectern/stage`, { Origin: fresh.origin, Cookie: cookie }),
    ).toBe(403)
    const viewer = await connect(fresh.origin, await cookieOf(fresh.audience))
    const welcome = await viewer.next(({ type }) => type === 'welcome')
    expect(welcome).not.toHaveProperty('state')
  })
})

test('a deck that was changed is offered, shown when the speaker says so, and until then as it was', async () => {
  const { folder, link, origin } = await presentDeck(deck)
  const cookie = await cookieOf(link)
  const speaker = await connect(origin, cookie)
  const viewer = await connect(origin, '')
  await writeFile(join(folder, 'talk.md'), '# Another\n\n---\n\n# Two')
  await speaker.next(({ type }) => type === 'deck')
  expect((await (await get(`${origin}/talk/`)).text()).includes('Another')).toBe(false)
  expect(viewer.heard.some(({ type }) => type === 'deck' || type === 'reload')).toBe(false)
  speaker.say({ type: 'update' })
  await Promise.all([speaker, viewer].map((one) => one.next(({ type }) => type === 'reload')))
  expect((await (await get(`${origin}/talk/`)).text()).includes('Another')).toBe(true)
})

test('with --live every save is shown; a deck with an error is not', async () => {
  const { folder, origin } = await presentDeck(deck, { args: ['--live'] })
  const viewer = await connect(origin, '')
  await writeFile(join(folder, 'talk.md'), '---\ntheme: nothing-like-it\n---\n# Broken')
  await writeFile(join(folder, 'talk.md'), '# Better')
  await viewer.next(({ type }) => type === 'reload')
  expect((await (await get(`${origin}/talk/`)).text()).includes('Better')).toBe(true)
})

test('a deck with errors, or more than one deck, is not presented', async () => {
  const bad = await startAndEnd({ 'talk.md': '---\ntheme: nothing-like-it\n---\n# x' })
  expect([bad.code, bad.said.includes('theme-unknown')]).toEqual([1, true])
  const two = await startAndEnd({ 'slides/a/deck.md': '# a', 'slides/b/deck.md': '# b' }, [])
  expect([two.code, two.said.includes('There are 2 decks')]).toEqual([2, true])
})

test('options that would do nothing are refused, and a folder without a deck says how to go on', async () => {
  const talk = { 'talk.md': '# x' }
  const idle = await startAndEnd(talk, ['talk.md', '--write-times'])
  expect([idle.code, idle.said]).toEqual([2, expect.stringContaining('Add `--rehearse`.')])
  const pdf = await startAndEnd(talk, ['talk.md', '--drawings', 'drawn.pdf'])
  expect([pdf.code, pdf.said]).toEqual([2, expect.stringContaining('Drawings are written as HTML')])
  const none = await startAndEnd(talk, [])
  expect([none.code, none.said]).toEqual([2, expect.stringContaining('lectern present talk.md')])
})

async function startAndEnd(
  files: Readonly<Record<string, string>>,
  args: readonly string[] = ['talk.md'],
): Promise<{ code: number | null; said: string }> {
  const { folderWith, lectern } = await import('../cli/lectern.js')
  const cwd = await folderWith(files)
  const { code, err } = await lectern(['present', ...args, '--port', '0'], { cwd })
  return { code, said: err }
}

async function recordIn(folder: string): Promise<string> {
  const { readdir } = await import('node:fs/promises')
  const found = (await readdir(folder, { recursive: true })).find((name) => /present-[0-9a-f]+\.json$/.test(name))
  return join(folder, found ?? 'none')
}

test('the port does not answer other names, and the process lives through it', async () => {
  const { port, origin } = await presentDeck(deck)
  const asked = request({ port, path: '/talk/', headers: { Host: 'evil.example' } })
  asked.end()
  const [response] = (await once(asked, 'response')) as [{ statusCode: number }]
  expect(response.statusCode).toBe(403)
  expect((await get(`${origin}/talk/`)).status).toBe(200)
})

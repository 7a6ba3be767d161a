// What the stage does with those who want more of it than they may have: in this process, each window over a real connection.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { Access } from '../../src/serve/http/access.js'
import { openStage, type Shows, type Stage } from '../../src/serve/talk/stage.js'
import { type Connected, connect, shows, stateAt } from './presented.js'

const secrets = { speaker: 'speaker-speaker-speaker-speaker', remote: 'remote-remote-remote-remote-remo' }

interface Opened {
  readonly stage: Stage
  readonly changes: Shows[]
  /** Connects as somebody; a viewer when nobody is named. */
  as(role?: keyof typeof secrets): Promise<Connected>
}

async function open(): Promise<Opened> {
  const access: Access = { tokens: new Map(Object.entries(secrets)) as Access['tokens'], isOpen: true, hosts: [] }
  const changes: Shows[] = []
  let port = 0
  const stage = openStage({
    access,
    port: () => port,
    deck: () => ({ id: 'deck', revision: 1, latest: 1 }),
    update: () => undefined,
    changed: (one) => changes.push(one),
  })
  const server = createServer()
  server.on('upgrade', stage.upgrade)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  port = (server.address() as AddressInfo).port
  onTestFinished(() => {
    stage.close()
    server.closeAllConnections()
    server.close()
  })
  const origin = `http://127.0.0.1:${port}`
  return {
    stage,
    changes,
    as: async (role) => {
      const one = await connect(origin, role === undefined ? '' : `lectern-${port}=${secrets[role]}`)
      onTestFinished(() => one.socket.terminate())
      return one
    },
  }
}

const hello = (slide: number, count: number) => ({ ...stateAt(slide, count), type: 'hello', ink: [] })
const stroke = (points: number) => ({
  kind: 'draw',
  from: 0,
  stroke: { id: `s${points}`, slide: 0, colour: 1, width: 2, points: Array.from({ length: points }, () => 1) },
})

describe('a follower', () => {
  it('changes nothing by a hello that claims another place, drawings or a newer state', async () => {
    const { stage, changes, as } = await open()
    const [speaker, other, follower] = [await as('speaker'), await as(), await as()]
    speaker.say(stateAt(1, 5))
    await Promise.all([other, follower].map((one) => one.next(shows(1))))
    const welcomes = () => follower.heard.filter(({ type }) => type === 'welcome').length
    const before = welcomes()
    follower.say({ ...hello(2, 999), ink: [stroke(4)] })
    await expect.poll(welcomes).toBe(before + 1)
    expect([changes.length, stage.shows()?.state.place.slide, stage.shows()?.stamp.count]).toEqual([1, 1, 5])
    speaker.say(stateAt(3, 6))
    await Promise.all([other, follower].map((one) => one.next(shows(3))))
    expect(other.heard.some(shows(2)) || other.heard.some(({ type }) => type === 'ink')).toBe(false)
  })

  it('may say hello ten times a second, and a kilobyte or so', async () => {
    const { as } = await open()
    const [fast, long, pinging, quiet] = [await as(), await as(), await as(), await as()]
    for (let count = 0; count < 30; count++) fast.say(hello(0, 0))
    expect(await fast.closed).toBe(1008)
    long.say({ ...hello(0, 0), more: 'x'.repeat(20_000) })
    expect(await long.closed).toBe(1009)
    for (let count = 0; count < 30; count++) pinging.socket.ping()
    expect(await pinging.closed).toBe(1008)
    quiet.say(hello(0, 0))
    await quiet.next(({ type }) => type === 'welcome')
  })
})

describe('whoever gives the talk', () => {
  it('is told the newer state when theirs is stale, and moves nobody with it', async () => {
    const { stage, as } = await open()
    const [speaker, late, viewer] = [await as('speaker'), await as('remote'), await as()]
    speaker.say(stateAt(4, 9))
    await Promise.all([late, viewer].map((one) => one.next(shows(4))))
    for (const stale of [stateAt(2, 8), hello(2, 3), stateAt(2, 9, 'a')]) {
      const before = late.heard.length
      late.say(stale)
      await expect.poll(() => late.heard.slice(before).some((one) => one.type === 'state' && shows(4)(one))).toBe(true)
    }
    expect([stage.shows()?.state.place.slide, viewer.heard.some(shows(2))]).toEqual([4, false])
  })

  it('may draw in large messages, up to half a megabyte', async () => {
    const { stage, as } = await open()
    const [speaker, viewer] = [await as('speaker'), await as()]
    speaker.say(stateAt(0, 1))
    const large = { type: 'ink', ink: Array.from({ length: 40 }, (_, index) => stroke(3_000 + index)) }
    expect(JSON.stringify(large).length).toBeGreaterThan(200_000)
    speaker.say(large)
    await viewer.next(({ type }) => type === 'ink')
    expect(stage.shows()?.ink).toBeDefined()
    speaker.say(`"${'x'.repeat(600_000)}"`)
    expect(await speaker.closed).toBe(1009)
  })
})

describe('a message in pieces', () => {
  it('ends the connection when there are too many of them, whoever sends it', async () => {
    const { as } = await open()
    for (const [role, pieces] of [
      [undefined, 30],
      ['speaker', 70],
    ] as const) {
      const one = await as(role)
      for (let count = 0; count < pieces; count++) one.socket.send('x', { fin: false })
      expect(await one.closed, String(role)).toBe(1008)
    }
  })

  it('is one message when there are few', async () => {
    const { as } = await open()
    const [speaker, viewer] = [await as('speaker'), await as()]
    const text = JSON.stringify(stateAt(1, 1))
    for (let at = 0; at < 4; at++)
      speaker.socket.send(text.slice((at * text.length) / 4, ((at + 1) * text.length) / 4), { fin: at === 3 })
    await viewer.next(shows(1))
  })

  it('ends the connection when one piece trickles in byte by byte', async () => {
    const { as } = await open()
    const one = await as()
    const { _socket: raw } = one.socket as unknown as { _socket: { write(bytes: Buffer, done: () => void): void } }
    const write = (bytes: Buffer): Promise<void> => new Promise((resolve) => raw.write(bytes, resolve))
    // A masked text of 10,000 bytes is announced, and hardly any of it sent.
    await write(Buffer.from([0x81, 0xfe, 0x27, 0x10, 0, 0, 0, 0]))
    let isClosed = false
    void one.closed.then(() => {
      isClosed = true
    })
    for (let count = 0; count < 2_000 && !isClosed; count++) {
      await write(Buffer.from('x'))
      await new Promise(setImmediate)
    }
    expect(await one.closed).toBe(1008)
  })
})

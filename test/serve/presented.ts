// A talk given by the real command in a process of its own.
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { onTestFinished } from 'vitest'
import WebSocket from 'ws'
import type { ShowMessage, ShowState, Stamp } from '../../src/model/protocol/show.js'
import { command } from '../cli/lectern.js'

export interface Presented {
  readonly folder: string
  readonly process: ChildProcess
  readonly port: number
  readonly origin: string
  /** The speaker's link, good once. */
  readonly link: string
  /** Links for the audience, with their token when there is one. */
  readonly audience: string
  /** What the command has said so far. */
  said(): string
  /** The exit code, when it has ended. */
  readonly ended: Promise<number | null>
}

export interface PresentOptions {
  readonly args?: readonly string[]
  /** Goes on in the folder of another one. */
  readonly folder?: string
  readonly port?: number
}

/** Starts `lectern present` with these files; the first is the deck. */
export async function presentDeck(
  files: Readonly<Record<string, string | Uint8Array>>,
  { args = [], folder: known, port: wanted = 0 }: PresentOptions = {},
): Promise<Presented> {
  const folder = known ?? (await mkdtemp(join(tmpdir(), 'lectern-present-')))
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true })
    await writeFile(join(folder, name), content)
  }
  const deck = Object.keys(files)[0] ?? 'talk.md'
  const child = spawn(process.execPath, [command, 'present', deck, '--port', String(wanted), ...args], {
    cwd: folder,
    env: { ...process.env, NO_COLOR: '1', XDG_CACHE_HOME: join(folder, 'cache') },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve))
  onTestFinished(async () => {
    child.kill('SIGKILL')
    await ended
    if (known === undefined) await rm(folder, { recursive: true, force: true })
  })
  const ready = new Promise<void>((resolve) => {
    child.stdout?.on('data', (chunk) => (said += chunk))
    child.stderr?.on('data', (chunk) => {
      said += chunk
      if (/Press Ctrl\+C to end|more codes[\s\S]*\n\n/.test(said)) resolve()
    })
  })
  await Promise.race([ready, ended])
  const link = /Presenter\s+(\S+)/.exec(said)?.[1] ?? ''
  const audience = /Audience\s+(\S+)/.exec(said)?.[1] ?? ''
  const port = Number(new URL(link).port)
  return { folder, process: child, port, origin: `http://localhost:${port}`, link, audience, said: () => said, ended }
}

/** Uses a link up: gives the cookie of the device. */
export async function cookieOf(link: string): Promise<string> {
  const answer = await fetch(link, { redirect: 'manual' })
  return answer.headers.get('set-cookie')?.split(';')[0] ?? ''
}

export interface Connected {
  readonly socket: WebSocket
  /** Everything heard, in order. */
  readonly heard: ShowMessage[]
  /** The first message that fits, also one that came already. */
  next<Message extends ShowMessage>(fits: (message: ShowMessage) => message is Message): Promise<Message>
  next(fits: (message: ShowMessage) => boolean): Promise<ShowMessage>
  say(message: unknown): void
  /** Code with which the connection was closed. */
  readonly closed: Promise<number>
}

/** Connects a window with the stage; it says that a page at `from` does so. */
export async function connect(
  origin: string,
  cookie: string,
  path = '/__lectern/stage',
  from = origin,
): Promise<Connected> {
  const headers = { Origin: from, ...(cookie === '' ? {} : { Cookie: cookie }) }
  const socket = new WebSocket(`${origin.replace('http', 'ws')}${path}`, { headers })
  const heard: ShowMessage[] = []
  const waiting = new Set<() => void>()
  socket.on('message', (data) => {
    heard.push(JSON.parse(String(data)) as ShowMessage)
    for (const look of waiting) look()
  })
  const closed = new Promise<number>((resolve) => socket.on('close', resolve))
  await new Promise<void>((resolve, reject) => {
    socket.on('open', resolve)
    socket.on('error', reject)
  })
  const next = (fits: (message: ShowMessage) => boolean): Promise<ShowMessage> =>
    new Promise((resolve) => {
      const look = (): void => {
        const found = heard.find(fits)
        if (found === undefined) return
        waiting.delete(look)
        resolve(found)
      }
      waiting.add(look)
      look()
    })
  return {
    socket,
    heard,
    next: next as Connected['next'],
    say: (message) => socket.send(typeof message === 'string' ? message : JSON.stringify(message)),
    closed,
  }
}

/** Status that an upgrade is refused with; 101 when it is not. */
export function upgradeStatus(
  url: string,
  headers: Readonly<Record<string, string>>,
  protocols?: string,
): Promise<number> {
  return new Promise((resolve) => {
    const socket = new WebSocket(url, protocols ?? [], { headers })
    socket.on('open', () => {
      resolve(101)
      socket.terminate()
    })
    socket.on('unexpected-response', (_, { statusCode }) => resolve(statusCode ?? 0))
    socket.on('error', () => resolve(0))
  })
}

/** A state at a place. */
export function stateAt(slide: number, count: number, by = 'test'): { type: 'state'; stamp: Stamp; state: ShowState } {
  const state: ShowState = { place: { slide, step: 0 }, blank: '', scheme: '', timer: { countedMs: 0 } }
  return { type: 'state', stamp: { count, by }, state }
}

/** True for a message that shows this slide (0-based). */
export const shows =
  (slide: number) =>
  (message: ShowMessage): boolean =>
    (message.type === 'state' || message.type === 'welcome') && message.state?.place.slide === slide

// What both channels ask of every window, so that no window costs the others more than its share: how many there are, how
// much and how often they say something, in how many pieces, whether they read, and whether they live.
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import type { Role } from '../http/access.js'
import { disconnect } from './disconnect.js'

/** A window that is connected. */
export interface Window {
  readonly socket: WebSocket
  readonly role: Role
  /** True when it has answered since it was last asked whether it lives. */
  isAlive: boolean
  /** Messages and pings of this second. */
  messages: number
}

/** What a window may cost. */
export interface Limits {
  readonly messagesPerSecond: number
  /** Largest message. */
  readonly frameBytes: number
}

export interface WindowsOptions<One extends Window> {
  readonly limitsOf: (role: Role) => Limits
  /** Called when a window is there. */
  readonly opened: (window: One) => void
  /** Takes a text; false shows the window out. */
  readonly heard: (window: One, text: string) => boolean
  readonly eachSecond?: () => void
}

/** The windows of a channel. */
export interface Windows<One extends Window> {
  readonly all: ReadonlySet<One>
  /** Agrees on a connection, or refuses it with 503 when there are too many; `make` adds what the channel knows of it. */
  admit(upgrade: Upgrade, role: Role, make: (window: Window) => One): void
  /** Sends a text. A window that does not read is let go; what may be lost is not sent to one that reads slowly. */
  send(window: One, text: string, mayBeLost?: boolean): void
  close(): void
}

/** A request to become a connection. */
export interface Upgrade {
  readonly request: IncomingMessage
  readonly socket: Duplex
  readonly head: Buffer
}

const most = { windows: 1_000, waitingBytes: 1_000_000 }
const beatMs = 25_000

/**
 * Unfinished messages pin memory: each piece is held, with the chunk of the network that it came in, until the last is there.
 * Browsers send pieces of 16 KB and more, and networks chunks of about 1,400 bytes.
 */
const pieces = { frameBytes: 16 * 1024, chunkBytes: 512, spare: 16 }

/** Keeps the windows of a channel. */
export function keepWindows<One extends Window>(options: WindowsOptions<One>): Windows<One> {
  const { limitsOf, opened, heard, eachSecond } = options
  const servers = new Map<number, WebSocketServer>()
  const windows = new Set<One>()
  const heartbeat = setInterval(() => {
    for (const window of windows) {
      if (!window.isAlive) window.socket.terminate()
      window.isAlive = false
      window.socket.ping()
    }
  }, beatMs).unref()
  const calm = setInterval(() => {
    for (const window of windows) window.messages = 0
    eachSecond?.()
  }, 1_000).unref()
  const serverFor = ({ frameBytes }: Limits): WebSocketServer => {
    const server = servers.get(frameBytes) ?? newServer(frameBytes)
    servers.set(frameBytes, server)
    return server
  }
  const open = (window: One): void => {
    const { socket, role } = window
    const { messagesPerSecond } = limitsOf(role)
    windows.add(window)
    socket.on('error', () => undefined)
    socket.on('close', () => windows.delete(window))
    socket.on('pong', () => {
      window.isAlive = true
    })
    // Each is answered, whether the answers are read or not.
    socket.on('ping', () => {
      window.messages += 1
      if (window.messages > messagesPerSecond) disconnect(socket)
    })
    socket.on('message', (data, isBinary) => {
      window.messages += 1
      const isFine = !isBinary && window.messages <= messagesPerSecond && heard(window, String(data))
      if (!isFine) disconnect(socket)
    })
    opened(window)
  }
  return {
    all: windows,
    admit({ request, socket, head }, role, make) {
      if (windows.size >= most.windows) return turnAway(socket, 503)
      serverFor(limitsOf(role)).handleUpgrade(request, socket, head, (live) =>
        open(make({ socket: live, role, isAlive: true, messages: 0 })),
      )
    },
    send({ socket }, text, mayBeLost = false) {
      // A window that does not read keeps nobody waiting, and no memory.
      if (socket.bufferedAmount > most.waitingBytes) socket.terminate()
      else if (!mayBeLost || socket.bufferedAmount < most.waitingBytes / 16) socket.send(text)
    },
    close() {
      clearInterval(heartbeat)
      clearInterval(calm)
      for (const { socket } of windows) socket.close(1001)
      for (const { socket } of windows) setTimeout(() => socket.terminate(), 200).unref()
    },
  }
}

function newServer(frameBytes: number): WebSocketServer {
  return new WebSocketServer({
    noServer: true,
    maxPayload: frameBytes,
    maxFragments: Math.ceil(frameBytes / pieces.frameBytes) + pieces.spare,
    maxBufferedChunks: Math.ceil(frameBytes / pieces.chunkBytes) + pieces.spare,
    perMessageDeflate: false,
    clientTracking: false,
  })
}

/** Refuses a connection before anything is agreed on. */
export function turnAway(socket: Duplex, status: number): void {
  socket.on('error', () => undefined)
  socket.end(`HTTP/1.1 ${status} Refused\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
}

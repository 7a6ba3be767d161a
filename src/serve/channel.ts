import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import type { ClientMessage, Painted, ServerMessage } from '../model/live.js'
import type { Access, Role } from './access.js'
import { admitWindow } from './admitWindow.js'
import { readMessage } from './clientMessage.js'
import { patchOf, resyncOf, type Sight } from './messages.js'
import type { Session, Update } from './session.js'
import { showOut } from './showOut.js'

/** The live channel: every window that shows a deck, and what is told to it. */
export interface Channel {
  /** Answers a request to become a live connection. Strangers are refused before anything is agreed on. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void
  /** Follows a session from now on. */
  follow(session: Session): void
  /** Number of windows. */
  size(): number
  close(): void
}

export interface ChannelOptions {
  readonly access: Access
  readonly port: () => number
  /** Tells the windows of one start of the server from those of another. */
  readonly session: string
  /** See `Welcome.runtime`. */
  readonly runtime: string
  readonly find: (deck: string) => Session | undefined
  readonly debug: boolean
  /** A window has drawn a deck; `sendMs`: how long it took to put the change into words and hand it to all windows. */
  readonly painted: (session: Session, message: Painted, sendMs: number) => void
}

interface Window {
  readonly socket: WebSocket
  readonly role: Role
  readonly deck: Session
  /** What it shows; absent until it has said so. */
  revision: number | undefined
  isAlive: boolean
  /** Messages of this second. */
  messages: number
}

const most = { windows: 1_000, messagesPerSecond: 50, waitingBytes: 1_000_000, frameBytes: 16 * 1024 }
const beatMs = 25_000

/** Opens the channel. */
export function openChannel(options: ChannelOptions): Channel {
  const { access, port } = options
  const server = new WebSocketServer({
    noServer: true,
    maxPayload: most.frameBytes,
    perMessageDeflate: false,
    clientTracking: false,
  })
  const windows = new Set<Window>()
  const unfollow: (() => void)[] = []
  const sending = new Map<Session, number>()
  const beat = setInterval(() => {
    for (const window of windows) {
      if (!window.isAlive) window.socket.terminate()
      window.isAlive = false
      window.socket.ping()
    }
  }, beatMs).unref()
  const calm = setInterval(() => {
    for (const window of windows) window.messages = 0
  }, 1_000).unref()

  const send = (window: Window, text: string): void => {
    // A window that does not read keeps nobody waiting, and no memory.
    if (window.socket.bufferedAmount > most.waitingBytes) window.socket.terminate()
    else window.socket.send(text)
  }
  const sightOf = (role: Role, deck: Session): Sight => ({
    notes: role === 'speaker',
    problems: role === 'speaker' || access.isOpen ? deck.problems() : [],
  })
  const bringUpToDate = (window: Window, has: readonly string[] | undefined, isKnown: boolean): void => {
    const { deck, role, revision = -1 } = window
    const [shown, sight] = [deck.shown(), sightOf(role, deck)]
    window.revision = shown.revision
    if (isKnown && revision === shown.revision) return
    const past = isKnown ? deck.past(revision) : undefined
    const message: ServerMessage = past === undefined ? resyncOf(shown, has ?? [], sight) : patchOf(past, shown, sight)
    send(window, JSON.stringify(message))
  }
  const welcome = (window: Window): void => {
    const { session, runtime } = options
    const { problems } = sightOf(window.role, window.deck)
    const { revision } = window.deck.shown()
    send(window, JSON.stringify({ type: 'welcome', session, revision, runtime, problems } satisfies ServerMessage))
  }
  const take = (window: Window, message: ClientMessage): void => {
    if (message.type === 'hello') {
      // Said again, it asks whether anybody is still there.
      if (window.revision !== undefined) welcome(window)
      // A window that says nothing of a session has the page of this one.
      const isKnown = message.session === undefined || message.session === options.session
      // A window of an earlier start of the server may be the first to ask for its deck.
      void window.deck.start().then(() => {
        window.revision = message.revision
        if (windows.has(window)) bringUpToDate(window, message.slides, isKnown)
      })
    } else if (message.type === 'resync') bringUpToDate(window, message.slides, false)
    else if (options.debug) options.painted(window.deck, message, sending.get(window.deck) ?? 0)
  }
  const open = (socket: WebSocket, role: Role, deck: Session): void => {
    const window: Window = { socket, role, deck, revision: undefined, isAlive: true, messages: 0 }
    windows.add(window)
    socket.on('error', () => undefined)
    socket.on('close', () => windows.delete(window))
    socket.on('pong', () => {
      window.isAlive = true
    })
    socket.on('message', (data, isBinary) => {
      window.messages += 1
      const message = isBinary || window.messages > most.messagesPerSecond ? undefined : readMessage(String(data))
      if (message === undefined) showOut(socket)
      else take(window, message)
    })
    welcome(window)
  }
  const tell = (deck: Session, { shown, before, timings }: Update): void => {
    const begun = performance.now()
    const texts = new Map<Role, string>()
    const textFor = (role: Role): string => {
      const known = texts.get(role)
      if (known !== undefined) return known
      const sight = sightOf(role, deck)
      const message: ServerMessage =
        shown.revision === before.revision
          ? { type: 'problems', revision: shown.revision, problems: sight.problems }
          : { ...patchOf(before, shown, sight), ...(options.debug ? { timings: { ...timings } } : {}) }
      const text = JSON.stringify(message)
      texts.set(role, text)
      return text
    }
    for (const window of windows) {
      if (window.deck !== deck || window.revision === undefined) continue
      if (window.revision !== before.revision) bringUpToDate(window, undefined, true)
      else {
        send(window, textFor(window.role))
        window.revision = shown.revision
      }
    }
    sending.set(deck, performance.now() - begun)
  }
  return {
    upgrade(request, socket, head) {
      const refusal = admitWindow(request, { access, port: port(), find: options.find })
      if (typeof refusal !== 'number' && windows.size < most.windows) {
        server.handleUpgrade(request, socket, head, (live) => open(live, refusal.role, refusal.deck))
        return
      }
      const status = typeof refusal === 'number' ? refusal : 503
      socket.on('error', () => undefined)
      socket.end(`HTTP/1.1 ${status} Refused\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
    },
    follow: (deck) => void unfollow.push(deck.listen((update) => tell(deck, update))),
    size: () => windows.size,
    close() {
      clearInterval(beat)
      clearInterval(calm)
      for (const end of unfollow) end()
      for (const { socket } of windows) socket.close(1001)
      for (const { socket } of windows) setTimeout(() => socket.terminate(), 200).unref()
    },
  }
}

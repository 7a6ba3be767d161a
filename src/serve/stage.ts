// The talk that is being given: its state, and the windows that show it. Speakers and remotes change it, everybody else
// only hears of it, and who is what was decided before the connection was opened.
import { randomBytes } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import { changeInk, changesOf, type Ink, type InkChange, noInk } from '../model/ink.js'
import { isNewer, type ShowMessage, type ShowState, type Stamp } from '../model/show.js'
import { readStageMessage } from '../model/stage.js'
import { type Access, isOurHost, isOurOrigin, type Role, roleOf, roleOfVisitor } from './access.js'
import { addressOf, tokenIn } from './checkRequest.js'
import { showOut } from './showOut.js'

/** What a talk shows. */
export interface Shows {
  readonly stamp: Stamp
  readonly state: ShowState
  readonly ink: Ink
}

/** The stage of a server. */
export interface Stage {
  /** Takes a connection of a window; false when it is not one of ours. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): boolean
  /** What shows now; absent before the first window has said so. */
  shows(): Shows | undefined
  /** Tells speakers that another deck lies on disk. */
  tellDeck(): void
  /** Tells every window to load its page anew. */
  reload(): void
  /** Number of windows. */
  size(): number
  close(): void
}

export interface StageOptions {
  readonly access: Access
  readonly port: () => number
  /** Revisions of the deck that is presented and of the latest one. */
  readonly deck: () => { readonly revision: number; readonly latest: number }
  /** What showed before the server ended without a goodbye. */
  readonly before?: Shows
  /** A speaker wants the latest deck. */
  readonly update: () => void
  /** Another state; `now` in milliseconds since 1970. */
  readonly changed: (shows: Shows) => void
}

interface Window {
  readonly socket: WebSocket
  readonly role: Role
  /** Shows slides to an audience. */
  readonly isAudience: boolean
  isAlive: boolean
  messages: number
}

/** Address of the stage's channel. */
export const stagePath = '/__lectern/stage'

const most = {
  windows: 1_000,
  messagesPerSecond: 400,
  viewerMessages: 10,
  waitingBytes: 1_000_000,
  frameBytes: 512 * 1024,
}
const beatMs = 25_000

/** Opens the stage. */
export function openStage(options: StageOptions): Stage {
  const { access, port } = options
  const session = randomBytes(12).toString('base64url')
  const server = new WebSocketServer({
    noServer: true,
    maxPayload: most.frameBytes,
    perMessageDeflate: false,
    clientTracking: false,
  })
  const windows = new Set<Window>()
  let shows = options.before
  let counted = -1
  const beat = setInterval(() => {
    for (const window of windows) {
      if (!window.isAlive) window.socket.terminate()
      window.isAlive = false
      window.socket.ping()
    }
  }, beatMs).unref()
  const calm = setInterval(() => {
    for (const window of windows) window.messages = 0
    tellCount()
  }, 1_000).unref()

  const send = ({ socket }: Window, text: string, mayBeLost = false): void => {
    // A window that does not read keeps nobody waiting, and no memory.
    if (socket.bufferedAmount > most.waitingBytes) socket.terminate()
    else if (!mayBeLost || socket.bufferedAmount < most.waitingBytes / 16) socket.send(text)
  }
  const tell = (message: ShowMessage, to: (window: Window) => boolean): void => {
    const text = JSON.stringify(message)
    for (const window of windows) if (to(window)) send(window, text, message.type === 'laser')
  }
  const tellCount = (): void => {
    const count = [...windows].filter(({ isAudience }) => isAudience).length
    if (count === counted) return
    counted = count
    tell({ type: 'audience', count }, mayControl)
  }
  const welcome = (window: Window): void => {
    const { revision, latest } = options.deck()
    const known = shows === undefined ? {} : { stamp: shows.stamp, state: shows.state }
    const ink = shows === undefined ? [] : changesOf(shows.ink)
    send(window, JSON.stringify({ type: 'welcome', session, revision, latest, ...known, ink } satisfies ShowMessage))
    if (mayControl(window)) send(window, JSON.stringify({ type: 'audience', count: counted } satisfies ShowMessage))
  }
  const take = (window: Window, message: ShowMessage): void => {
    if (message.type === 'hello') welcome(window)
    if (!mayControl(window)) return
    const others = (other: Window): boolean => other !== window
    if (message.type === 'hello' || message.type === 'state') {
      if (shows === undefined || isNewer(message.stamp, shows.stamp)) {
        shows = { ink: noInk, ...shows, stamp: message.stamp, state: message.state }
        tell({ type: 'state', stamp: message.stamp, state: message.state }, others)
        options.changed(shows)
      } else if (isNewer(shows.stamp, message.stamp)) {
        send(window, JSON.stringify({ type: 'state', stamp: shows.stamp, state: shows.state } satisfies ShowMessage))
      }
    }
    if (message.type === 'hello' || message.type === 'ink') draw(message.ink, others)
    if (message.type === 'laser') tell(message, others)
    if (message.type === 'update') options.update()
  }
  const draw = (changes: readonly InkChange[], others: (window: Window) => boolean): void => {
    if (shows === undefined || changes.length === 0) return
    const ink = changes.reduce(changeInk, shows.ink)
    if (ink === shows.ink) return
    shows = { ...shows, ink }
    tell({ type: 'ink', ink: changes }, others)
    options.changed(shows)
  }
  const open = (socket: WebSocket, role: Role, isAudience: boolean): void => {
    const window: Window = { socket, role, isAudience, isAlive: true, messages: 0 }
    windows.add(window)
    socket.on('error', () => undefined)
    socket.on('close', () => windows.delete(window))
    socket.on('pong', () => {
      window.isAlive = true
    })
    socket.on('message', (data, isBinary) => {
      window.messages += 1
      const allowed = mayControl(window) ? most.messagesPerSecond : most.viewerMessages
      const text = isBinary || window.messages > allowed ? '' : String(data)
      const message = readStageMessage(parse(text))
      const isFine = message !== undefined && (mayControl(window) || message.type === 'hello')
      if (isFine) take(window, message)
      else showOut(socket)
    })
    welcome(window)
  }
  return {
    upgrade(request, socket, head) {
      const address = addressOf(request.url ?? '')
      if (address?.path !== stagePath) return false
      const purpose = address.query.get('for')
      const role = roleOfUpgrade(request, port(), access, purpose === 'presenter' || purpose === 'remote')
      if (typeof role === 'string' && windows.size < most.windows) {
        const isAudience = purpose === 'audience'
        server.handleUpgrade(request, socket, head, (live) => open(live, role, isAudience))
        return true
      }
      socket.on('error', () => undefined)
      const status = typeof role === 'number' ? role : 503
      socket.end(`HTTP/1.1 ${status} Refused\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
      return true
    },
    shows: () => shows,
    tellDeck: () => tell({ type: 'deck', latest: options.deck().latest }, mayControl),
    reload: () => tell({ type: 'reload' }, () => true),
    size: () => windows.size,
    close() {
      clearInterval(beat)
      clearInterval(calm)
      for (const { socket } of windows) socket.close(1001)
      for (const { socket } of windows) setTimeout(() => socket.terminate(), 200).unref()
    },
  }
}

function mayControl({ role }: Pick<Window, 'role'>): boolean {
  return role === 'speaker' || role === 'remote'
}

/** Who asks to be connected, or the status to refuse with: a page of another site, what is no page and has no token. */
function roleOfUpgrade(request: IncomingMessage, port: number, access: Access, isForControl: boolean): Role | number {
  const { url = '', headers, rawHeaders } = request
  if (rawHeaders.length > 200 || url.length > 1_000) return 431
  if (!isOurHost(request, port, access) || !isOurOrigin(request)) return 403
  if (headers['sec-websocket-protocol'] !== undefined) return 403
  const token = tokenIn(url, addressOf(url)?.query ?? new URLSearchParams())
  if (token !== undefined) return roleOf(token, access) ?? 403
  // What is no browser says where it comes from by its token.
  const role = headers.origin === undefined ? undefined : roleOfVisitor(request, port, access)
  // A presenter's window of a talk that has ended is to learn that, and not to follow this one.
  return role === undefined || (isForControl && !mayControl({ role })) ? 403 : role
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

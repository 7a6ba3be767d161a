import { onDocument, onWindow } from '../dom/page.js'
import { retryAfterMs } from './retry.js'

/** `off`: lost and looked for. `ended`: there is a server, and it does not know this window any more. */
export type Connection = 'on' | 'off' | 'ended'

/** What the window does with what it hears. */
export interface ChannelListeners<In, Out> {
  /** Reads what comes in; `undefined` when it is no message. */
  read(data: unknown): In | undefined
  message(message: In): void
  connected(connection: Connection): void
  /** What the window has, for the first word on a connection. */
  hello(): Out
}

/** The connection to the server. It never gives up: a lost one is looked for again. */
export interface Channel<Out> {
  send(message: Out): void
}

/**
 * Opens the channel at `path` of the page's own server and keeps it open. Windows look for a lost server at times of their
 * own (jitter), later and later; a window that wakes up asks at once whether its connection still lives.
 */
export function openChannel<In extends { readonly type: string }, Out>(
  path: string,
  listeners: ChannelListeners<In, Out>,
): Channel<Out> {
  let socket: WebSocket | undefined
  let failures = 0
  let retry = 0
  let patience = 0
  let heardAt = 0

  const send = (message: Out): void => {
    if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message))
  }
  const lose = (lost: WebSocket): void => {
    if (lost !== socket) return
    socket = undefined
    clearTimeout(patience)
    listeners.connected('off')
    if (failures > 1)
      isRefused().then((is) => is && socket?.readyState !== WebSocket.OPEN && listeners.connected('ended'))
    retry = setTimeout(connect, retryAfterMs(failures, Math.random()))
  }
  const connect = (): void => {
    clearTimeout(retry)
    const scheme = location.protocol === 'https:' ? 'wss' : 'ws'
    failures += 1
    const opened = new WebSocket(`${scheme}://${location.host}${path}`)
    socket = opened
    opened.onopen = () => ask(opened)
    opened.onclose = () => lose(opened)
    opened.onmessage = ({ data }) => {
      if (opened !== socket) return
      heardAt = performance.now()
      clearTimeout(patience)
      const message = listeners.read(data)
      if (message === undefined) return
      if (message.type === 'welcome') {
        failures = 0
        listeners.connected('on')
      }
      listeners.message(message)
    }
  }
  /** A connection on which nobody answers is lost, whatever the system still believes of it. */
  const ask = (asked: WebSocket): void => {
    send(listeners.hello())
    clearTimeout(patience)
    patience = setTimeout(() => {
      asked.close()
      lose(asked)
    }, patienceMs)
  }
  const wake = (): void => {
    if (socket === undefined) connect()
    else if (socket.readyState === WebSocket.OPEN && performance.now() - heardAt > freshMs) ask(socket)
  }
  onDocument('visibilitychange', ({ target }) => {
    if (target instanceof Document && target.visibilityState === 'visible') wake()
  })
  onWindow('online', wake)
  onWindow('pageshow', wake)
  // A network that went away without a word shows only when something is asked.
  setInterval(() => {
    if (socket?.readyState === WebSocket.OPEN && performance.now() - heardAt > quietMs) ask(socket)
  }, quietMs)
  connect()
  return { send }
}

/** Whether there is a server that does not let this window in: from outside a refused channel looks like none. */
async function isRefused(): Promise<boolean> {
  const answer = await fetch(location.pathname, { method: 'HEAD', cache: 'no-store' }).catch(() => undefined)
  return answer !== undefined && !answer.ok
}

const patienceMs = 5000
const quietMs = 20_000
const freshMs = 500

import { randomBytes } from 'node:crypto'
import { createServer, type Server as HttpServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { exitCodes, LecternError } from '../model/error.js'
import type { Painted } from '../model/protocol/live.js'
import { besideRoute } from './deck/besideRoute.js'
import { type DeckPages, deckRoute } from './deck/deckRoute.js'
import type { Session } from './deck/session.js'
import type { Access } from './http/access.js'
import { checkRequest, checkRole } from './http/checkRequest.js'
import { type Route, refuse, respond, type Visit } from './http/respond.js'
import { indexRoute } from './index/indexRoute.js'
import { channelPath } from './socket/admitWindow.js'
import { openChannel } from './socket/channel.js'
import { turnAway } from './socket/windows.js'

export interface ServerOptions {
  readonly sessions: readonly Session[]
  readonly access: Access
  /** Address to listen at: `127.0.0.1`, `0.0.0.0`, a name. */
  readonly host: string
  /** 0: any that is free. */
  readonly port: number
  /** True when the next port may be taken instead. */
  readonly otherPorts: boolean
  /** Asked before our own. */
  readonly routes: readonly Route[]
  /** How long a request's head may take to arrive; 10 seconds when absent. */
  readonly patienceMs?: number
  /** Asked before the live channel; true when it has taken the connection. */
  readonly upgrade?: (request: IncomingMessage, socket: Duplex, head: Buffer) => boolean
  /** For those who follow decks as they are written; absent where nobody may. */
  readonly live?: LiveOptions
  /** Told what went wrong while a request was answered; the request gets a plain 500. */
  readonly failed: (error: unknown) => void
}

/** How decks are followed as they are written. */
export interface LiveOptions {
  readonly pages: DeckPages
  /** See `ChannelOptions.painted`. */
  readonly painted: (session: Session, message: Painted, sendMs: number) => void
}

export interface Server {
  readonly port: number
  /** Number of windows that follow a deck. */
  windows(): number
  /** Ends every connection. */
  close(): Promise<void>
}

/** Serves decks on one port: pages, files, and the live channel. @throws LecternError (3) when there is no port. */
export async function startServer(options: ServerOptions): Promise<Server> {
  const { access, sessions, live, patienceMs = 10_000 } = options
  let port = options.port
  const find = (name: string): Session | undefined => sessions.find((session) => session.name === name)
  const channel =
    live &&
    openChannel({
      access,
      port: () => port,
      session: randomBytes(12).toString('base64url'),
      runtime: live.pages.runtime,
      find,
      debug: live.pages.debug,
      painted: live.painted,
    })
  for (const session of sessions) channel?.follow(session)
  const routes: Route[] = [
    ...options.routes,
    ...(live === undefined ? [] : [liveRoute, deckRoute(find, live.pages)]),
    iconRoute,
    besideRoute(find, sessions),
    indexRoute(sessions),
  ]
  const respond = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const visit = checkRequest(request, response, port, access)
    const role = visit && checkRole(visit, port, access)
    if (visit === undefined || role === undefined) return
    for (const route of routes) if (await route(visit, role)) return
    if (visit.method === 'POST') refuse(visit, 405, { Allow: 'GET, HEAD' })
    else refuse(visit, 404)
  }
  const server = createServer({
    maxHeaderSize: 16 * 1024,
    headersTimeout: patienceMs,
    requestTimeout: patienceMs * 2,
    keepAliveTimeout: 5_000,
    connectionsCheckingInterval: patienceMs / 2,
  })
  server.on('request', (request, response) => {
    respond(request, response).catch((error: unknown) => {
      options.failed(error)
      if (response.headersSent) response.destroy()
      else refuse({ request, response }, 500)
    })
  })
  server.on('upgrade', (request, socket, head) => {
    if (options.upgrade?.(request, socket, head) === true) return
    if (channel === undefined) turnAway(socket, 404)
    else channel.upgrade(request, socket, head)
  })
  server.on('connect', (_, socket: Socket) => goAway(socket, '405 Method Not Allowed\r\nAllow: GET, HEAD'))
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Socket) => {
    const status = error.code === 'HPE_HEADER_OVERFLOW' ? '431 Request Header Fields Too Large' : '400 Bad Request'
    if (error.code === 'ECONNRESET' || !socket.writable) socket.destroy()
    else goAway(socket, error.code === 'ERR_HTTP_REQUEST_TIMEOUT' ? '408 Request Timeout' : status)
  })
  port = await listen(server, options)
  return {
    port,
    windows: () => channel?.size() ?? 0,
    async close() {
      channel?.close()
      const ended = new Promise<void>((resolve) => server.close(() => resolve()))
      server.closeAllConnections()
      await ended
    },
  }
}

/** The channel is no page. */
function liveRoute(visit: Visit): boolean {
  if (visit.path !== channelPath) return false
  refuse(visit, 426, { Upgrade: 'websocket', Connection: 'Upgrade, close' })
  return true
}

/** Every browser asks for it, and complains when it is missing. */
function iconRoute(visit: Visit): boolean {
  if (visit.path !== '/favicon.ico' || visit.method === 'POST') return false
  respond(visit, 204, { 'Cache-Control': 'max-age=86400' })
  return true
}

function goAway(socket: Socket, status: string): void {
  socket.on('error', () => undefined)
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
  // Who keeps talking is not listened to.
  setTimeout(() => socket.destroy(), 500).unref()
}

/** Ports that are tried after the one that was asked for. */
const tries = 20

async function listen(server: HttpServer, { host, port, otherPorts }: ServerOptions): Promise<number> {
  for (let at = port; ; at += 1) {
    const error = await tryListen(server, host, at)
    if (error === undefined) {
      const address = server.address()
      return typeof address === 'object' && address !== null ? address.port : at
    }
    const isBusy = error.code === 'EADDRINUSE' || error.code === 'EACCES'
    if (!isBusy || !otherPorts || at + 1 >= Math.min(port + tries, 65_536)) throw noPort(error, host, port, otherPorts)
  }
}

function tryListen(server: HttpServer, host: string, port: number): Promise<NodeJS.ErrnoException | undefined> {
  return new Promise((resolve) => {
    server.once('error', resolve)
    server.listen({ host, port, exclusive: true }, () => {
      server.off('error', resolve)
      resolve(undefined)
    })
  })
}

function noPort(cause: NodeJS.ErrnoException, host: string, port: number, otherPorts: boolean): LecternError {
  const messages: Readonly<Record<string, [string, string]>> = {
    EADDRINUSE: [
      otherPorts ? `The ports ${port} to ${port + tries - 1} are all in use.` : `The port ${port} is in use.`,
      'Choose another port with --port, or stop the program that uses it.',
    ],
    EACCES: [`No permission to listen on port ${port}.`, 'Choose a port above 1023 with --port.'],
    EADDRNOTAVAIL: [
      `This machine does not have the address ${host}.`,
      'Use --host 0.0.0.0 for all addresses of this machine.',
    ],
    ENOTFOUND: [`The host name ${host} cannot be resolved.`, 'Use --host 0.0.0.0 for all addresses of this machine.'],
  }
  const [message, hint] = messages[cause.code ?? ''] ?? [
    `The server could not start: ${cause.message}.`,
    'Try another --port.',
  ]
  return new LecternError(
    { severity: 'error', code: 'server-failed', message, hint, place: { file: '', line: 1, column: 1 } },
    exitCodes.environment,
    cause,
  )
}

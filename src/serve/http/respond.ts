import type { IncomingMessage, ServerResponse } from 'node:http'
import { STATUS_CODES } from 'node:http'
import type { Role } from './access.js'

/** One request that may be answered: it names this server, and who asks is known. */
export interface Visit {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly method: 'GET' | 'HEAD' | 'POST'
  /** Decoded once, from `/`. No `..`, no control characters, no backslash. */
  readonly path: string
  readonly query: URLSearchParams
}

/** Answers a visit; false when it is not about it. Tried in turn. */
export type Route = (visit: Visit, role: Role) => boolean | Promise<boolean>

/** Sends a whole answer. `HEAD` gets its headers only. */
export function respond(
  { request, response }: Pick<Visit, 'request' | 'response'>,
  status: number,
  headers: Readonly<Record<string, string | number>>,
  body: string | Uint8Array = '',
): void {
  const bytes = typeof body === 'string' ? Buffer.from(body) : body
  response.writeHead(status, { ...everywhere, ...headers, 'Content-Length': bytes.length })
  response.end(request.method === 'HEAD' ? undefined : bytes)
}

/** Sends a refusal: a line of text that tells nothing about what is there. */
export function refuse(visit: Pick<Visit, 'request' | 'response'>, status: number, headers = {}): void {
  respond(
    visit,
    status,
    {
      'Content-Type': 'text/plain; charset=utf-8',
      'Content-Security-Policy': closed,
      'Cache-Control': 'no-store',
      ...headers,
    },
    `${status} ${STATUS_CODES[status] ?? ''}\n`,
  )
}

/** Nothing of other sites may load, embed or read what is served, and nothing is taken for what it is not. */
export const everywhere: Readonly<Record<string, string>> = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'X-Frame-Options': 'SAMEORIGIN',
  'Permissions-Policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=()',
}

/** Policy of what is no page of ours: an SVG that is opened by itself runs nothing and loads nothing. */
export const closed = "sandbox; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"

import type { IncomingMessage, ServerResponse } from 'node:http'
import {
  type Access,
  cookieName,
  isAtLeast,
  isOurHost,
  isOurOrigin,
  type Role,
  roleOf,
  roleOfAddress,
  roleOfCookies,
  roleOfVisitor,
} from './access.js'
import { refuse, respond, type Visit } from './respond.js'

/** Longest address that is looked at, and most headers. */
const most = { urlLength: 4_096, headers: 100 }

/**
 * Lets a request in, or answers it: malformed ones, those that name another server, those of other sites' pages, methods
 * that nothing takes. `undefined` when it has been answered.
 */
export function checkRequest(
  request: IncomingMessage,
  response: ServerResponse,
  port: number,
  access: Access,
): Visit | undefined {
  const no = (status: number, headers = {}): undefined => {
    // What was sent along is not read to be thrown away.
    refuse({ request, response }, status, { ...headers, Connection: 'close' })
    return undefined
  }
  const { url = '', method = '', rawHeaders } = request
  if (url.length > most.urlLength) return no(414)
  if (rawHeaders.length / 2 > most.headers) return no(431)
  if (!isOurHost(request, port, access)) return no(403)
  if (method !== 'GET' && method !== 'HEAD' && method !== 'POST') return no(405, { Allow: 'GET, HEAD' })
  const address = addressOf(url)
  if (address === undefined) return no(400)
  // Another site may lead people here; it may not load, embed or send anything.
  if (!isOurOrigin(request) && (method === 'POST' || request.headers['sec-fetch-mode'] !== 'navigate')) return no(403)
  return { request, response, method, ...address }
}

/**
 * Who asks. A token in the address becomes a cookie, and the address is asked for again without it. Whoever is more than that
 * already, by a cookie, stays it, and a link for one use is not used up. What changes something goes by the cookie alone.
 */
export function checkRole(visit: Visit, port: number, access: Access): Role | undefined {
  const { request, query, path, method } = visit
  const token = tokenIn(request.url ?? '', query)
  if (token === undefined || method === 'POST') {
    const role = roleOfVisitor(request, port, access)
    if (role === undefined) refuse(visit, 403)
    return role
  }
  const offered = (method === 'GET' ? access.devices?.invited(token) : undefined) ?? roleOf(token, access)
  const isMore = offered !== undefined && isAtLeast(offered, roleOfCookies(request, port, access))
  // A link for one use that is opened again, by whoever has used it, still leads to its page.
  const byCookie =
    access.devices === undefined ? roleOfAddress(token, request, port, access) : roleOfVisitor(request, port, access)
  if (offered === undefined && byCookie === undefined) {
    refuse(visit, 403)
    return undefined
  }
  const rest = new URLSearchParams(query)
  rest.delete('token')
  const search = rest.size === 0 ? '' : `?${rest}`
  // From our own decoded path, so that it cannot name another host.
  const Location = `${path.split('/').map(encodeURIComponent).join('/')}${search}`
  const headers = { Location, 'Cache-Control': 'no-store' }
  if (!isMore) respond(visit, 303, headers)
  else {
    const secret = access.devices?.redeem(token)?.secret ?? token
    const cookie = `${cookieName(port, offered)}=${secret}; HttpOnly; SameSite=Strict; Path=/`
    respond(visit, 303, { ...headers, 'Set-Cookie': cookie })
  }
  return undefined
}

/** The one token of an address, as it was written; an empty text, which is nobody's, when there are several or it is spelled otherwise. */
export function tokenIn(url: string, query: URLSearchParams): string | undefined {
  const [token, ...others] = query.getAll('token')
  if (token === undefined) return undefined
  return others.length === 0 && /^[\w-]{22,64}$/.test(token) && url.includes(`token=${token}`) ? token : ''
}

/** Path and query of a request, decoded once; `undefined` when it is no address of a file or page. */
export function addressOf(url: string): Pick<Visit, 'path' | 'query'> | undefined {
  const [encoded = '', ...rest] = url.split('?')
  if (!encoded.startsWith('/') || encoded.startsWith('//')) return undefined
  try {
    const path = decodeURIComponent(encoded)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
    if (/[\u0000-\u001f\u007f-\u009f\\]|\/\//.test(path) || path.split('/').includes('..')) return undefined
    return { path, query: new URLSearchParams(rest.join('?')) }
  } catch {
    return undefined
  }
}

import type { IncomingMessage } from 'node:http'
import type { Session } from '../deck/session.js'
import { type Access, isFormer, isOurHost, isOurOrigin, type Role, roleOf, roleOfVisitor } from '../http/access.js'
import { addressOf, tokenIn } from '../http/checkRequest.js'

/** Address of the live channel. */
export const channelPath = '/__lectern/live'

/** What is looked at before a connection is agreed on. */
export interface Door {
  readonly access: Access
  readonly port: number
  readonly find: (deck: string) => Session | undefined
}

/** Who wants to follow which deck; or the status with which the request is refused. */
export function admitWindow(
  request: IncomingMessage,
  { access, port, find }: Door,
): number | { readonly role: Role; readonly deck: Session } {
  const { url = '', headers, rawHeaders } = request
  if (rawHeaders.length > 200) return 431
  if (!isOurHost(request, port, access) || !isOurOrigin(request)) return 403
  const address = url.length > 1_000 ? undefined : addressOf(url)
  if (address === undefined) return 400
  if (address.path !== channelPath) return 404
  if (headers['sec-websocket-protocol'] !== undefined) return 403
  const token = tokenIn(url, address.query)
  // What is no browser says where it comes from by its token.
  const visitor = headers.origin === undefined ? undefined : roleOfVisitor(request, port, access)
  const role =
    token === undefined ? visitor : (roleOf(token, access) ?? (isFormer(token, access) ? visitor : undefined))
  if (role === undefined) return 403
  const deck = find(address.query.get('deck') ?? '')
  return deck === undefined ? 404 : { role, deck }
}

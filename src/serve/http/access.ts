// Who may do what. A speaker has the token that the command printed; viewers need none as long as only this machine can
// reach the server, and one of their own otherwise. Host and Origin are looked at before anything else: a page of another
// site can make a browser ask us, and a name that somebody else controls can be made to lead here.
import { timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { networkInterfaces } from 'node:os'

/** What somebody is to a talk. */
export type Role = 'speaker' | 'remote' | 'viewer'

/** From the one who may least on. */
const byStrength: readonly Role[] = ['viewer', 'remote', 'speaker']

/** True when whoever is `role` may do all that `other` may. */
export function isAtLeast(role: Role, other: Role | undefined): boolean {
  return other === undefined || byStrength.indexOf(role) >= byStrength.indexOf(other)
}

/** How a server tells who somebody is. */
export interface Access {
  /** The secret of each role, in the order in which they are tried. */
  readonly tokens: ReadonlyMap<Role, string>
  /** True when everybody who gets here may look: nobody but this machine does. */
  readonly isOpen: boolean
  /** Names that the server answers to, besides those of this machine itself. */
  readonly hosts: readonly string[]
  /** Secrets that speakers had from earlier starts of the server; see `formerTokens.ts`. */
  readonly former?: readonly string[]
  /** Devices that came with a token for one use; absent where there are none. */
  readonly devices?: Devices
}

/** Tokens that are good once, and the devices that have used one. */
export interface Devices {
  /** A new token, for one device that is to have the role. */
  invite(role: Role): string
  /** The role that a token gives whoever uses it up; `undefined` when it is none, or was used. */
  invited(token: string): Role | undefined
  /** Uses a token up: gives the role, and the secret that the device keeps in its cookie. */
  redeem(token: string): { readonly role: Role; readonly secret: string } | undefined
  /** Role of a device by its secret. */
  roleOf(secret: string): Role | undefined
}

/** True when the request names this server: exactly one `Host`, ours, with our port. */
export function isOurHost({ rawHeaders, headers }: IncomingMessage, port: number, { isOpen, hosts }: Access): boolean {
  if (rawHeaders.filter((name, index) => index % 2 === 0 && name.toLowerCase() === 'host').length !== 1) return false
  const [, name, portText] = /^([a-z0-9.-]{1,253}|\[[0-9a-f:.]{2,45}\])(?::(\d{1,5}))?$/i.exec(headers.host ?? '') ?? []
  if (name === undefined || Number(portText ?? 80) !== port) return false
  const host = name.toLowerCase()
  if (host === 'localhost' || /^[a-z0-9-]+\.localhost$/.test(host) || host === '127.0.0.1' || host === '[::1]')
    return true
  return !isOpen && (hosts.includes(host) || ownAddresses().includes(host.replace(/^\[|\]$/g, '')))
}

/** True when the request comes from a page of ours, or from no page at all. A browser says so; nothing else has to. */
export function isOurOrigin({ headers }: IncomingMessage): boolean {
  if (headers.origin !== undefined) return headers.origin === `http://${headers.host}`
  const site = headers['sec-fetch-site']
  return site === undefined || site === 'same-origin' || site === 'none'
}

/** Whoever has the token; `undefined` when it is nobody's. */
export function roleOf(token: string, { tokens, devices }: Access): Role | undefined {
  for (const [role, secret] of tokens) if (isEqual(token, secret)) return role
  return devices?.roleOf(token)
}

/** The same for a token in an address. One of an earlier start says nothing by itself: the cookie of who brings it does. */
export function roleOfAddress(token: string, request: IncomingMessage, port: number, access: Access): Role | undefined {
  return roleOf(token, access) ?? (isFormer(token, access) ? roleOfVisitor(request, port, access) : undefined)
}

/** True for a secret of an earlier start. */
export function isFormer(token: string, { former = [] }: Access): boolean {
  return former.some((secret) => isEqual(token, secret))
}

/** What the cookies of earlier requests say; a viewer when there are none and everybody may look. */
export function roleOfVisitor(request: IncomingMessage, port: number, access: Access): Role | undefined {
  return roleOfCookies(request, port, access) ?? (access.isOpen ? 'viewer' : undefined)
}

/**
 * The strongest role that a cookie of the request is good for. Every cookie of our names is tried: another server on this
 * machine, whose cookies go to all ports, may have set one of the same name, and browsers send both.
 */
export function roleOfCookies({ headers }: IncomingMessage, port: number, access: Access): Role | undefined {
  const names = byStrength.map((role) => cookieName(port, role))
  const pairs = (headers.cookie ?? '').split(/;\s*/).map((pair) => pair.split('='))
  const roles = pairs.map(([name = '', secret = '', ...rest]) =>
    names.includes(name) && rest.length === 0 ? roleOfSecret(secret, access) : undefined,
  )
  return byStrength.findLast((role) => roles.includes(role))
}

/** Secrets of earlier starts count only where nobody else can reach the server. */
function roleOfSecret(secret: string, access: Access): Role | undefined {
  return roleOf(secret, access) ?? (access.isOpen && isFormer(secret, access) ? 'speaker' : undefined)
}

/**
 * Cookies do not know ports: each server has names of its own. Each role has one, too: a link for the audience, to which any page
 * can lead a browser without its cookies, must not take the speaker's away.
 */
export function cookieName(port: number, role: Role): string {
  return role === 'speaker' ? `lectern-${port}` : `lectern-${port}-${role}`
}

/** Compares secrets without telling by its time how much of them is right. */
export function isEqual(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)]
  return a.length === b.length && timingSafeEqual(a, b)
}

function ownAddresses(): string[] {
  return Object.values(networkInterfaces()).flatMap((addresses) => (addresses ?? []).map(({ address }) => address))
}

import { isIPv6 } from 'node:net'
import { networkInterfaces } from 'node:os'
import type { Access } from '../../serve/http/access.js'

/** Where a server can be reached, secrets included. */
export interface Addresses {
  /** For whoever writes or speaks, on this machine. */
  readonly speaker: string
  /** For everybody else; none when only this machine gets to it. */
  readonly viewers: readonly string[]
}

/** True for addresses that lead to this machine only. */
export function isLoopback(host: string): boolean {
  return /^(localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/i.test(host)
}

/** The addresses of a server that listens at `host` and `port`; `path` is of the page. */
export function addressesOf({ tokens, isOpen }: Access, host: string, port: number, path: string): Addresses {
  const at = (name: string, token = ''): string =>
    `http://${isIPv6(name) ? `[${name}]` : name}:${port}${path}?token=${token}`
  const isEverywhere = host === '0.0.0.0' || host === '::'
  const own = isOpen || isEverywhere ? 'localhost' : host
  const others = isEverywhere ? networkAddresses() : [host]
  return {
    speaker: at(own, tokens.get('speaker')),
    viewers: isOpen ? [] : others.map((name) => at(name, tokens.get('viewer'))),
  }
}

/** Addresses of this machine in its networks, the usual one first. */
function networkAddresses(): string[] {
  return Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ family, internal }) => family === 'IPv4' && !internal)
    .map(({ address }) => address)
}

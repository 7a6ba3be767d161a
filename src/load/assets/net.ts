// Fetching for --allow-net. A deck chooses the address, so it must not reach what only this machine can see: the address
// is checked after the name is resolved and the connection goes to the address that was checked (no second look-up that
// could answer differently); each redirect is checked again; time and size are limited in all.
import { type LookupAddress, lookup } from 'node:dns'
import { type IncomingMessage, request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import type { AddressPolicy } from './addressPolicy.js'

/** What a fetch may do and take. */
export interface FetchLimits {
  readonly policy: AddressPolicy
  /** For the whole resource, redirects included. */
  readonly timeoutMs: number
  readonly limitBytes: number
  readonly redirects: number
}

/** The bytes, or why there are none, in words that complete “could not be fetched: …”. */
export type Fetched =
  | { readonly ok: true; readonly bytes: Uint8Array }
  | { readonly ok: false; readonly reason: string }

/** Gets an http or https address. Never throws; sends no cookies, no credentials, no referrer. */
export async function fetchRemote(address: string, limits: FetchLimits): Promise<Fetched> {
  const signal = AbortSignal.timeout(limits.timeoutMs)
  let url = address
  try {
    for (let hops = 0; hops <= limits.redirects; hops++) {
      const response = await get(checked(url, limits.policy), limits.policy, signal)
      const status = response.statusCode ?? 0
      if (status >= 300 && status < 400 && response.headers.location !== undefined) {
        response.destroy()
        url = new URL(response.headers.location, url).href
        continue
      }
      if (status === 200) return { ok: true, bytes: await bodyOf(response, limits.limitBytes) }
      response.destroy()
      return { ok: false, reason: `the server answered ${status}` }
    }
    return { ok: false, reason: `more than ${limits.redirects} redirects` }
  } catch (cause) {
    if (signal.aborted) return { ok: false, reason: `no complete response within ${limits.timeoutMs / 1000} seconds` }
    return { ok: false, reason: reasonOf(cause) }
  }
}

class Refused extends Error {}

function checked(address: string, policy: AddressPolicy): URL {
  if (!URL.canParse(address)) throw new Refused('the URL is malformed')
  const url = new URL(address)
  if (url.protocol !== 'http:' && url.protocol !== 'https:') throw new Refused('it is not http or https')
  if (url.username !== '' || url.password !== '') throw new Refused('the URL contains a user name')
  // A literal address is connected to without a look-up. The URL parser has made 2130706433 and 0x7f.1 to 127.0.0.1.
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1')
  if (isIP(host) !== 0 && !policy(host)) throw new Refused('its address is not public')
  return url
}

function get(url: URL, policy: AddressPolicy, signal: AbortSignal): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const request = url.protocol === 'https:' ? requestHttps : requestHttp
    const headers = { accept: 'image/*,font/*,audio/*,video/*', 'accept-encoding': 'identity', 'user-agent': 'lectern' }
    const sent = request(url, { agent: false, headers, lookup: guarded(policy), signal }, resolve)
    sent.on('error', reject)
    sent.end()
  })
}

/** Resolves a name and lets only allowed addresses through; the socket connects to exactly these. */
function guarded(policy: AddressPolicy): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, found: LookupAddress[]) => {
      if (error) return callback(error, '')
      const [first] = found
      if (first === undefined || !found.every(({ address }) => policy(address)))
        return callback(new Refused('its address is not public'), '')
      return options.all ? callback(null, found) : callback(null, first.address, first.family)
    })
  }
}

async function bodyOf(response: IncomingMessage, limitBytes: number): Promise<Uint8Array> {
  const tooLarge = new Refused(`it is larger than ${Math.floor(limitBytes / 1024 / 1024)} MB`)
  if (Number(response.headers['content-length'] ?? 0) > limitBytes) {
    response.destroy()
    throw tooLarge
  }
  const chunks: Buffer[] = []
  let total = 0
  for await (const chunk of response) {
    if (!Buffer.isBuffer(chunk)) continue
    total += chunk.length
    if (total > limitBytes) throw tooLarge
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

function reasonOf(cause: unknown): string {
  if (cause instanceof Refused) return cause.message
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'the server name cannot be resolved'
  if (code === 'ECONNREFUSED') return 'the server does not respond'
  if (code === 'ECONNRESET') return 'the connection was interrupted'
  return cause instanceof Error ? cause.message : String(cause)
}

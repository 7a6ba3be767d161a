// A download that is whole or an error: length, the hash that the server states, and the hash that was asked for are compared
// before anybody opens the file. Proxies are those of the environment (HTTPS_PROXY, NO_PROXY).
import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { type IncomingMessage, request as requestHttp } from 'node:http'
import { type RequestOptions, request as requestHttps } from 'node:https'
import { pipeline } from 'node:stream/promises'

/** What to fetch, and where to put it. */
export interface Download {
  readonly address: string
  /** Absolute path of a file that does not exist yet. */
  readonly into: string
  readonly signal: AbortSignal
  /** Called with each piece: bytes so far, and the bytes of all when the server said how many. */
  readonly progress: (bytes: number, total: number | undefined) => void
  /** Longest silence, in milliseconds. */
  readonly silenceMs?: number
}

/** Why a download failed, in words that complete “could not be downloaded: …”. */
export class DownloadFault extends Error {}

/** The hashes of what was fetched, in hexadecimal. */
export interface Downloaded {
  readonly bytes: number
  readonly sha256: string
}

/**
 * Fetches a file. @throws DownloadFault for everything that the network or the server does, the file system's error for what
 * the disk does, the signal's reason when it is aborted.
 */
export async function download(job: Download): Promise<Downloaded> {
  const { into, signal, progress, silenceMs = 30_000 } = job
  const silent = new AbortController()
  const both = AbortSignal.any([signal, silent.signal])
  let timer = setTimeout(() => silent.abort(), silenceMs)
  try {
    const response = await follow(job.address, both)
    const total = Number(response.headers['content-length']) || undefined
    const sha256 = createHash('sha256')
    const md5 = createHash('md5')
    let bytes = 0
    const counted = async function* (pieces: AsyncIterable<Buffer>) {
      for await (const piece of pieces) {
        clearTimeout(timer)
        timer = setTimeout(() => silent.abort(), silenceMs)
        bytes += piece.length
        if (bytes > mostBytes) throw new DownloadFault(`it is larger than ${mostBytes / 1e6} MB`)
        sha256.update(piece)
        md5.update(piece)
        progress(bytes, total)
        yield piece
      }
    }
    await pipeline(response, counted, createWriteStream(into, { flags: 'wx', mode: 0o600 }), { signal: both })
    if (total !== undefined && bytes !== total)
      throw new DownloadFault(`the connection broke off after ${bytes} of ${total} bytes`)
    const stated = statedMd5(response)
    if (stated !== undefined && stated !== md5.digest('base64'))
      throw new DownloadFault('it is damaged: its checksum does not match the one stated by the server')
    return { bytes, sha256: sha256.digest('hex') }
  } catch (cause) {
    if (signal.aborted) throw signal.reason
    if (silent.signal.aborted) throw new DownloadFault(`nothing arrived for ${silenceMs / 1000} seconds`)
    throw inWords(cause)
  } finally {
    clearTimeout(timer)
  }
}

/** No headless shell is half as large. */
const mostBytes = 600_000_000

async function follow(address: string, signal: AbortSignal): Promise<IncomingMessage> {
  let url = new URL(address)
  for (let hops = 0; hops <= 5; hops++) {
    const response = await get(url, signal)
    const { statusCode = 0, headers } = response
    if (statusCode === 200) return response
    response.destroy()
    if (statusCode < 300 || statusCode >= 400 || headers.location === undefined)
      throw new DownloadFault(
        statusCode === 404 ? 'it was not found on the server (404)' : `the server answered ${statusCode}`,
      )
    const next = new URL(headers.location, url)
    if (url.protocol === 'https:' && next.protocol !== 'https:')
      throw new DownloadFault('the server redirects to an unencrypted address')
    url = next
  }
  throw new DownloadFault('it was redirected more than five times')
}

async function get(url: URL, signal: AbortSignal): Promise<IncomingMessage> {
  const agent = await proxyFor(url)
  const options: RequestOptions = {
    agent: agent ?? false,
    headers: { 'accept-encoding': 'identity', 'user-agent': 'lectern' },
    signal,
  }
  const request = url.protocol === 'https:' ? requestHttps : requestHttp
  return new Promise((resolve, reject) => {
    request(url, options, resolve).on('error', reject).end()
  })
}

async function proxyFor(url: URL): Promise<RequestOptions['agent']> {
  const { getProxyForUrl } = await import('proxy-from-env')
  const proxy = getProxyForUrl(url.href)
  if (proxy === '') return undefined
  const { HttpsProxyAgent } = await import('https-proxy-agent')
  return new HttpsProxyAgent(proxy)
}

/** The MD5 that Google's storage states of a file, in base64. It protects from damage, not from who can change the answer. */
function statedMd5({ headers }: IncomingMessage): string | undefined {
  const said = headers['x-goog-hash']
  const all = Array.isArray(said) ? said.join(',') : (said ?? '')
  return /\bmd5=([\w+/]+=*)/.exec(all)?.[1]
}

function inWords(cause: unknown): unknown {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
  const words: Readonly<Record<string, string>> = {
    ENOTFOUND: 'the server name cannot be resolved (no network?)',
    EAI_AGAIN: 'the server name cannot be resolved (no network?)',
    ECONNREFUSED: 'the server refuses the connection',
    ENETUNREACH: 'there is no network',
    EHOSTUNREACH: 'the server cannot be reached',
    ETIMEDOUT: 'the server does not respond',
    ECONNRESET: 'the connection was interrupted',
    ERR_STREAM_PREMATURE_CLOSE: 'the connection was interrupted',
    EPROTO: 'the encrypted connection failed',
  }
  const known = words[code] ?? (/CERT|SELF_SIGNED/.test(code) ? `the server's certificate was refused (${code})` : '')
  return known === '' ? cause : new DownloadFault(known, { cause })
}

import { createHash } from 'node:crypto'
import { pipeline } from 'node:stream/promises'
import { headBytes, mediaTypeOf } from '../../load/assets/mime.js'
import { type Opened, openReal } from '../../load/disk/openInside.js'
import { headOf } from '../../load/disk/readRegular.js'
import type { ServedFile } from '../deck/servedFiles.js'
import { closed, everywhere, refuse, respond, type Visit } from './respond.js'

/** Sends a file whose address names its content, so that a browser may keep it for ever. */
export async function sendImmutable(visit: Visit, hash: string, file: ServedFile): Promise<void> {
  const caching = { ETag: `"${hash}"`, 'Cache-Control': 'private, max-age=31536000, immutable' }
  if (file.bytes !== undefined) return send(visit, { ...caching, 'Content-Type': file.mime }, file.bytes)
  const opened = await openReal(file.path)
  if (!opened.ok) return refuse(visit, 404)
  try {
    await sendOpened(visit, caching, opened)
  } finally {
    await opened.file.close()
  }
}

/** Sends a file that may be another one the next time. */
export function sendOnce(visit: Visit, mime: string, bytes: Uint8Array, policy = closed): void {
  const hash = createHash('sha256').update(bytes).digest('base64url').slice(0, 22)
  send(visit, { ETag: `"${hash}"`, 'Cache-Control': 'no-cache', 'Content-Type': mime }, bytes, policy)
}

/** Sends bytes, or the part of them that is asked for, or only that they are the same as before. */
function send(
  visit: Visit,
  headers: Readonly<Record<string, string>>,
  bytes: Uint8Array,
  policy: string = closed,
): void {
  const all = { ...headers, 'Content-Security-Policy': policy, 'Accept-Ranges': 'bytes' }
  const range = rangeOf(visit, bytes.length, headers.ETag)
  if (isKnown(visit, headers.ETag)) respond(visit, 304, withoutType(all))
  else if (range === 'none') respond(visit, 200, all, bytes)
  else if (range === 'wrong') refuse(visit, 416, { 'Content-Range': `bytes */${bytes.length}` })
  else {
    const [from, to] = range
    const part = { ...all, 'Content-Range': `bytes ${from}-${to}/${bytes.length}` }
    respond(visit, 206, part, bytes.subarray(from, to + 1))
  }
}

/** Sends what the descriptor gives, whatever has come into the place of its name. */
async function sendOpened(
  visit: Visit,
  headers: Readonly<Record<string, string>>,
  { file, stats }: Opened,
): Promise<void> {
  const { request, response } = visit
  const mime = mediaTypeOf(await headOf(file, headBytes))
  if (mime === undefined) return refuse(visit, 404)
  const size = Number(stats.size)
  const all = {
    ...everywhere,
    ...headers,
    'Content-Type': mime,
    'Content-Security-Policy': closed,
    'Accept-Ranges': 'bytes',
  }
  if (isKnown(visit, headers.ETag)) return respond(visit, 304, withoutType(all))
  const range = rangeOf(visit, size, headers.ETag)
  if (range === 'wrong') return refuse(visit, 416, { 'Content-Range': `bytes */${size}` })
  const [from, to] = range === 'none' ? [0, size - 1] : range
  const length = { 'Content-Length': to - from + 1 }
  if (range === 'none') response.writeHead(200, { ...all, ...length })
  else response.writeHead(206, { ...all, ...length, 'Content-Range': `bytes ${from}-${to}/${size}` })
  if (request.method === 'HEAD' || size === 0) {
    response.end()
    return
  }
  // Cut off where the file is; a visitor who leaves ends it as well.
  await pipeline(file.createReadStream({ start: from, end: to, autoClose: false }), response).catch(() => undefined)
}

function isKnown({ request }: Visit, etag: string | undefined): boolean {
  const known = request.headers['if-none-match']
  return known !== undefined && etag !== undefined && known.split(/\s*,\s*/).some((one) => one === etag || one === '*')
}

/** One range, first and last byte. Several at once are nobody's need: they get everything. */
function rangeOf(
  { request }: Visit,
  size: number,
  etag: string | undefined,
): readonly [number, number] | 'none' | 'wrong' {
  const { range, 'if-range': condition } = request.headers
  if (range === undefined || request.method !== 'GET' || (condition !== undefined && condition !== etag)) return 'none'
  if (range.includes(',')) return 'none'
  const [, first = '', last = ''] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(range.trim()) ?? []
  if (first === '' && last === '') return 'wrong'
  const from = first === '' ? Math.max(0, size - Number(last)) : Number(first)
  const to = first === '' || last === '' ? size - 1 : Math.min(Number(last), size - 1)
  return from <= to && from < size ? [from, to] : 'wrong'
}

function withoutType({ 'Content-Type': _, ...headers }: Readonly<Record<string, string>>): Record<string, string> {
  return headers
}

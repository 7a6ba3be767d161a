import { dirname, extname } from 'node:path'
import { headBytes, mediaTypeOf } from '../../load/assets/mime.js'
import type { Reach } from '../../load/disk/containment.js'
import { openInside } from '../../load/disk/openInside.js'
import { headOf, readFrom } from '../../load/disk/readRegular.js'
import type { Deck } from '../../model/deck.js'
import { type Route, respond, type Visit } from '../http/respond.js'
import { sendOnce } from '../http/sendFile.js'
import type { Session } from './session.js'

/**
 * Answers with what lies beside a deck and can be looked at, with what its links name elsewhere in its project, and leads from
 * a deck's name to its page.
 */
export function besideRoute(find: (name: string) => Session | undefined, sessions: readonly Session[]): Route {
  return async (visit) => {
    if (visit.method === 'POST') return false
    const [, first = '', ...rest] = visit.path.split('/')
    const session = find(first)
    if (session === undefined) return sendLinked(visit, sessions)
    if (rest.length > 0) return sendBeside(visit, dirname(session.path), rest.join('/'), session.shown().deck)
    respond(visit, 308, { Location: `/${encodeURIComponent(first)}/`, 'Cache-Control': 'no-store' })
    return true
  }
}

const largest = 50 * 1024 * 1024

/**
 * What a deck links to above its folder, `../paper.pdf`, or from the top of its project, `/docs/paper.pdf`: a browser asks for
 * both at the top of this server. Nothing else up there can be asked for.
 */
async function sendLinked(visit: Visit, sessions: readonly Session[]): Promise<boolean> {
  for (const session of sessions) {
    for (const { facts } of session.shown().deck.slides) {
      for (const href of facts.links) {
        const path = pathAtTop(href, visit.path)
        if (path === undefined) continue
        const { folder, root } = session.reach()
        const within = href.startsWith('/') ? { folder: root, root } : { folder, root }
        if (await sendBeside(visit, within, path)) return true
      }
    }
  }
  return false
}

/** The file that a link names when a page of a deck would ask for it at `path`, the top of the server. */
function pathAtTop(href: string, path: string): string | undefined {
  if (!/^(?:\/(?!\/)|(?:\.\/)*\.\.\/)/.test(href)) return undefined
  try {
    if (decodeURIComponent(new URL(href, 'http://deck/name/').pathname) !== path) return undefined
    return decodeURIComponent(href.replace(/[?#].*$/, '')).replace(/^\/+/, '')
  } catch {
    return undefined
  }
}

/**
 * What the frames and scripts of a deck that is trusted like a program load from beside it, by the ending of their names. Such a
 * deck runs scripts of its own on this page already, so they may do what it may.
 */
const programs: ReadonlyMap<string, string> = new Map([
  ...['.html', '.htm'].map((ending) => [ending, 'text/html; charset=utf-8'] as const),
  ...['.js', '.mjs'].map((ending) => [ending, 'text/javascript; charset=utf-8'] as const),
  ['.css', 'text/css; charset=utf-8'],
  ['.json', 'application/json; charset=utf-8'],
  ['.csv', 'text/csv; charset=utf-8'],
  ['.txt', 'text/plain; charset=utf-8'],
  ['.wasm', 'application/wasm'],
])

function trustedPolicy({ openNet }: Deck): string {
  const from = `'self' 'unsafe-inline' 'unsafe-eval' data: blob:${openNet ? ' https: http: wss: ws:' : ''}`
  return `default-src ${from}; base-uri 'none'; form-action 'none'; frame-ancestors 'self'`
}

/** A picture, film, font or PDF within a deck's reach, for links of the deck: known by its content, whatever its name. */
async function sendBeside(visit: Visit, within: string | Reach, path: string, deck?: Deck): Promise<boolean> {
  if (path.split('/').some((part) => part === '' || /^\.(?!\.?$)|~$|^node_modules$/i.test(part))) return false
  const opened = await openInside(within, path)
  if (!opened.ok) return false
  try {
    const seen = typeOf(await headOf(opened.file, headBytes))
    const trusted =
      seen === undefined && deck?.unsafeHtml === true ? programs.get(extname(path).toLowerCase()) : undefined
    const mime = seen ?? trusted
    const read = mime === undefined ? undefined : await readFrom(opened.file, largest)
    if (mime === undefined || read?.ok !== true) return false
    sendOnce(visit, mime, read.bytes, ...(trusted === undefined || deck === undefined ? [] : [trustedPolicy(deck)]))
    return true
  } catch {
    return false
  } finally {
    await opened.file.close()
  }
}

function typeOf(head: Uint8Array): string | undefined {
  return Buffer.from(head.subarray(0, 5)).toString('latin1') === '%PDF-' ? 'application/pdf' : mediaTypeOf(head)
}

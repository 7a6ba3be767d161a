import { fileName } from '../../load/disk/fileName.js'
import type { OpenRequest } from '../../model/protocol/live.js'
import { openPath } from '../deck/deckRoute.js'
import type { Session } from '../deck/session.js'
import { readJson } from '../http/readJson.js'
import { type Route, refuse, respond, type Visit } from '../http/respond.js'

/** Opens a file of an author at a line (1-based) and column. Rejects with an `Error` that says why not. */
export type OpenEditor = (path: string, line: number, column: number) => Promise<void>

/** Answers the request to open the source in the author's editor: only files that the deck is made from, only for speakers. */
export function openRoute(find: (name: string) => Session | undefined, cwd: string, open: OpenEditor): Route {
  return async (visit, role) => {
    if (visit.path !== openPath) return false
    if (visit.method !== 'POST') {
      refuse(visit, 405, { Allow: 'POST' })
      return true
    }
    const session = find(visit.query.get('deck') ?? '')
    if (!mayChange(visit, role) || session === undefined) {
      refuse(visit, 403)
      return true
    }
    const request = readOpenRequest(await readJson(visit, 4_096))
    const path = request && pathOf(session, request, cwd)
    if (request === undefined || path === undefined) {
      refuse(visit, request === undefined ? 400 : 404)
      return true
    }
    try {
      await open(path, request.line, request.column ?? 1)
      respond(visit, 204, {})
    } catch (error) {
      const text = `${error instanceof Error ? error.message : error}\n`
      respond(visit, 409, { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' }, text)
    }
    return true
  }
}

/** True for a request of a speaker's own page, by its cookie: it says where it comes from, which `checkRequest` has compared. */
export function mayChange({ request }: Visit, role: string): boolean {
  const { origin, 'content-type': type } = request.headers
  return role === 'speaker' && origin !== undefined && /^application\/json\b/.test(type ?? '')
}

/** Pictures and films are nothing for an editor of texts. */
const texts = /\.(md|markdown|css|json|[cm]?[jt]s|ya?ml|txt)$/i

function pathOf(session: Session, { file }: OpenRequest, cwd: string): string | undefined {
  if (file === undefined) return session.path
  return session.dependencies().find((path) => fileName(path, cwd) === file && texts.test(path))
}

function readOpenRequest(value: unknown): OpenRequest | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const { file, line, column } = value as Readonly<Record<string, unknown>>
  if (!isPosition(line) || !(column === undefined || isPosition(column))) return undefined
  if (!(file === undefined || typeof file === 'string')) return undefined
  return { line, ...(file === undefined ? {} : { file }), ...(column === undefined ? {} : { column }) }
}

function isPosition(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 1
}

import { realpath } from 'node:fs/promises'
import { dirname, isAbsolute, relative } from 'node:path'
import { readSourceText, type SourcePlace, saveSourceText, sourceLimitBytes } from '../../load/editing/sourceFile.js'
import type { SaveAnswer, SaveRequest } from '../../model/protocol/editor.js'
import type { Prepared } from '../deck/prepared.js'
import type { Session } from '../deck/session.js'
import type { Role } from '../http/access.js'
import { readJson } from '../http/readJson.js'
import { refuse, respond, type Visit } from '../http/respond.js'
import { mayChange } from './openRoute.js'

/** Which texts there are. */
export interface SourceRouteOptions {
  readonly textsOf: (session: Session) => Prepared['texts']
  /** Absolute folder of the project. */
  readonly project: string
}

/** In JSON, a text of quotes and line ends is twice as long. */
const bodyLimitBytes = 2 * sourceLimitBytes + 10_000

/** Makes what answers with a text of a deck, and saves it: one save of a file after the other, by whatever names it goes. */
export function sourceRoute({ textsOf, project }: SourceRouteOptions) {
  const saving = new Map<string, Promise<unknown>>()
  /** Hash of what was saved last, by path without links. */
  const saved = new Map<string, string>()
  const placeOf = (visit: Visit, session: Session): SourcePlace | undefined => {
    const file = visit.query.get('file')
    const text = textsOf(session).find((one) => file === null || one.file === file)
    return text && { ...text, project: projectOf(text.path, session, project) }
  }
  const save = async (place: SourcePlace, request: SaveRequest): Promise<SaveAnswer> => {
    // Two decks may be links to one file, or include it by two names.
    const real = await realPathOf(place.path)
    const done = (saving.get(real) ?? Promise.resolve()).then(() => saveSourceText(place, request))
    saving.set(real, done)
    try {
      const result = await done
      if (result.saved) saved.set(real, result.source.hash)
      return result
    } finally {
      if (saving.get(real) === done) saving.delete(real)
    }
  }
  return async (visit: Visit, session: Session, role: Role): Promise<void> => {
    const place = placeOf(visit, session)
    if (visit.method !== 'POST') {
      const read = place && (await readSourceText(place, saved.get(await realPathOf(place.path))))
      if (read === undefined) refuse(visit, 404)
      else if (read.ok) answerJson(visit, 200, read.source)
      else answerJson(visit, 422, { reason: read.reason, message: read.message })
      return
    }
    if (!mayChange(visit, role)) return refuse(visit, 403, { Connection: 'close' })
    if (place === undefined) return refuse(visit, 404, { Connection: 'close' })
    const request = readSaveRequest(await readJson(visit, bodyLimitBytes))
    if (request === undefined) return refuse(visit, isTooLong(visit) ? 413 : 400, { Connection: 'close' })
    const result = await save(place, request)
    answerJson(visit, result.saved ? 200 : result.reason === 'changed' ? 409 : 422, result)
  }
}

/** Of a file that is not there, the path itself. */
async function realPathOf(path: string): Promise<string> {
  return realpath(path).catch(() => path)
}

/**
 * The folder that a text may not lead out of by links: where the command runs, else as far as its deck may read (a part from
 * `../shared`), else the deck's own.
 */
function projectOf(path: string, session: Session, project: string): string {
  const holds = (folder: string): boolean => {
    const way = relative(folder, path)
    return !/^\.\.(?:[\\/]|$)/.test(way) && !isAbsolute(way)
  }
  return [project, session.reach().root].find(holds) ?? dirname(session.path)
}

/** Answers with JSON that nobody keeps. */
export function answerJson(visit: Visit, status: number, value: unknown): void {
  const headers = { 'Content-Type': 'application/json; charset=utf-8', 'Cache-Control': 'no-store' }
  respond(visit, status, headers, JSON.stringify(value))
}

function isTooLong({ request }: Visit): boolean {
  return Number(request.headers['content-length'] ?? 0) > bodyLimitBytes
}

function readSaveRequest(value: unknown): SaveRequest | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const { text, base } = value as Readonly<Record<string, unknown>>
  return typeof text === 'string' && typeof base === 'string' && base.length <= 100 ? { text, base } : undefined
}

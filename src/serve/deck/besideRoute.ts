import { dirname } from 'node:path'
import { headBytes, mediaTypeOf } from '../../load/assets/mime.js'
import { openInside } from '../../load/disk/openInside.js'
import { headOf, readFrom } from '../../load/disk/readRegular.js'
import { type Route, respond, type Visit } from '../http/respond.js'
import { sendOnce } from '../http/sendFile.js'
import type { Session } from './session.js'

/** Answers with what lies beside a deck and can be looked at, and leads from a deck's name to its page. */
export function besideRoute(find: (name: string) => Session | undefined): Route {
  return async (visit) => {
    const [, first = '', ...rest] = visit.path.split('/')
    const session = visit.method === 'POST' ? undefined : find(first)
    if (session === undefined) return false
    if (rest.length > 0) return sendBeside(visit, session, rest.join('/'))
    respond(visit, 308, { Location: `/${encodeURIComponent(first)}/`, 'Cache-Control': 'no-store' })
    return true
  }
}

const largest = 50 * 1024 * 1024

/** A picture, film, font or PDF in the deck's own folder, for links of the deck: known by its content, whatever its name. */
async function sendBeside(visit: Visit, session: Session, path: string): Promise<boolean> {
  if (path.split('/').some((part) => part === '' || /^\.|~$|^node_modules$/i.test(part))) return false
  const opened = await openInside(dirname(session.path), path)
  if (!opened.ok) return false
  try {
    const mime = typeOf(await headOf(opened.file, headBytes))
    const read = mime === undefined ? undefined : await readFrom(opened.file, largest)
    if (mime === undefined || read?.ok !== true) return false
    sendOnce(visit, mime, read.bytes)
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

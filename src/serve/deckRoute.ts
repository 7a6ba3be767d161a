import { dirname } from 'node:path'
import { headBytes, mediaTypeOf } from '../load/assets/mime.js'
import type { ClientBundle } from '../load/client.js'
import { openInside } from '../load/openInside.js'
import { headOf, readFrom } from '../load/readRegular.js'
import type { LivePage } from '../model/live.js'
import type { Access, Role } from './access.js'
import { channelPath } from './admitWindow.js'
import { answer, type Route, type Visit } from './answer.js'
import { firstSlidePage, playerPage, type ServedPage } from './pages.js'
import { sendForEver, sendOnce } from './sendFile.js'
import type { Session } from './session.js'
import type { Shown } from './shown.js'

/** What the pages of decks are made with. */
export interface DeckPages {
  /** Script and style of the page that follows a deck. */
  readonly client: ClientBundle
  /** See `Welcome.runtime`. */
  readonly runtime: string
  readonly debug: boolean
  /** Path and query that edits a deck in the browser; absent when that is not offered. */
  readonly editAt?: (deck: string) => string
}

/** Path that the files of a deck are served under, by the name of its session. */
export function filesAt(deck: string): string {
  return `/__lectern/files/${encodeURIComponent(deck)}/`
}

/** Path of the request that opens an author's editor. */
export const openPath = '/__lectern/open'

/** Path of the page with a deck's first slide. */
export function firstSlideAt(deck: string): string {
  return `/__lectern/first/${encodeURIComponent(deck)}`
}

/** Answers with the pages of decks, the files that these show, and what lies beside a deck and can be looked at. */
export function deckRoute(find: (name: string) => Session | undefined, pages: DeckPages, access: Access): Route {
  const made = new Map<Session, { readonly shown: Shown; readonly pages: Map<Role, ServedPage> }>()
  return async (visit, role) => {
    const [, first = '', second = '', ...rest] = visit.path.split('/')
    if (visit.method === 'POST') return false
    if (first === '__lectern') {
      const session = find(rest[0] ?? '')
      if (session === undefined) return false
      if (second === 'first') return firstSlide(visit, session)
      const hash = rest[1] ?? ''
      const file = second === 'files' ? session.servedFile(hash) : undefined
      if (file === undefined) return false
      await sendForEver(visit, hash, file)
      return true
    }
    const session = find(first)
    if (session === undefined) return false
    if (visit.path === `/${first}`) {
      answer(visit, 308, { Location: `/${encodeURIComponent(first)}/`, 'Cache-Control': 'no-store' })
      return true
    }
    if (second === '' && rest.length === 0) {
      await session.start()
      sendPage(visit, pageFor(session, role))
      return true
    }
    return sendBeside(visit, session, [second, ...rest].join('/'))
  }

  async function firstSlide(visit: Visit, session: Session): Promise<boolean> {
    await session.start()
    sendPage(visit, firstSlidePage(session.shown(), pages.client.style))
    return true
  }

  /** Made once for each role and revision, however many windows ask. */
  function pageFor(session: Session, role: Role): ServedPage {
    const shown = session.shown()
    const kept = made.get(session)
    const known = kept?.shown === shown ? kept : { shown, pages: new Map<Role, ServedPage>() }
    made.set(session, known)
    const page =
      known.pages.get(role) ?? playerPage(shown, pages.client, liveOf(session, shown, role), role === 'speaker')
    known.pages.set(role, page)
    return page
  }

  function liveOf({ name, file }: Session, { revision }: Shown, role: Role): LivePage {
    const token = access.tokens.get(role)
    const secret = token === undefined ? '' : `&token=${token}`
    const deck = `deck=${encodeURIComponent(name)}`
    const edit = pages.editAt?.(name)
    return {
      channel: `${channelPath}?${deck}${secret}`,
      revision,
      file,
      runtime: pages.runtime,
      ...(role === 'speaker' ? { open: `${openPath}?${deck}${secret}`, ...(edit === undefined ? {} : { edit }) } : {}),
      ...(pages.debug ? { debug: true } : {}),
    }
  }
}

function sendPage(visit: Visit, { html, policy }: ServedPage): void {
  const headers = { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-store' }
  answer(visit, 200, { ...headers, 'Content-Security-Policy': policy }, html)
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

import type { ClientBundle } from '../../load/client.js'
import type { LivePage } from '../../model/protocol/live.js'
import type { Role } from '../http/access.js'
import { type Route, respond, type Visit } from '../http/respond.js'
import { sendImmutable } from '../http/sendFile.js'
import { channelPath } from '../socket/admitWindow.js'
import { firstSlidePage, playerPage, type ServedPage } from './pages.js'
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

/** Answers with the pages of decks as they are written, and the files that these show. */
export function deckRoute(find: (name: string) => Session | undefined, pages: DeckPages): Route {
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
      await sendImmutable(visit, hash, file)
      return true
    }
    const session = find(first)
    if (session === undefined || second !== '' || visit.path === `/${first}`) return false
    await session.start()
    sendPage(visit, pageFor(session, role))
    return true
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
    // No secret: a page's attributes can be read by the CSS of a deck. The cookie says who asks.
    const deck = `deck=${encodeURIComponent(name)}`
    const edit = pages.editAt?.(name)
    return {
      channel: `${channelPath}?${deck}`,
      revision,
      file,
      runtime: pages.runtime,
      ...(role === 'speaker' ? { open: `${openPath}?${deck}`, ...(edit === undefined ? {} : { edit }) } : {}),
      ...(pages.debug ? { debug: true } : {}),
    }
  }
}

function sendPage(visit: Visit, { html, policy }: ServedPage): void {
  const headers = { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-store' }
  respond(visit, 200, { ...headers, 'Content-Security-Policy': policy }, html)
}

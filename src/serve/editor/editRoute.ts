import { createHash, randomBytes } from 'node:crypto'
import { dirname } from 'node:path'
import type { ClientBundle } from '../../load/client.js'
import type { Reach } from '../../load/disk/containment.js'
import type { EditorPage, EditorState } from '../../model/protocol/editor.js'
import { editorPolicy, renderEditor } from '../../render/player/editor.js'
import { listDeckFiles } from '../deck/deckFiles.js'
import type { Prepared } from '../deck/prepared.js'
import type { Session } from '../deck/session.js'
import { type Route, refuse, respond, type Visit } from '../http/respond.js'
import { channelPath } from '../socket/admitWindow.js'
import { answerJson, sourceRoute } from './sourceRoute.js'

/** What the editor in the browser is served with. */
export interface EditOptions {
  readonly sessions: readonly Session[]
  /** Script and style of its page; asked for when the page is, because they are large. */
  readonly client: () => Promise<ClientBundle>
  /** Absolute folder of the project: texts may be links inside of it. */
  readonly project: string
}

/** Path of the page that edits a deck, by the name of its session. */
export function editAt(deck: string): string {
  return `/${encodeURIComponent(deck)}/edit`
}

const statePath = '/__lectern/edit/state'
const sourcePath = '/__lectern/edit/source'

/** Answers with the editor's page, what it completes and marks, and the texts. Only for speakers. */
export function editRoute({ sessions, client, project }: EditOptions): Route {
  const latest = new Map<Session, Prepared>()
  for (const session of sessions) {
    session.listen(({ prepared }) => {
      if (prepared !== undefined) latest.set(session, prepared)
    })
  }
  const textsOf = (session: Session): Prepared['texts'] => {
    const texts = latest.get(session)?.texts ?? []
    return texts.length === 0 ? [{ file: session.file, path: session.path }] : texts
  }
  const source = sourceRoute({ textsOf, project })
  let bundle: Promise<ClientBundle> | undefined

  return async (visit, role) => {
    const page = sessions.find((session) => visit.path === `/${session.name}/edit`)
    if (page === undefined && visit.path !== statePath && visit.path !== sourcePath) return false
    const session = page ?? sessions.find(({ name }) => name === visit.query.get('deck'))
    if (role !== 'speaker') refuseViewer(visit)
    else if (session === undefined) refuse(visit, 404)
    else if (visit.path === sourcePath) await source(visit, session, role)
    else if (visit.method === 'POST') refuse(visit, 405, { Allow: 'GET, HEAD' })
    else {
      await session.start()
      if (page === undefined) answerJson(visit, 200, await stateOf(session))
      else {
        bundle ??= client()
        sendPage(visit, pageOf(session), await bundle)
      }
    }
    return true
  }

  /** Before the deck could be read once, its own folder. */
  function reachOf(session: Session): Reach {
    const folder = dirname(session.path)
    return latest.get(session)?.source ?? { folder, root: folder }
  }

  async function stateOf(session: Session): Promise<EditorState> {
    const { deck } = session.shown()
    const vocabulary = latest.get(session)?.vocabulary() ?? emptyVocabulary
    return {
      vocabulary,
      files: await listDeckFiles(reachOf(session)),
      problems: session.problems(),
      slides: deck.slides.map(({ file, line, layout }) => ({
        file,
        line,
        ...(layout === undefined ? {} : { layout }),
      })),
      sources: textsOf(session).map(({ file }) => file),
    }
  }

  function pageOf({ name, path }: Session): EditorPage {
    const query = `deck=${encodeURIComponent(name)}`
    return {
      title: name,
      deck: `/${encodeURIComponent(name)}/`,
      channel: `${channelPath}?${query}`,
      state: `${statePath}?${query}`,
      source: `${sourcePath}?${query}`,
      project: createHash('sha256').update(path).digest('base64url').slice(0, 16),
    }
  }
}

const emptyVocabulary = { theme: '', keys: [], comments: [], tokens: [], images: [], callouts: [] }

function sendPage(visit: Visit, page: EditorPage, client: ClientBundle): void {
  const nonce = randomBytes(18).toString('base64')
  const { html } = renderEditor(page, { ...client, nonce })
  const headers = { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-store' }
  respond(visit, 200, { ...headers, 'Content-Security-Policy': editorPolicy(nonce), 'X-Frame-Options': 'DENY' }, html)
}

/** Whoever typed the address by hand has to know why. */
function refuseViewer(visit: Visit): void {
  const text = 'To edit, open the link printed in the terminal first, then this page.\n'
  respond(visit, 403, { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' }, text)
}

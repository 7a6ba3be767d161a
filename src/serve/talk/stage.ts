// The talk that is being given: its state, and the windows that show it. Speakers and remotes change it, everybody else
// only hears of it, and who is what was decided before the connection was opened.
import { randomBytes } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { changeInk, changesOf, type Ink, type InkChange, noInk } from '../../model/protocol/ink.js'
import { isNewer, type ShowMessage, type ShowState, type Stamp } from '../../model/protocol/show.js'
import { readStageMessage } from '../../model/protocol/stage.js'
import { type Access, isOurHost, isOurOrigin, type Role, roleOf, roleOfVisitor } from '../http/access.js'
import { addressOf, tokenIn } from '../http/checkRequest.js'
import { type Window as Connected, keepWindows, turnAway } from '../socket/windows.js'

/** What a talk shows. */
export interface Shows {
  readonly stamp: Stamp
  readonly state: ShowState
  readonly ink: Ink
}

/** The stage of a server. */
export interface Stage {
  /** Takes a connection of a window; false when it is not one of ours. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): boolean
  /** What shows now; absent before the first window has said so. */
  shows(): Shows | undefined
  /** Tells speakers that another deck lies on disk. */
  tellDeck(): void
  /** Tells every window to load its page anew. */
  reload(): void
  /** Number of windows. */
  size(): number
  close(): void
}

export interface StageOptions {
  readonly access: Access
  readonly port: () => number
  /** The deck that is presented (`Shown.id`), its revision and that of the latest one. */
  readonly deck: () => { readonly id: string; readonly revision: number; readonly latest: number }
  /** What showed before the server ended without a goodbye. */
  readonly before?: Shows
  /** A speaker wants the latest deck. */
  readonly update: () => void
  /** Another state; `now` in milliseconds since 1970. */
  readonly changed: (shows: Shows) => void
}

interface Window extends Connected {
  /** Shows slides to an audience. */
  readonly isAudience: boolean
}

/** Address of the stage's channel. */
export const stagePath = '/__lectern/stage'

/** Drawings are large; whoever only follows has nothing to say but hello. */
const limits = {
  control: { messagesPerSecond: 400, frameBytes: 512 * 1024 },
  viewer: { messagesPerSecond: 10, frameBytes: 16 * 1024 },
}

/** Opens the stage. */
export function openStage(options: StageOptions): Stage {
  const { access, port } = options
  const session = randomBytes(12).toString('base64url')
  let shows = options.before
  let counted = -1
  const windows = keepWindows<Window>({
    limitsOf: (role) => (mayControl({ role }) ? limits.control : limits.viewer),
    opened: (window) => welcome(window),
    heard(window, text) {
      const message = readStageMessage(parse(text))
      const isFine = message !== undefined && (mayControl(window) || message.type === 'hello')
      if (isFine) take(window, message)
      return isFine
    },
    eachSecond: () => tellCount(),
  })
  const { send } = windows
  const tell = (message: ShowMessage, to: (window: Window) => boolean): void => {
    const text = JSON.stringify(message)
    for (const window of windows.all) if (to(window)) send(window, text, message.type === 'laser')
  }
  const tellCount = (): void => {
    const count = [...windows.all].filter(({ isAudience }) => isAudience).length
    if (count === counted) return
    counted = count
    tell({ type: 'audience', count }, mayControl)
  }
  const welcome = (window: Window): void => {
    const { id, revision, latest } = options.deck()
    const known = shows === undefined ? {} : { stamp: shows.stamp, state: shows.state }
    const ink = shows === undefined ? [] : changesOf(shows.ink)
    send(
      window,
      JSON.stringify({ type: 'welcome', session, deck: id, revision, latest, ...known, ink } satisfies ShowMessage),
    )
    if (mayControl(window)) send(window, JSON.stringify({ type: 'audience', count: counted } satisfies ShowMessage))
  }
  const take = (window: Window, message: ShowMessage): void => {
    if (message.type === 'hello') welcome(window)
    if (!mayControl(window)) return
    const others = (other: Window): boolean => other !== window
    if (message.type === 'hello' || message.type === 'state') {
      if (shows === undefined || isNewer(message.stamp, shows.stamp)) {
        shows = { ink: noInk, ...shows, stamp: message.stamp, state: message.state }
        tell({ type: 'state', stamp: message.stamp, state: message.state }, others)
        options.changed(shows)
      } else if (isNewer(shows.stamp, message.stamp)) {
        send(window, JSON.stringify({ type: 'state', stamp: shows.stamp, state: shows.state } satisfies ShowMessage))
      }
    }
    if (message.type === 'hello' || message.type === 'ink') draw(message.ink, others)
    if (message.type === 'laser') tell(message, others)
    if (message.type === 'update') options.update()
  }
  const draw = (changes: readonly InkChange[], others: (window: Window) => boolean): void => {
    if (shows === undefined || changes.length === 0) return
    const ink = changes.reduce(changeInk, shows.ink)
    if (ink === shows.ink) return
    shows = { ...shows, ink }
    tell({ type: 'ink', ink: changes }, others)
    options.changed(shows)
  }
  return {
    upgrade(request, socket, head) {
      const address = addressOf(request.url ?? '')
      if (address?.path !== stagePath) return false
      const purpose = address.query.get('for')
      const role = roleOfUpgrade(request, port(), access, purpose === 'presenter' || purpose === 'remote')
      if (typeof role === 'number') turnAway(socket, role)
      else windows.admit({ request, socket, head }, role, (one) => ({ ...one, isAudience: purpose === 'audience' }))
      return true
    },
    shows: () => shows,
    tellDeck: () => tell({ type: 'deck', latest: options.deck().latest }, mayControl),
    reload: () => tell({ type: 'reload' }, () => true),
    size: () => windows.all.size,
    close: windows.close,
  }
}

function mayControl({ role }: Pick<Connected, 'role'>): boolean {
  return role === 'speaker' || role === 'remote'
}

/** Who asks to be connected, or the status to refuse with: a page of another site, what is no page and has no token. */
function roleOfUpgrade(request: IncomingMessage, port: number, access: Access, isForControl: boolean): Role | number {
  const { url = '', headers, rawHeaders } = request
  if (rawHeaders.length > 200 || url.length > 1_000) return 431
  if (!isOurHost(request, port, access) || !isOurOrigin(request)) return 403
  if (headers['sec-websocket-protocol'] !== undefined) return 403
  const token = tokenIn(url, addressOf(url)?.query ?? new URLSearchParams())
  if (token !== undefined) return roleOf(token, access) ?? 403
  // What is no browser says where it comes from by its token.
  const role = headers.origin === undefined ? undefined : roleOfVisitor(request, port, access)
  // A presenter's window of a talk that has ended is to learn that, and not to follow this one.
  return role === undefined || (isForControl && !mayControl({ role })) ? 403 : role
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

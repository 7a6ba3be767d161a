import { readMessage, type ShowMessage, type StagePage } from '../../model/protocol/show.js'
import { onWindow, root } from '../dom/page.js'
import { drawName } from './session.js'

// Two windows of one browser, told apart by their names: `lectern-presenter-<token>` and `lectern-audience-<token>`. A
// window's name survives a reload and nobody else can read it, so each finds its role and the shared secret again. They
// talk by `postMessage`, which works between files where a BroadcastChannel does not. A message counts when its origin is
// ours and its source is a window that we know, or that knows the token.

/** What a window is for: `''` is a player that nobody presents with. */
export type Role = '' | 'audience' | 'presenter'

/** The other windows of this talk. */
export interface Windows {
  readonly role: Role
  /** True while another window of the talk answers. */
  readonly connected: boolean
  /** Opens the window that is missing, or brings it forward; false when the browser does not allow it. */
  open(features?: WindowPlace): boolean
  /** Changes the role of this window. */
  become(role: Role): void
  send(message: ShowMessage, except?: MessageEventSource): void
}

/** The role of the other window of two. */
export function otherRole(role: Role): 'audience' | 'presenter' {
  return role === 'presenter' ? 'audience' : 'presenter'
}

/** Where on the screens a new window goes, and as what; in CSS pixels. */
export interface WindowPlace {
  readonly role: 'audience' | 'presenter'
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

/** Pages of the roles, where a server has one for each; elsewhere a window can take any. */
export interface RolePages {
  /** Role of the page in this window. */
  readonly role: Role
  /** Address of the page of a role; absent when this window may not open it. */
  addressOf(role: 'audience' | 'presenter'): string | undefined
}

export interface WindowEvents {
  /** A window of the talk says something. */
  heard(message: ShowMessage, source: MessageEventSource): void
  /** The audience's window has shown what it was told. */
  shown(): void
  /** The role has changed, or another window has come or gone. */
  changed(): void
  /** The greeting of this window. */
  greet(type: 'hello' | 'all'): ShowMessage
}

/** Finds this window's role and the windows that it belongs to, and listens to them. */
export function openWindows(events: WindowEvents, pages?: RolePages): Windows {
  let [role, token] = readName()
  role = pages?.role ?? role
  const peers = new Map<MessageEventSource, { answered: boolean }>()
  const opener: Window | null = window.opener
  if (token !== '' && opener !== null) peers.set(opener, { answered: false })
  if (role !== '') root.dataset.role = role
  let connected = false
  const look = (): void => {
    for (const [peer] of peers) if ((peer as Window).closed) peers.delete(peer)
    const now = [...peers.values()].some(({ answered }) => answered)
    if (now === connected) return
    connected = now
    root.toggleAttribute('data-linked', now)
    events.changed()
  }
  const post = (peer: MessageEventSource, message: ShowMessage): void => {
    try {
      peer.postMessage({ lectern: token, message }, { targetOrigin: isFile ? '*' : location.origin })
    } catch {
      // It has gone to another page meanwhile.
    }
  }
  onWindow('message', ({ origin, source, data }) => {
    if (token === '' || source === null || source === window || !isOurs(origin)) return
    if (typeof data !== 'object' || data === null || data.lectern !== token) return
    const message = readMessage(data.message)
    if (message === undefined) return
    peers.set(source, { answered: message.type !== 'bye' })
    if (message.type === 'hello') post(source, events.greet('all'))
    look()
    if (message.type === 'shown') events.shown()
    else if (message.type !== 'bye') events.heard(message, source)
    if (message.type === 'state' && role === 'audience') requestAnimationFrame(() => post(source, { type: 'shown' }))
  })
  onWindow('pagehide', () => {
    for (const [peer] of peers) post(peer, { type: 'bye' })
  })
  const greetAll = (): void => {
    for (const [peer, { answered }] of peers) if (!answered) post(peer, events.greet('hello'))
  }
  setInterval(() => {
    look()
    greetAll()
  }, beatMs)
  greetAll()

  const become = (next: Role): void => {
    role = next
    token ||= drawName()
    window.name = next === '' ? '' : `lectern-${next}-${token}`
    const page = next === '' ? undefined : pages?.addressOf(next)
    if (page !== undefined && pages?.role !== next) {
      location.replace(page + location.hash)
      return
    }
    if (next === '') delete root.dataset.role
    else root.dataset.role = next
    events.changed()
  }
  return {
    get role() {
      return role
    },
    get connected() {
      return connected
    },
    become,
    open: (place) => {
      look()
      const known = [...peers.keys()].find((peer) => !(peer as Window).closed) as Window | undefined
      if (known !== undefined && connected) {
        known.focus()
        return true
      }
      const wanted = place?.role ?? otherRole(role)
      const address = pages === undefined ? location.href : pages.addressOf(wanted)
      if (address === undefined) return false
      token ||= drawName()
      const at = new URL(address, location.href)
      at.hash = location.hash
      const opened = window.open(at.href, `lectern-${wanted}-${token}`, featuresOf(place))
      if (opened === null) return false
      become(otherRole(wanted))
      peers.set(opened, { answered: false })
      return true
    },
    send: (message, except) => {
      for (const [peer] of peers) if (peer !== except) post(peer, message)
    },
  }
}

/** Pages that a server has for the roles; whoever only follows, or holds a phone, has no windows. */
export function rolePages({ role, pages }: StagePage): RolePages {
  const own = role === 'presenter' || role === 'audience' ? role : ''
  return { role: own, addressOf: (wanted) => pages[wanted] }
}

function readName(): [Role, string] {
  const [, role, token] = /^lectern-(audience|presenter)-([0-9a-f]{32})$/.exec(window.name) ?? []
  return role === 'audience' || role === 'presenter' ? [role, token ?? ''] : ['', '']
}

const isFile = location.protocol === 'file:'

/** Browsers call the origin of files `null` or `file://`. */
function isOurs(origin: string): boolean {
  return isFile ? origin === 'null' || origin === 'file://' : origin === location.origin
}

function featuresOf(place: WindowPlace | undefined): string {
  const { left, top, width, height } = place ?? {
    left: screenX + 40,
    top: screenY + 40,
    width: Math.min(1280, screen.availWidth),
    height: Math.min(800, screen.availHeight),
  }
  return `popup,left=${left},top=${top},width=${width},height=${height}${place?.role === 'audience' ? ',fullscreen' : ''}`
}

/** How often windows look for each other. */
const beatMs = 500

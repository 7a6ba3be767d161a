import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { problemCodes } from '../../model/codes.js'
import type { Problem } from '../../model/problem.js'
import type { ClientMessage, Painted, ServerMessage } from '../../model/protocol/live.js'
import type { Session, Update } from '../deck/session.js'
import type { Access, Role } from '../http/access.js'
import { admitWindow } from './admitWindow.js'
import { readMessage } from './clientMessage.js'
import { patchOf, resyncOf, type Sight } from './messages.js'
import { type Window as Connected, keepWindows, turnAway } from './windows.js'

/** The live channel: every window that shows a deck, and what is told to it. */
export interface Channel {
  /** Answers a request to become a live connection. Strangers are refused before anything is agreed on. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void
  /** Follows a session from now on. */
  follow(session: Session): void
  /** Number of windows. */
  size(): number
  close(): void
}

export interface ChannelOptions {
  readonly access: Access
  readonly port: () => number
  /** Tells the windows of one start of the server from those of another. */
  readonly session: string
  /** See `Welcome.runtime`. */
  readonly runtime: string
  readonly find: (deck: string) => Session | undefined
  readonly debug: boolean
  /** A window has drawn a deck; `sendMs`: how long it took to put the change into words and hand it to all windows. */
  readonly painted: (session: Session, message: Painted, sendMs: number) => void
}

interface Window extends Connected {
  readonly deck: Session
  /** What it shows; absent until it has said so. */
  revision: number | undefined
}

const limits = { messagesPerSecond: 50, frameBytes: 16 * 1024 }

/** Opens the channel. */
export function openChannel(options: ChannelOptions): Channel {
  const { access, port } = options
  const unfollow: (() => void)[] = []
  const sending = new Map<Session, number>()
  const windows = keepWindows<Window>({
    limitsOf: () => limits,
    opened: (window) => welcome(window),
    heard(window, text) {
      const message = readMessage(text)
      if (message !== undefined) take(window, message)
      return message !== undefined
    },
  })
  const sightOf = (role: Role, deck: Session): Sight => ({
    notes: role === 'speaker',
    problems: role === 'speaker' ? deck.problems() : access.isOpen ? deck.problems().map(withoutWords) : [],
  })
  const bringUpToDate = (window: Window, has: readonly string[] | undefined, isKnown: boolean): void => {
    const { deck, role, revision = -1 } = window
    const [shown, sight] = [deck.shown(), sightOf(role, deck)]
    window.revision = shown.revision
    if (isKnown && revision === shown.revision) return
    const past = isKnown ? deck.past(revision) : undefined
    const message: ServerMessage = past === undefined ? resyncOf(shown, has ?? [], sight) : patchOf(past, shown, sight)
    windows.send(window, JSON.stringify(message))
  }
  const welcome = (window: Window): void => {
    const { session, runtime } = options
    const { problems } = sightOf(window.role, window.deck)
    const { revision } = window.deck.shown()
    windows.send(
      window,
      JSON.stringify({ type: 'welcome', session, revision, runtime, problems } satisfies ServerMessage),
    )
  }
  const take = (window: Window, message: ClientMessage): void => {
    if (message.type === 'hello') {
      // Said again, it asks whether anybody is still there.
      if (window.revision !== undefined) welcome(window)
      // A window that says nothing of a session has the page of this one.
      const isKnown = message.session === undefined || message.session === options.session
      // A window of an earlier start of the server may be the first to ask for its deck.
      void window.deck.start().then(() => {
        window.revision = message.revision
        if (windows.all.has(window)) bringUpToDate(window, message.slides, isKnown)
      })
    } else if (message.type === 'resync') bringUpToDate(window, message.slides, false)
    else if (options.debug) options.painted(window.deck, message, sending.get(window.deck) ?? 0)
  }
  const tell = (deck: Session, { shown, before, timings }: Update): void => {
    const begun = performance.now()
    const texts = new Map<Role, string>()
    const textFor = (role: Role): string => {
      const known = texts.get(role)
      if (known !== undefined) return known
      const sight = sightOf(role, deck)
      const message: ServerMessage =
        shown.revision === before.revision
          ? { type: 'problems', revision: shown.revision, problems: sight.problems }
          : { ...patchOf(before, shown, sight), ...(options.debug ? { timings: { ...timings } } : {}) }
      const text = JSON.stringify(message)
      texts.set(role, text)
      return text
    }
    for (const window of windows.all) {
      if (window.deck !== deck || window.revision === undefined) continue
      if (window.revision !== before.revision) bringUpToDate(window, undefined, true)
      else {
        windows.send(window, textFor(window.role))
        window.revision = shown.revision
      }
    }
    sending.set(deck, performance.now() - begun)
  }
  return {
    upgrade(request, socket, head) {
      const admitted = admitWindow(request, { access, port: port(), find: options.find })
      if (typeof admitted === 'number') return turnAway(socket, admitted)
      const { role, deck } = admitted
      windows.admit({ request, socket, head }, role, (window) => ({ ...window, deck, revision: undefined }))
    },
    follow: (deck) => void unfollow.push(deck.listen((update) => tell(deck, update))),
    size: () => windows.all.size,
    close() {
      for (const end of unfollow) end()
      windows.close()
    },
  }
}

/** What is wrong, in no words of the author's: a mistyped directive is a note, and messages and source lines quote it. */
function withoutWords({ severity, code, place, slide }: Problem): Problem {
  const hint = 'Open the link printed in the terminal to see more.'
  return { severity, code, message: problemCodes[code], hint, place, ...(slide === undefined ? {} : { slide }) }
}

import { changeInk, changesOf, type Ink, type InkChange, noInk } from '../../model/protocol/ink.js'
import {
  isNewer,
  type Point,
  readInk,
  readStamp,
  readState,
  type ShowMessage,
  type ShowState,
  type Stamp,
} from '../../model/protocol/show.js'
import { onWindow } from '../dom/page.js'
import type { Place } from '../player/place.js'
import { openMemory } from './memory.js'
import { freshTimer } from './view/timer.js'

/** What this window knows of the talk that several windows show. */
export interface Session {
  readonly state: ShowState
  readonly ink: Ink
  /** Sets the state here and everywhere. */
  set(state: ShowState): void
  /** Changes a part of it. */
  change(part: Partial<ShowState>): void
  /** Ends the enlargement here and everywhere; leaves the rest as it is. */
  unzoom(): void
  /** Draws or erases here and everywhere. */
  draw(change: InkChange): void
  point(at: Point | undefined): void
  /** Takes in what another window says; gives what is to be passed on to further windows. */
  receive(message: ShowMessage): ShowMessage | undefined
  /** Takes the state of another window over, whatever this one has. */
  adopt(stamp: Stamp, state: ShowState): void
  /** The greeting of a window: all that it knows. */
  greet(type: 'hello' | 'all'): ShowMessage
}

/** What a session tells. */
export interface SessionEvents {
  /** The state has changed; `remote` when another window did it. */
  changed(state: ShowState, remote: boolean): void
  inked(): void
  pointed(at: Point | undefined): void
  /** To be sent to all other windows. */
  send(message: ShowMessage): void
}

/**
 * Opens the session of this window, with what it remembers of before it was reloaded. The newest state wins: everybody
 * counts changes, and among equal counts the greater name wins in all windows alike.
 */
export function openSession(place: Place, events: SessionEvents): Session {
  const memory = openMemory('window')
  const by = drawName()
  const kept = memory.get('show')
  const parts = typeof kept === 'object' && kept !== null ? (kept as Readonly<Record<string, unknown>>) : {}
  const known = readState(parts.state)
  const isThere = known?.place?.slide === place.slide && known.place.step === place.step
  // A page that was loaded anew before it had gone to where the others are must not say that its place is theirs.
  let stamp: Stamp = (isThere ? readStamp(parts.stamp) : undefined) ?? { count: 0, by }
  let state: ShowState = {
    blank: '',
    scheme: '',
    timer: freshTimer,
    ...known,
    ...(isThere ? {} : { films: [] }),
    place,
  }
  let ink = readInk(parts.ink).reduce(changeInk, noInk)
  let laser: Point | undefined
  let waiting = 0
  const keepNow = (): void => {
    clearTimeout(waiting)
    waiting = 0
    memory.set('show', { stamp, state, ink: changesOf(ink) })
  }
  // Drawings are written often and grow: not for every point.
  const keep = (): void => {
    if (waiting === 0) waiting = setTimeout(keepNow, keptAfterMs)
  }
  onWindow('pagehide', keepNow)
  const set = (next: ShowState): void => {
    if (same(next, state)) return
    state = next
    stamp = { count: stamp.count + 1, by }
    // Others wait longer than this window does.
    events.send({ type: 'state', stamp, state })
    events.changed(state, false)
    keep()
  }
  const takeInk = (changes: readonly InkChange[]): boolean => {
    const next = changes.reduce(changeInk, ink)
    if (next === ink) return false
    ink = next
    events.inked()
    keep()
    return true
  }
  const receive = (message: ShowMessage): ShowMessage | undefined => {
    let news = false
    if ('ink' in message) news = takeInk(message.ink)
    if (isWhole(message) && isNewer(message.stamp, stamp)) {
      ;({ stamp, state } = message)
      events.changed(state, true)
      keep()
      news = true
    }
    if (message.type === 'laser') {
      laser = message.at
      events.pointed(laser)
      return message
    }
    if (!news) return undefined
    return message.type === 'hello' ? { ...message, type: 'all' } : message
  }
  return {
    get state() {
      return state
    },
    get ink() {
      return ink
    },
    set,
    change: (part) => set({ ...state, ...part }),
    unzoom: () => {
      const { zoom: _, ...rest } = state
      set(rest)
    },
    draw: (change) => {
      if (takeInk([change])) events.send({ type: 'ink', ink: [change] })
    },
    point: (at) => {
      if (at === undefined && laser === undefined) return
      laser = at
      events.pointed(at)
      events.send(at === undefined ? { type: 'laser' } : { type: 'laser', at })
    },
    receive,
    adopt: (newStamp, newState) => {
      stamp = newStamp
      state = newState
      events.changed(state, true)
      keep()
    },
    greet: (type) => ({ type, stamp, state, ink: changesOf(ink) }),
  }
}

/** True for what brings all of the state. */
function isWhole(message: ShowMessage): message is Extract<ShowMessage, { type: 'hello' | 'all' | 'state' }> {
  return message.type === 'hello' || message.type === 'all' || message.type === 'state'
}

function same(a: ShowState, b: ShowState): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}

const keptAfterMs = 200

/** A name that no other window has. */
export function drawName(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('')
}

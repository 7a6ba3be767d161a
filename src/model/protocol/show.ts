import { type InkChange, limits } from './ink.js'

// What travels between the windows of one talk, and between them and the server. Another page, or an older self in the
// storage, may say anything: nothing is believed before it has been read here. Both sides read with the same code, which is
// why the client takes values from this file, from `stage.ts`, `ink.ts` and `plan.ts`, and from no other of the model.

/** A point of a slide, in its CSS pixels. */
export interface Point {
  readonly x: number
  readonly y: number
}

/** A point in the talk: 0-based slide, and how many of its steps are shown. */
export interface TalkPlace {
  readonly slide: number
  readonly step: number
}

/** The timer of a talk. It counts real time, so a laptop that slept has not stopped it. */
export interface Timer {
  /** Milliseconds since 1970 at which it was started last; absent while it stands still. */
  readonly startedAt?: number
  /** Milliseconds that it had counted before. */
  readonly countedMs: number
}

/** A film or sound of the slide that shows, since somebody has started, paused or moved it. It plays while it has been started. */
export interface Film extends Timer {
  /** 0-based, among the films and sounds of the slide. */
  readonly index: number
  /** Why the audience's window does not play it. */
  readonly failed?: 'blocked' | 'unplayable'
}

/** What all windows of a talk show together. */
export interface ShowState {
  readonly place: TalkPlace
  /** Colour of the covered screen; empty when it shows the slide. */
  readonly blank: '' | 'black' | 'white'
  /** Colours of the deck; empty for its own. */
  readonly scheme: '' | 'light' | 'dark'
  /** The point around which the slide is enlarged; absent when it is not. */
  readonly zoom?: Point
  readonly timer: Timer
  /** The one that was touched last is the last. */
  readonly films?: readonly Film[]
}

/** Orders what different windows say: the higher count is newer, among equals the greater name wins everywhere. */
export interface Stamp {
  readonly count: number
  readonly by: string
}

/** A message between windows. */
export type ShowMessage =
  | {
      readonly type: 'hello' | 'all'
      readonly stamp: Stamp
      readonly state: ShowState
      readonly ink: readonly InkChange[]
    }
  | { readonly type: 'state'; readonly stamp: Stamp; readonly state: ShowState }
  | { readonly type: 'ink'; readonly ink: readonly InkChange[] }
  | { readonly type: 'laser'; readonly at?: Point }
  /** `shown`: an audience's window has had a frame since the last state. */
  | { readonly type: 'swap' | 'bye' | 'shown' }
  | StageMessage

/** What only the server says, or is only said to it; read by `stage.ts`. */
export type StageMessage =
  /** First message of a connection; `session` is another one after each start of the server. */
  | {
      readonly type: 'welcome'
      readonly session: string
      /** Names the deck that is presented. */
      readonly deck: string
      /** Revision of the deck that is presented, and of the latest one on disk. */
      readonly revision: number
      readonly latest: number
      /** What the talk shows; absent before anybody has said so. */
      readonly stamp?: Stamp
      readonly state?: ShowState
      readonly ink: readonly InkChange[]
    }
  /** Another deck lies on disk than the one that is presented. */
  | { readonly type: 'deck'; readonly latest: number }
  /** Load the page anew: the deck that is presented has changed. */
  | { readonly type: 'reload' }
  /** Asks for that. */
  | { readonly type: 'update' }
  /** How many people follow. */
  | { readonly type: 'audience'; readonly count: number }

/** What a page that the server presents has to know: JSON in the attribute `data-stage` of `<main id="lectern-deck">`. */
export interface StagePage {
  /** What the window is for. */
  readonly role: 'audience' | 'presenter' | 'remote' | 'follower'
  /** Path and query of the stage's channel, from the root of the server. */
  readonly channel: string
  /** Names the deck in the page; a server that presents another one says so. */
  readonly deck: string
  readonly revision: number
  /** Path of the page of each role that this window may open. */
  readonly pages: { readonly audience: string; readonly presenter?: string }
  /** Path that gives a new code for a phone, as SVG; absent where none may be asked for. */
  readonly pair?: string
}

/** True when `a` is newer than `b`. */
export function isNewer(a: Stamp, b: Stamp): boolean {
  return a.count === b.count ? a.by > b.by : a.count > b.count
}

/** Reads a message from another window; `undefined` for anything that is none. */
export function readMessage(value: unknown): ShowMessage | undefined {
  if (!isRecord(value)) return undefined
  const { type } = value
  if (type === 'swap' || type === 'bye' || type === 'shown') return { type }
  if (type === 'laser') {
    const at = readPoint(value.at)
    return at === undefined ? { type } : { type, at }
  }
  if (type === 'ink') return { type, ink: readInk(value.ink) }
  const stamp = readStamp(value.stamp)
  const state = readState(value.state)
  if (stamp === undefined || state === undefined) return undefined
  if (type === 'state') return { type, stamp, state }
  return type === 'hello' || type === 'all' ? { type, stamp, state, ink: readInk(value.ink) } : undefined
}

/** Reads a state; `undefined` when its place or timer is none. */
export function readState(value: unknown): ShowState | undefined {
  if (!isRecord(value) || !isRecord(value.place)) return undefined
  const { slide, step } = value.place
  const timer = readTimer(value.timer)
  if (!isCount(slide) || !isCount(step) || timer === undefined) return undefined
  const films = Array.isArray(value.films) ? value.films.slice(0, mostFilms).flatMap(readFilm) : []
  const zoom = readPoint(value.zoom)
  return {
    place: { slide, step },
    blank: value.blank === 'black' || value.blank === 'white' ? value.blank : '',
    scheme: value.scheme === 'light' || value.scheme === 'dark' ? value.scheme : '',
    timer,
    ...(zoom === undefined ? {} : { zoom }),
    ...(films.length === 0 ? {} : { films }),
  }
}

/** Films of one slide that windows agree on. */
const mostFilms = 20

function readFilm(value: unknown): Film[] {
  const timer = readTimer(value)
  if (!isRecord(value) || timer === undefined || !isCount(value.index)) return []
  const { index, failed } = value
  return [{ index, ...timer, ...(failed === 'blocked' || failed === 'unplayable' ? { failed } : {}) }]
}

function readTimer(value: unknown): Timer | undefined {
  if (!isRecord(value) || !isTime(value.countedMs)) return undefined
  const { startedAt, countedMs } = value
  return isTime(startedAt) ? { startedAt, countedMs } : { countedMs }
}

/** Reads a stamp. */
export function readStamp(value: unknown): Stamp | undefined {
  if (!isRecord(value) || !isCount(value.count) || typeof value.by !== 'string' || value.by.length > 64)
    return undefined
  return { count: value.count, by: value.by }
}

/** Reads changes of the drawings, without those that are none. */
export function readInk(value: unknown): InkChange[] {
  return Array.isArray(value) ? value.slice(0, limits.strokes * 2).flatMap((one) => readChange(one) ?? []) : []
}

function readChange(value: unknown): InkChange | undefined {
  if (!isRecord(value)) return undefined
  if (value.kind === 'erase') {
    const ids = Array.isArray(value.ids) ? value.ids.filter(isId).slice(0, limits.strokes) : []
    return { kind: 'erase', ids }
  }
  if (value.kind !== 'draw' || !isRecord(value.stroke) || !isCount(value.from)) return undefined
  const { id, slide, colour, width, points } = value.stroke
  if (!isId(id) || !isCount(slide) || !isCount(colour) || !isLength(width) || width > 200) return undefined
  if (!Array.isArray(points) || points.length > limits.points || !points.every(isLength)) return undefined
  return { kind: 'draw', stroke: { id, slide, colour, width, points }, from: value.from }
}

function readPoint(value: unknown): Point | undefined {
  return isRecord(value) && isLength(value.x) && isLength(value.y) ? { x: value.x, y: value.y } : undefined
}

/** True for an object that is no list. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** True for a whole number from 0 on. */
export function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0
}

function isTime(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0
}

function isLength(value: unknown): value is number {
  return typeof value === 'number' && Math.abs(value) < 1e5
}

function isId(value: unknown): value is string {
  return typeof value === 'string' && value.length > 0 && value.length <= 64
}

// The border of the live channel: what comes in is text that anybody could have written. Each reader gives the value it
// names, or `undefined`; one wrong part makes the whole message wrong.

import type { Problem } from '../../../model/problem.js'
import type {
  LiveHead,
  LivePage,
  LiveSlide,
  Patch,
  Resync,
  ServerMessage,
  Splice,
  Welcome,
} from '../../../model/protocol/live.js'

/** Reads a message of the server; `undefined` when it is none. */
export function readMessage(data: unknown): ServerMessage | undefined {
  const message = parseJson(data)
  switch (message?.type) {
    case 'welcome':
      return isWelcome(message) ? message : undefined
    case 'patch':
      return isPatch(message) ? message : undefined
    case 'resync':
      return isResync(message) ? message : undefined
    case 'problems':
      return isCount(message.revision) && isListOf(message.problems, isProblem)
        ? { type: 'problems', revision: message.revision, problems: message.problems }
        : undefined
    case 'reload':
      return { type: 'reload' }
    default:
      return undefined
  }
}

/** Reads what a served page tells its script (`data-live`); `undefined` for pages that are not live. */
export function readLivePage(data: string | undefined): LivePage | undefined {
  const page = parseJson(data)
  return page !== undefined && isLivePage(page) ? page : undefined
}

type Fields = Readonly<Record<string, unknown>>

function parseJson(data: unknown): Fields | undefined {
  if (typeof data !== 'string') return undefined
  try {
    const value: unknown = JSON.parse(data)
    return isFields(value) ? value : undefined
  } catch {
    return undefined
  }
}

function isLivePage(it: Fields): it is Fields & LivePage {
  return (
    typeof it.channel === 'string' &&
    // One slash: two would be another host.
    /^\/(?!\/)/.test(it.channel) &&
    typeof it.file === 'string' &&
    typeof it.runtime === 'string' &&
    isCount(it.revision) &&
    isOptional(it.open, isText) &&
    isOptional(it.edit, isText) &&
    isOptional(it.debug, isBoolean)
  )
}

function isWelcome(it: Fields): it is Fields & Welcome {
  return isText(it.session) && isText(it.runtime) && isCount(it.revision) && isListOf(it.problems, isProblem)
}

function isPatch(it: Fields): it is Fields & Patch {
  return (
    isCount(it.from) &&
    isCount(it.to) &&
    isListOf(it.splices, isSplice) &&
    isOptional(it.css, isText) &&
    isOptional(it.head, isHead) &&
    hasNumbers(it) &&
    isOptional(it.edited, isCount) &&
    isListOf(it.problems, isProblem) &&
    isOptional(it.timings, isTimings)
  )
}

function isResync(it: Fields): it is Fields & Resync {
  return (
    isCount(it.to) &&
    isListOf(it.slides, isSlide) &&
    isText(it.css) &&
    isHead(it.head) &&
    hasNumbers(it) &&
    isListOf(it.problems, isProblem)
  )
}

function hasNumbers(it: Fields): boolean {
  return isListOf(it.lines, isCount) && isListOf(it.pages, isCount) && isCount(it.pageTotal)
}

function isSplice(it: unknown): it is Splice {
  return isFields(it) && isCount(it.at) && isCount(it.remove) && isListOf(it.insert, isSlide)
}

function isSlide(it: unknown): it is LiveSlide {
  return isFields(it) && isText(it.hash) && isOptional(it.html, isText)
}

function isHead(it: unknown): it is LiveHead {
  if (!isFields(it) || !isFields(it.size)) return false
  const { widthPx, heightPx } = it.size
  return (
    isText(it.title) &&
    isText(it.lang) &&
    isCount(widthPx) &&
    isCount(heightPx) &&
    isOneOf(it.colorScheme, ['auto', 'light', 'dark'])
  )
}

function isProblem(it: unknown): it is Problem {
  return (
    isFields(it) &&
    isOneOf(it.severity, ['error', 'warning', 'info']) &&
    isText(it.code) &&
    isText(it.message) &&
    isText(it.hint) &&
    isFields(it.place) &&
    isText(it.place.file) &&
    isCount(it.place.line) &&
    isCount(it.place.column) &&
    isOptional(it.place.length, isCount) &&
    isOptional(it.slide, isCount) &&
    isOptional(it.sourceLine, isText)
  )
}

function isTimings(it: unknown): it is Readonly<Record<string, number>> {
  return isFields(it) && Object.values(it).every((value) => typeof value === 'number')
}

function isFields(it: unknown): it is Fields {
  return typeof it === 'object' && it !== null && !Array.isArray(it)
}

function isListOf<Part>(it: unknown, isPart: (part: unknown) => part is Part): it is readonly Part[] {
  return Array.isArray(it) && it.every(isPart)
}

function isOptional(it: unknown, is: (it: unknown) => boolean): boolean {
  return it === undefined || is(it)
}

function isText(it: unknown): it is string {
  return typeof it === 'string'
}

function isBoolean(it: unknown): it is boolean {
  return typeof it === 'boolean'
}

/** A whole number from 0. */
function isCount(it: unknown): it is number {
  return Number.isSafeInteger(it) && Number(it) >= 0
}

function isOneOf(it: unknown, words: readonly string[]): boolean {
  return words.some((word) => word === it)
}

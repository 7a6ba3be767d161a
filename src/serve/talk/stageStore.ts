import { rm } from 'node:fs/promises'
import { readCached, writeCached } from '../../load/cache/cached.js'
import { changeInk, changesOf, noInk } from '../../model/protocol/ink.js'
import { readInk, readStamp, readState } from '../../model/protocol/show.js'
import type { Role } from '../http/access.js'
import type { KnownDevices } from './devices.js'
import type { Shows } from './stage.js'

/** What a server needs to go on where another one ended without a goodbye. */
export interface StageRecord {
  readonly devices: KnownDevices
  /** Secret of those who follow in the network. */
  readonly viewer: string
  readonly shows?: Shows
}

/** Longest time, in milliseconds, after which a talk still goes on where it was. */
const staleMs = 12 * 3600 * 1000

/** Drawings are most of it; `limits` in `model/protocol/ink.ts`. */
const limitBytes = 64 * 1024 * 1024

/** Reads what a server left behind; `undefined` when there is nothing, or it is old or broken. */
export async function readRecord(path: string, now: number): Promise<StageRecord | undefined> {
  try {
    const value = JSON.parse(String(await readCached(path, limitBytes))) as Readonly<Record<string, unknown>>
    const { savedAt, viewer, devices, stamp: keptStamp, state: keptState, ink } = value
    if (typeof savedAt !== 'number' || now - savedAt > staleMs || savedAt > now) return undefined
    if (typeof viewer !== 'string' || !isSecret(viewer) || !Array.isArray(devices)) return undefined
    const [stamp, state] = [readStamp(keptStamp), readState(keptState)]
    const known = devices.filter(
      (one): one is [string, Role] =>
        Array.isArray(one) && isSecret(one[0]) && (one[1] === 'speaker' || one[1] === 'remote'),
    )
    const shows =
      stamp === undefined || state === undefined
        ? {}
        : { shows: { stamp, state, ink: readInk(ink).reduce(changeInk, noInk) } }
    return { viewer, devices: known, ...shows }
  } catch {
    return undefined
  }
}

/** Writes it, for this user's eyes only. Never throws: a talk goes on without. */
export async function writeRecord(path: string, { devices, viewer, shows }: StageRecord, now: number): Promise<void> {
  const { stamp, state, ink } = shows ?? {}
  const value = { savedAt: now, viewer, devices, stamp, state, ink: ink === undefined ? [] : changesOf(ink) }
  await writeCached(path, Buffer.from(JSON.stringify(value)))
}

/** A server that ends as it should leaves nothing behind. */
export async function forgetRecord(path: string): Promise<void> {
  await rm(path, { force: true }).catch(() => undefined)
}

function isSecret(text: unknown): text is string {
  return typeof text === 'string' && /^[\w-]{22,64}$/.test(text)
}

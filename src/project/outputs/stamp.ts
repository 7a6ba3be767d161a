// What was made of a deck, and of what: kept in the cache for each target, so that a second run makes only what is no
// longer as it would be. A stamp that cannot be read is as if it were not there: then all is made anew.
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { cacheFolder, openMemo } from '../../load/cache/memo.js'
import { fileState } from '../../load/disk/fileState.js'
import type { DeckMeta, FileRef } from '../../model/deck.js'
import type { Problem } from '../../model/problem.js'
import type { Source } from '../../model/source.js'
import type { Run } from './buildRun.js'
import type { Output } from './made.js'
import { nameOf, type Target } from './targets.js'

export interface Stamp {
  /** Of the deck's text alone: what most often changes, and is known at once. */
  readonly text: string
  /** Of everything that went in except the files that the deck refers to. */
  readonly inputs: string
  /** Those files, and their content's hashes by key; a file that was not there has none. */
  readonly refs: readonly FileRef[]
  readonly files: Readonly<Record<string, string>>
  /** Which states of them on disk had that content, by key. */
  readonly states: Readonly<Record<string, string>>
  /** What was said of the deck. */
  readonly problems: readonly Problem[]
  readonly outputs: readonly Output[]
  /** What an index says of the deck. */
  readonly about: About
}

/** What a deck says of itself, and how long it is. */
export interface About {
  readonly meta: DeckMeta
  readonly slides: number
}

/** The stamps of one target. */
export interface StampPlace {
  readonly stamp: Stamp | undefined
  /** Replaces it. Never throws: a cache that cannot be written is no mistake. */
  keep(stamp: Stamp): Promise<void>
}

/** Finds the stamp of a target. Variants (other slides, another scale) have stamps of their own. */
export async function findStamp(target: Target, deck: string, run: Run): Promise<StampPlace> {
  const { settings, machine } = run
  const variant = JSON.stringify([target.format, nameOf(target), deck, settings.options, settings.pages])
  const memo = await openMemo({ folder: cacheFolder(machine.env), scope: `made ${variant}`, version: machine.madeBy })
  return {
    stamp: parse(memo.get('stamp')),
    keep: async (stamp) => {
      memo.set('stamp', JSON.stringify(stamp))
      await memo.flush()
    },
  }
}

/** What lies at a target from earlier runs, whatever their variant. */
export interface Left {
  readonly outputs: readonly Output[]
  /** Notes what lies there now. Never throws. */
  keep(outputs: readonly Output[]): Promise<void>
}

/** Finds what earlier runs have left at a target. */
export async function findLeft(target: Target, deck: string, { machine }: Pick<Run, 'machine'>): Promise<Left> {
  const place = JSON.stringify([target.format, nameOf(target), deck])
  const memo = await openMemo({ folder: cacheFolder(machine.env), scope: `left ${place}`, version: machine.madeBy })
  return {
    outputs: parse(memo.get('left'))?.outputs ?? [],
    keep: async (outputs) => {
      memo.set('left', JSON.stringify({ outputs }))
      await memo.flush()
    },
  }
}

/** The border: what we wrote ourselves, behind the memo's checksum, or nothing. */
function parse(text: string | undefined): Stamp | undefined {
  if (text === undefined) return undefined
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && 'outputs' in value ? (value as Stamp) : undefined
  } catch {
    return undefined
  }
}

/** True when the file is there and has the content that we gave it. */
export async function isAsMade({ path, hash, bytes, state }: Output): Promise<boolean> {
  if (state !== undefined && state === (await fileState(path))) return true
  const content = await readFile(path).catch(() => undefined)
  return content !== undefined && content.length === bytes && hashOf(content) === hash
}

/** A hash of content. */
export function hashOf(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('base64url')
}

/** A hash of what an author writes: the deck, what it includes and what its charts are drawn from. */
export function textHash({ text, parts, data }: Pick<Source, 'text' | 'parts' | 'data'>): string {
  return hashOf(JSON.stringify([text, parts, ...(data ?? [])]))
}

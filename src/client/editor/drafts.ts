// Text that is not on the disk yet, kept in the browser, so that a crash of the browser, of the server or of the machine
// takes nothing away. Each window keeps its own, because two may have the same deck open.
import type { SourceText } from '../../model/protocol/editor.js'
import { forget, recall, remember } from '../dom/storage.js'

/** A text that was typed and never confirmed. */
export interface Draft {
  readonly text: string
  /** What it was made from. */
  readonly base: SourceText
  /** When it was last written, in milliseconds of the epoch. */
  readonly atMs: number
}

/** A draft that a window left behind: one that crashed, or this one before it was loaded again. */
export interface FoundDraft extends Draft {
  remove(): void
}

/** Keeps the drafts of one file. */
export interface Drafts {
  /** Keeps a draft, or takes it away; false when this browser cannot keep it. */
  keep(draft: Draft | undefined): boolean
  /** What was left behind, newest first. */
  found(): Promise<readonly FoundDraft[]>
}

/** `file` names the file and the project. */
export function openDrafts(file: string): Drafts {
  const prefix = `lectern-draft ${file} `
  // Another name each time: what is left of the last time must not be overwritten before somebody has looked at it.
  const own = `${prefix}${crypto.getRandomValues(new Uint32Array(2)).join('-')}`
  // A lock lives as long as its window, so it tells drafts that are being written from those that were left behind.
  navigator.locks?.request(own, () => new Promise<never>(() => undefined)).catch(() => undefined)
  return {
    keep: (draft) => {
      if (draft !== undefined) return remember('browser', own, JSON.stringify(draft))
      forget('browser', own)
      return true
    },
    async found() {
      const held = await heldLocks()
      return keysWith(prefix)
        .filter((key) => key !== own && !held.has(key))
        .flatMap((key) => readDraft(key))
        .sort((one, other) => other.atMs - one.atMs)
    },
  }
}

async function heldLocks(): Promise<ReadonlySet<string>> {
  const locks = await navigator.locks?.query().catch(() => undefined)
  return new Set((locks?.held ?? []).flatMap(({ name }) => name ?? []))
}

function keysWith(prefix: string): string[] {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(prefix))
  } catch {
    return []
  }
}

function readDraft(key: string): FoundDraft[] {
  try {
    const draft = draftOf(JSON.parse(recall('browser', key) ?? ''))
    return draft === undefined ? [] : [{ ...draft, remove: () => forget('browser', key) }]
  } catch {
    return []
  }
}

/** Storage can hold anything: another version of us wrote it, or a page that had our address before. */
function draftOf(value: unknown): Draft | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const { text, base, atMs } = value as Partial<Record<keyof Draft, unknown>>
  if (typeof text !== 'string' || typeof atMs !== 'number' || typeof base !== 'object' || base === null)
    return undefined
  const from = base as Partial<Record<keyof SourceText, unknown>>
  if (typeof from.text !== 'string' || typeof from.hash !== 'string' || typeof from.file !== 'string') return undefined
  return { text, atMs, base: { text: from.text, hash: from.hash, file: from.file, readOnly: false } }
}

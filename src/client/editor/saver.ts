// Brings what is typed onto the disk, and what others wrote there into the text. It knows nothing of pages and windows; the
// host does. What holds at all times: text that is not on the disk is kept in the browser, and neither side is overwritten
// by a text that does not know of it.
import type { SaveAnswer, SaveRequest, SourceText } from '../../model/protocol/editor.js'
import { type Merged, mergeTexts } from './merge.js'

/** How things stand with the text. */
export type SaveState =
  | { readonly kind: 'saved' | 'saving' | 'waiting' }
  /** Both sides changed the same place. */
  | { readonly kind: 'conflict' }
  /** The file is gone; saving would make it again. */
  | { readonly kind: 'missing'; readonly message: string }
  /** Not saved, and why. */
  | { readonly kind: 'failed'; readonly message: string }

/** What the server says of the file. */
export type Fetched =
  | { readonly ok: true; readonly source: SourceText }
  | { readonly ok: false; readonly reason: string; readonly message: string }

/** What a saver works with. */
export interface SaverHost {
  /** The text as it is being written. */
  text(): string
  /** Puts another text in its place, as an edit that can be undone; the saver is not told of it. */
  replace(text: string): void
  /** Both reject when the server cannot be reached. */
  send(request: SaveRequest): Promise<SaveAnswer>
  fetch(): Promise<Fetched>
  /** Keeps a text that is not on the disk, and the one that it was made from; `undefined`: everything is on the disk. */
  keep(draft: { readonly text: string; readonly base: SourceText } | undefined): void
  /** Shows both versions and lets the writer choose; `decide` takes the choice, once. */
  ask(merged: Merged, decide: (text: string) => void): void
  tell(state: SaveState, note?: string): void
  /** Calls back later; gives what prevents that. */
  later(task: () => void, ms: number): () => void
}

export interface Saver {
  /** The text was changed by the writer. */
  edited(): void
  /** Saves what there is to save now. Also asks again when there is something to decide, and makes a missing file again. */
  save(): Promise<void>
  /** The file may have changed on disk. */
  check(): Promise<void>
  /** Goes on with a text that was made from `base`, which may not be on the disk any more. */
  adopt(draft: { readonly text: string; readonly base: SourceText }): Promise<void>
  /** True when everything is on the disk. */
  isSafe(): boolean
}

/** Pause in typing after which it saves, and after which it tries again when the server cannot be reached. */
const pauseMs = { typing: 400, retry: 2_000 }

/** Saves the text of `host`, which was made from `first`. */
export function createSaver(host: SaverHost, first: SourceText): Saver {
  let base = first
  /** What is on disk while the writer has to decide. */
  let contested: SourceText | undefined
  let isMissing = false
  let running: Promise<void> | undefined
  let cancel: (() => void) | undefined

  const soon = (ms: number): void => {
    cancel?.()
    cancel = host.later(() => void save(), ms)
  }
  const settle = (note?: string): void => {
    if (host.text() === base.text) {
      host.keep(undefined)
      host.tell({ kind: 'saved' }, note)
    } else {
      host.keep({ text: host.text(), base })
      host.tell({ kind: 'waiting' }, note)
      soon(pauseMs.typing)
    }
  }
  /** Others wrote `theirs`: puts both together, or asks. */
  const reconcile = (theirs: SourceText): void => {
    isMissing = false
    const mine = host.text()
    const merged = mergeTexts(base.text, mine, theirs.text)
    if (merged.contested) {
      contested = theirs
      host.keep({ text: mine, base })
      host.tell({ kind: 'conflict' })
      host.ask(merged, (text) => decide(theirs, text))
      return
    }
    const cameIn = theirs.text !== base.text && theirs.text !== mine
    base = theirs
    contested = undefined
    if (merged.withMine !== mine) host.replace(merged.withMine)
    settle(cameIn ? '(merged with changes on disk)' : undefined)
  }
  const fail = (reason: string, message: string): void => {
    isMissing = reason === 'missing'
    host.tell({ kind: isMissing ? 'missing' : 'failed', message })
  }
  const send = async (): Promise<void> => {
    const text = host.text()
    if (text === base.text && !isMissing) {
      settle()
      return
    }
    host.tell({ kind: 'saving' })
    const answer = await host.send({ text, base: isMissing ? '' : base.hash })
    if (answer.saved) {
      isMissing = false
      base = { ...answer.source, text }
      settle()
    } else if (answer.reason === 'changed' && answer.source !== undefined) reconcile(answer.source)
    else {
      host.keep({ text: host.text(), base })
      fail(answer.reason, answer.message)
    }
  }
  const look = async (): Promise<void> => {
    const fetched = await host.fetch()
    if (!fetched.ok) fail(fetched.reason, fetched.message)
    else if (contested !== undefined || isMissing || fetched.source.hash !== base.hash) reconcile(fetched.source)
  }
  /** One thing after the other: an answer must find the text that its question was about. */
  const run = async (task: () => Promise<void>): Promise<void> => {
    const before = running
    const mine = (async () => {
      await before
      try {
        await task()
      } catch (error) {
        const isKnown = error instanceof Error && error.name === 'Error'
        host.tell({ kind: 'failed', message: isKnown ? error.message : 'The server cannot be reached.' })
        if (host.text() !== base.text) soon(pauseMs.retry)
      }
    })()
    running = mine
    await mine
  }
  const save = async (): Promise<void> => {
    cancel?.()
    await run(async () => {
      const theirs = contested
      if (theirs === undefined) await send()
      else reconcile(theirs)
    })
  }
  /** The writer has seen `theirs` and wants `text`. What others wrote meanwhile is found when it is saved. */
  const decide = (theirs: SourceText, text: string): void => {
    contested = undefined
    isMissing = false
    base = theirs
    host.replace(text)
    void save()
  }
  return {
    edited() {
      const isSaved = host.text() === base.text
      if (contested !== undefined || isMissing) host.keep({ text: host.text(), base })
      else if (!isSaved || running === undefined) settle()
    },
    save,
    check: () => run(look),
    async adopt(draft) {
      const theirs = base
      base = draft.base
      host.replace(draft.text)
      await run(async () => reconcile(theirs))
      if (contested === undefined) await save()
    },
    isSafe: () => host.text() === base.text && contested === undefined && !isMissing,
  }
}

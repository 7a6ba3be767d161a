import { readFile } from 'node:fs/promises'
import type { ExportJob } from '../export/exporter.js'
import { type Format, type FormatEntry, formatTable } from '../export/formats.js'
import type { Artefact } from '../model/artefact.js'
import type { Deck } from '../model/deck.js'
import type { Problem } from '../model/problem.js'

/** What making artefacts needs besides where they go. */
export type Making = Omit<ExportJob, 'deliver' | 'copy' | 'isKept'> & {
  /** Told what making them had to say. */
  readonly problems: (found: readonly Problem[]) => void
}

/**
 * Makes the artefacts of one format and gives each as soon as it is finished: the next is not finished before that one was
 * taken. Leaving the loop stops the work. Throws as exporters do.
 */
export async function* exportDeck(deck: Deck, format: Format, making: Making): AsyncGenerator<Artefact, void> {
  const left = new AbortController()
  const finished = handover<Artefact>()
  const job: ExportJob = {
    ...making,
    signal: AbortSignal.any([making.signal, left.signal]),
    deliver: finished.give,
    copy: async (from, name) => finished.give({ kind: 'media', name, bytes: await readFile(from) }),
    isKept: async () => false,
  }
  const entry: FormatEntry = formatTable[format]
  const work = entry.make(deck, job).then(making.problems).then(finished.end, finished.fail)
  try {
    for (let next = await finished.take(); next !== undefined; next = await finished.take()) yield next
  } finally {
    left.abort(new Error('Nobody takes what is exported.'))
    finished.drain()
    await work
  }
}

interface Handover<Value> {
  /** Resolves when the value was taken. */
  readonly give: (value: Value) => Promise<void>
  /** The next value; `undefined` after the last. Rejects with what was given to `fail`. */
  readonly take: () => Promise<Value | undefined>
  readonly end: () => void
  readonly fail: (reason: unknown) => void
  /** Lets everybody go who waits for a value to be taken. */
  readonly drain: () => void
}

function handover<Value>(): Handover<Value> {
  const waiting: { readonly value: Value; readonly taken: () => void }[] = []
  let outcome: { readonly reason?: unknown; readonly isFault: boolean } | undefined
  let isDrained = false
  let wake = (): void => {}
  return {
    give: (value) =>
      new Promise((taken) => {
        if (isDrained) return taken()
        waiting.push({ value, taken })
        wake()
      }),
    take: async () => {
      while (waiting.length === 0 && outcome === undefined)
        await new Promise<void>((resolve) => {
          wake = resolve
        })
      const next = waiting.shift()
      next?.taken()
      if (next === undefined && outcome?.isFault === true) throw outcome.reason
      return next?.value
    },
    end: () => {
      outcome = { isFault: false }
      wake()
    },
    fail: (reason) => {
      outcome = { reason, isFault: true }
      wake()
    },
    drain: () => {
      isDrained = true
      for (const { taken } of waiting.splice(0)) taken()
    },
  }
}

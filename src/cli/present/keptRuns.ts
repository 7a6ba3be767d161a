// Runs of rehearsals are kept in a file beside the deck. Nothing can make them again: a file that is not understood, all of it
// or a single run, is left as it is, and the new runs go beside it.
import { readSourceText, type SourcePlace, saveSourceText } from '../../load/editing/sourceFile.js'
import { type Rehearsals, type Run, readRehearsals } from '../../model/talk/rehearsal.js'

/** All runs, and how keeping them went. */
export interface KeptRuns {
  readonly runs: readonly Run[]
  /** As messages name it. */
  readonly file: string
  /** Why they are not where they should be, or nowhere; absent when all is well. */
  readonly told?: string
}

/** Adds runs to those in a file, or in the one beside it when that is not understood. Never throws. */
export async function keepRuns(fresh: readonly Run[], place: SourcePlace): Promise<KeptRuns> {
  const kept = await addTo(place, fresh)
  if (kept.runs !== undefined) return { runs: kept.runs, file: place.file }
  const beside = { ...place, path: other(place.path), file: other(place.file) }
  const there = await addTo(beside, fresh)
  const why = `${kept.why} It was left unchanged`
  if (there.runs === undefined) return { runs: fresh, file: place.file, told: `${why}, and the runs were not saved.` }
  return { runs: there.runs, file: beside.file, told: `${why}; the runs were saved to ${beside.file}.` }
}

function other(path: string): string {
  return path.replace(/\.json$/, '.new.json')
}

/** Runs that are kept. */
const mostRuns = 50

/** How often it is tried again when somebody else writes the same file. */
const mostTries = 3

type Added = { readonly runs: readonly Run[] } | { readonly runs: undefined; readonly why: string }

async function addTo(place: SourcePlace, fresh: readonly Run[]): Promise<Added> {
  for (let tries = 1; ; tries++) {
    const read = await readSourceText(place)
    if (!read.ok && read.reason !== 'missing') return { runs: undefined, why: read.message }
    const before = read.ok ? parse(read.source.text) : []
    if (before === undefined) return { runs: undefined, why: `${place.file} is not a rehearsal file.` }
    const runs = [...before, ...fresh].slice(-mostRuns)
    const kept: Rehearsals = { version: 1, runs }
    const text = `${JSON.stringify(kept, null, 2)}\n`
    const saved = await saveSourceText(place, { text, base: read.ok ? read.source.hash : '' })
    if (saved.saved) return { runs }
    if (saved.reason !== 'changed' || tries === mostTries) return { runs: undefined, why: saved.message }
  }
}

function parse(text: string): readonly Run[] | undefined {
  try {
    return readRehearsals(JSON.parse(text))?.runs
  } catch {
    return undefined
  }
}

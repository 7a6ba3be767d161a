import { findDecks } from '../load/deck/decks.js'
import { includeInto, loadSource, sourceFromBytes, stdinOrigin } from '../load/deck/source.js'
import { LecternError } from '../model/error.js'
import type { Source } from '../model/source.js'
import type { Settings } from './options/settings.js'
import { shardOf } from './options/shard.js'
import { readStandardInput } from './readStandardInput.js'

/** Decks that could be read, and why others could not. */
export interface ReadSources {
  readonly sources: readonly Source[]
  readonly failures: readonly LecternError[]
}

/** Reads the decks that patterns mean, or the part of them that this machine is to build. */
export async function readSources(
  patterns: readonly string[],
  settings: Pick<Settings, 'decks' | 'shard' | 'root'>,
  cwd: string,
  signal?: AbortSignal,
): Promise<ReadSources> {
  const search = { cwd, root: settings.root, signal }
  if (patterns.length === 1 && patterns[0] === '-') {
    const bytes = await readStandardInput()
    const source = sourceFromBytes(bytes, stdinOrigin(search))
    return { sources: [await includeInto(source, search)], failures: [] }
  }
  const paths = await findDecks(patterns, { cwd, configured: settings.decks })
  const sources: Source[] = []
  const failures: LecternError[] = []
  for (const path of shardOf(paths, settings.shard)) {
    try {
      sources.push(await loadSource(path, search))
    } catch (error) {
      if (!(error instanceof LecternError)) throw error
      failures.push(error)
    }
  }
  return { sources, failures }
}

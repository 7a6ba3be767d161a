import { findDecks } from '../load/decks.js'
import { includeInto, loadSource, sourceFromBytes } from '../load/source.js'
import { LecternError } from '../model/error.js'
import type { Source } from '../model/source.js'
import { readStandardInput } from './readStandardInput.js'
import type { Settings } from './settings.js'
import { shardOf } from './shard.js'

/** Decks that could be read, and why others could not. */
export interface ReadSources {
  readonly sources: readonly Source[]
  readonly failures: readonly LecternError[]
}

/** Reads the decks that patterns mean, or the part of them that this machine is to build. */
export async function readSources(
  patterns: readonly string[],
  settings: Pick<Settings, 'decks' | 'shard'>,
  cwd: string,
): Promise<ReadSources> {
  if (patterns.length === 1 && patterns[0] === '-') {
    const bytes = await readStandardInput()
    const source = sourceFromBytes(bytes, { file: '<stdin>', path: '', root: cwd, name: 'stdin' })
    return { sources: [await includeInto(source, cwd)], failures: [] }
  }
  const paths = await findDecks(patterns, { cwd, configured: settings.decks })
  const sources: Source[] = []
  const failures: LecternError[] = []
  for (const path of shardOf(paths, settings.shard)) {
    try {
      sources.push(await loadSource(path, { cwd }))
    } catch (error) {
      if (!(error instanceof LecternError)) throw error
      failures.push(error)
    }
  }
  return { sources, failures }
}

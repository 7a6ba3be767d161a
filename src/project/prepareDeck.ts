import { setImmediate as breath } from 'node:timers/promises'
import { cacheFolder, openMemo } from '../load/cache/memo.js'
import { withSeed } from '../load/cache/seed.js'
import { themesNamedIn } from '../load/themes/themes.js'
import type { LoadedFiles } from '../model/artefact.js'
import type { Deck } from '../model/deck.js'
import type { Problem } from '../model/problem.js'
import type { Source } from '../model/source.js'
import type { Common } from './common.js'
import { assemble, lookAround, type Means, type Pass } from './pipeline.js'
import type { Surroundings } from './surroundings.js'

/** A deck ready to be exported, with its files and everything that is to be said of it. */
export interface PreparedDeck {
  readonly deck: Deck
  readonly files: LoadedFiles
  readonly problems: readonly Problem[]
  /** Absolute paths of all that it was made from. */
  readonly inputs: readonly string[]
}

/** What preparing needs of a run. */
export interface Preparation extends Means {
  /** Told how long each part took. */
  readonly time: (what: string) => void
  /** Aborted when the user wants it to end. Absent: nobody can. */
  readonly signal?: AbortSignal | undefined
  /** False to leave `brand.json` aside. Absent: it holds. */
  readonly brand?: boolean
  /** Absent: nothing is shared with other decks. */
  readonly common?: Common
  /** True to have the line of every block written on it. Absent: it is not. */
  readonly positions?: boolean
  /** See `Pass`. Absent: used. */
  readonly fonts?: Pass['fonts']
}

/** Reads the themes that a deck can use, and the project's brand. */
export async function surround(source: Source, run: Preparation): Promise<Surroundings> {
  const wanted = themesNamedIn(source)
  const look = async (): Promise<Surroundings> => {
    const { cwd, env, madeBy } = run.machine
    const memo = await openMemo({ folder: cacheFolder(env), scope: `themes ${cwd}`, version: madeBy })
    const found = await lookAround(wanted, { ...run, memo })
    await memo.flush()
    return found
  }
  const surroundings = await (run.common?.surroundings(JSON.stringify(wanted), look) ?? look())
  run.time(`${source.name}: load`)
  return surroundings
}

/** Paths of the files that charts of a deck are drawn from, also of those that are not there yet. */
export function dataPaths({ data = [] }: Source): string[] {
  return data.map(({ path }) => path).filter((path) => path !== '')
}

/** Loads what a deck needs, unless that has been done, compiles it once and reads the files that it refers to. */
export async function prepareDeck(
  source: Source,
  run: Preparation,
  surroundings?: Surroundings,
): Promise<PreparedDeck> {
  const { env, madeBy, packageRoot } = run.machine
  const { common, signal } = run
  const memo = await openMemo({ folder: cacheFolder(env), scope: source.path, version: madeBy })
  const around = surroundings ?? (await surround(source, run))
  const { deck, files, problems, assets } = await assemble(source, {
    ...run,
    surroundings: around,
    memo: withSeed(memo, packageRoot),
    positions: run.positions === true,
    fonts: run.fonts ?? 'used',
    readSheet: common?.readSheet,
    reading: { signal, ...(common === undefined ? {} : { own: common.ownFiles }) },
    between: async (what) => {
      if (what === 'compile') run.time(`${source.name}: compile`)
      // A browser that starts meanwhile is answered.
      if (what !== 'files') await breath()
    },
  })
  await memo.flush()
  run.time(`${source.name}: files`)
  const inputs = [...source.parts.map(({ path }) => path), ...dataPaths(source), ...around.paths, ...assets.keys()]
  return { deck, files, inputs, problems }
}

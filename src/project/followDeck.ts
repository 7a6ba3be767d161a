import { realpath } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { vocabularyOf } from '../compile/editing/vocabulary.js'
import type { AssetCache } from '../load/assets/assets.js'
import { generationalMemo } from '../load/cache/generationalMemo.js'
import { cacheFolder, openMemo } from '../load/cache/memo.js'
import { withSeed } from '../load/cache/seed.js'
import { includesIn } from '../load/deck/includeLines.js'
import { includeInto, loadSource, originOf, sourceFromBytes } from '../load/deck/source.js'
import { themesNamedIn } from '../load/themes/themes.js'
import type { Source } from '../model/source.js'
import type { Prepare } from '../serve/deck/prepared.js'
import { assemble, lookAround, type Means, type Pass } from './pipeline.js'
import { dataPaths } from './prepareDeck.js'
import { projectFiles } from './projectFiles.js'
import type { ProjectSettings } from './settings.js'
import type { Surroundings } from './surroundings.js'

/** What a deck is followed with. */
export interface Following extends Omit<Means, 'settings'> {
  /** Reads the configuration; asked again when it changes. */
  readonly readSettings: () => Promise<ProjectSettings>
  readonly fonts: Pass['fonts']
}

/** What the last version was made in. */
interface Before {
  readonly settings: ProjectSettings
  readonly surroundings: Surroundings
  readonly wanted: string
}

/**
 * Makes the function that prepares a deck again and again. What did not change is not read again: after an edit of the
 * text, only the text is.
 */
export function followDeck(path: string, following: Following): Prepare {
  const { machine, engine, readSettings, fonts } = following
  const { cwd, packageRoot } = machine
  const cache: AssetCache = new Map()
  /** Absolute path → key of the asset. */
  let assets: ReadonlyMap<string, string> = new Map()
  let before: Before | undefined
  let memo: ReturnType<typeof generationalMemo> | undefined

  const surround = async (
    source: Source,
    settings: ProjectSettings,
    changed: ReadonlySet<string> | undefined,
  ): Promise<Surroundings> => {
    const names = themesNamedIn(source)
    const wanted = names.join('\n')
    const isOld = before?.surroundings.paths.some((one) => changed?.has(one)) ?? true
    if (before !== undefined && changed !== undefined && !isOld && before.wanted === wanted) return before.surroundings
    const surroundings = await lookAround(names, { settings, machine, memo: new Map() })
    before = { settings, surroundings, wanted }
    return surroundings
  }

  const settingsNow = async (changed: ReadonlySet<string> | undefined): Promise<ProjectSettings> => {
    if (before === undefined || changed === undefined) return readSettings()
    const { configFile } = before.settings
    const files = [...projectFiles(cwd), ...(configFile === undefined ? [] : [resolve(cwd, configFile)])]
    return files.some((one) => changed.has(one)) ? readSettings() : before.settings
  }

  const readSource = async (bytes: Uint8Array | undefined, { root }: ProjectSettings): Promise<Source> => {
    // What the watcher has read is what lies at the path; a link is judged when it is opened.
    if (bytes === undefined || (await isLink(path))) return loadSource(path, { cwd, root })
    return includeInto(sourceFromBytes(bytes, originOf(path, { cwd, root })), { cwd })
  }

  return async (changed, known) => {
    for (const one of changed ?? []) cache.delete(assets.get(one) ?? '')
    const settings = await settingsNow(changed)
    const source = await readSource(known(path), settings)
    const surroundings = await surround(source, settings, changed)
    const place = { folder: cacheFolder(machine.env), scope: path, version: machine.madeBy }
    const disk = memo === undefined ? await openMemo(place) : undefined
    const recent = memo ?? generationalMemo(withSeed(disk ?? new Map<string, string>(), packageRoot))
    memo = recent
    const { deck, files, problems, ...made } = await assemble(source, {
      settings,
      machine,
      engine,
      surroundings,
      memo: recent,
      positions: fonts === 'all',
      fonts,
      reading: { cache },
      between: (what) => (what === 'compile' ? recent.turn() : undefined),
    })
    assets = made.assets
    for (const key of cache.keys()) if (!files.files.has(key) && !files.beside.has(key)) cache.delete(key)
    await disk?.flush()
    const { themes, names } = surroundings.loaded
    return {
      deck,
      source,
      files: files.files,
      beside: files.beside,
      problems,
      dependencies: [...surroundings.paths, ...textsOf(source, cwd), ...assets.keys()],
      texts: [...new Map(source.parts.map((part) => [part.path, { file: part.file, path: part.path }])).values()],
      text: source.text,
      vocabulary: () =>
        vocabularyOf({
          theme: themes.find(({ name }) => name === deck.theme),
          themeName: deck.theme,
          themes: names,
          sizes: deck.sizes,
        }),
    }
  }
}

/** True when a path is a link, or lies behind one. */
async function isLink(path: string): Promise<boolean> {
  const real = await realpath(path).catch(() => path)
  return real !== path
}

/** The deck's file, those that it includes, and those that it would include if they were there. */
function textsOf(source: Source, cwd: string): string[] {
  const missing = source.problems.flatMap(({ code, place, sourceLine = '' }) =>
    code === 'include-missing'
      ? includesIn([sourceLine], 0).map((include) => resolve(dirname(resolve(cwd, place.file)), include.path))
      : [],
  )
  return [...new Set([...source.parts.map(({ path }) => path), ...dataPaths(source), ...missing])].filter(
    (path) => path !== '',
  )
}

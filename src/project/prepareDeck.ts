import { createHash } from 'node:crypto'
import { dirname, resolve } from 'node:path'
import { setImmediate as breath } from 'node:timers/promises'
import { compile } from '../compile/compile.js'
import type { Engine } from '../compile/engine.js'
import { withUsedFonts } from '../export/fonts/fonts.js'
import { type LoadedFiles, loadFiles } from '../load/assets/assets.js'
import { assetPaths } from '../load/assets/places.js'
import { cacheFolder, openMemo } from '../load/memo.js'
import { withSeed } from '../load/seed.js'
import { type Brand, loadBrand, logoFrom } from '../load/themes/brand.js'
import { loadThemes, themesNamedIn } from '../load/themes/themes.js'
import { arrangeProblems } from '../model/arrange.js'
import type { Deck } from '../model/deck.js'
import type { Problem } from '../model/problem.js'
import type { Source } from '../model/source.js'
import type { Theme } from '../model/theme.js'
import type { Common } from './common.js'
import type { Machine } from './machine.js'
import { projectFiles, themeFiles } from './projectFiles.js'
import type { ProjectSettings } from './settings.js'
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
export interface Preparation {
  readonly settings: ProjectSettings
  readonly machine: Machine
  readonly engine: Engine
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
}

/** Reads the themes that a deck can use, and the project's brand. */
export async function surround(source: Source, run: Preparation): Promise<Surroundings> {
  const wanted = themesNamedIn(source)
  const look = () => lookAround(wanted, run)
  const surroundings = await (run.common?.surroundings(JSON.stringify(wanted), look) ?? look())
  run.time(`${source.name}: load`)
  return surroundings
}

async function lookAround(wanted: readonly string[], run: Preparation): Promise<Surroundings> {
  const { settings, machine } = run
  const brand = run.brand === false ? noBrand : await loadBrand(machine.cwd)
  const memo = await openMemo({
    folder: cacheFolder(machine.env),
    scope: `themes ${machine.cwd}`,
    version: machine.madeBy,
  })
  const loaded = await loadThemes({
    memo: withSeed(memo, machine.packageRoot),
    cwd: machine.cwd,
    packageRoot: machine.packageRoot,
    dirs: settings.themeDirs,
    wanted,
    ...(settings.theme === undefined ? {} : { option: settings.theme }),
  })
  await memo.flush()
  const named = [settings.configFile, settings.check?.wordsFile]
  const paths = [
    ...projectFiles(machine.cwd),
    ...named.flatMap((path) => (path === undefined ? [] : [resolve(machine.cwd, path)])),
    ...(await themeFiles(settings, loaded, machine.cwd)),
  ]
  return { brand, loaded, paths }
}

/** Loads what a deck needs, unless that has been done, compiles it once and reads the files that it refers to. */
export async function prepareDeck(
  source: Source,
  run: Preparation,
  surroundings?: Surroundings,
): Promise<PreparedDeck> {
  const { settings, machine, engine } = run
  const memo = await openMemo({ folder: cacheFolder(machine.env), scope: source.path, version: machine.madeBy })
  const { brand, loaded, paths } = surroundings ?? (await surround(source, run))
  const compiled = await compile(source, {
    engine,
    memo: withSeed(memo, machine.packageRoot),
    hash: (text) => createHash('sha256').update(text).digest('base64url'),
    themes: loaded.themes,
    themeNames: loaded.names,
    brand: brand.tokens,
    logo: logoFrom(dirname(source.path), brand, machine.cwd),
    unsafeHtml: settings.unsafeHtml,
    positions: run.positions === true,
    allowNet: settings.allowNet,
    ...(loaded.forced === undefined ? {} : { forcedTheme: loaded.forced }),
  })
  run.time(`${source.name}: compile`)
  // A browser that starts meanwhile is answered.
  await breath()
  const deck = withUsedFonts(compiled, run.common?.readSheet)
  await breath()
  const roots = { deckRoot: source, themeRoots: rootsOf(loaded.themes) }
  const files = await loadFiles(deck.files, {
    ...roots,
    signal: run.signal,
    allowNet: settings.allowNet,
    mediaLimitBytes: settings.mediaLimitBytes,
    ...(run.common === undefined ? {} : { own: run.common.ownFiles }),
  })
  await memo.flush()
  run.time(`${source.name}: files`)
  const problems = [...loaded.problems, ...brand.problems, ...deck.problems, ...files.problems]
  const assets = deck.files.flatMap((ref) => assetPaths(ref, roots))
  const inputs = [...source.parts.map(({ path }) => path), ...paths, ...assets]
  return { deck, files, inputs, problems: arrangeProblems(problems, source) }
}

const noBrand: Brand = { tokens: new Map(), problems: [] }

/** Theme's name → folder of its files. */
export function rootsOf(themes: readonly Theme[]): Map<string, string> {
  return new Map(themes.flatMap(({ name, root }) => (root === undefined ? [] : [[name, root] as const])))
}

// The one way that a deck goes: surroundings, compile, fonts, files, problems. Once it is gone by `prepareDeck`, again and
// again by `followDeck`; what they differ in comes in arguments.
import { createHash } from 'node:crypto'
import { dirname, resolve } from 'node:path'
import { compile } from '../compile/compile.js'
import type { Engine } from '../compile/engine/engine.js'
import { withUsedFonts } from '../export/fonts/fonts.js'
import type { sheetReader } from '../export/fonts/sheet.js'
import { type AssetSources, loadFiles } from '../load/assets/assets.js'
import { assetPaths } from '../load/assets/places.js'
import { withSeed } from '../load/cache/seed.js'
import { type Brand, loadBrand, logoFrom } from '../load/themes/brand.js'
import { loadThemes } from '../load/themes/themes.js'
import { arrangeProblems } from '../model/arrange.js'
import type { LoadedFiles } from '../model/artefact.js'
import type { Deck } from '../model/deck.js'
import type { Memo } from '../model/memo.js'
import type { Problem } from '../model/problem.js'
import type { Source } from '../model/source.js'
import type { Theme } from '../model/theme.js'
import type { Machine } from './machine.js'
import { projectFiles, themeFiles } from './projectFiles.js'
import type { ProjectSettings } from './settings.js'
import type { Surroundings } from './surroundings.js'
import { withVega } from './vega/vegaDrawings.js'

/** What every pass through the pipeline needs. */
export interface Means {
  readonly settings: ProjectSettings
  readonly machine: Machine
  readonly engine: Engine
}

/** Reads the themes of those names and the project's brand; with `brand` false, `brand.json` is left aside. */
export async function lookAround(
  wanted: readonly string[],
  { settings, machine, memo, brand: isBranded = true }: Omit<Means, 'engine'> & { memo: Memo; brand?: boolean },
): Promise<Surroundings> {
  const { cwd, packageRoot } = machine
  const option = settings.theme === undefined ? {} : { option: settings.theme }
  const [brand, loaded] = await Promise.all([
    isBranded ? loadBrand(cwd) : noBrand,
    loadThemes({ memo: withSeed(memo, packageRoot), cwd, packageRoot, dirs: settings.themeDirs, wanted, ...option }),
  ])
  const named = [settings.configFile, settings.check?.wordsFile]
  const paths = [
    ...projectFiles(cwd),
    ...named.flatMap((path) => (path === undefined ? [] : [resolve(cwd, path)])),
    ...(await themeFiles(settings, loaded, cwd)),
  ]
  return { brand, loaded, paths }
}

/** One pass: what of it is the caller's. */
export interface Pass extends Means {
  readonly surroundings: Surroundings
  /** What the compiler remembers. */
  readonly memo: Memo
  /** True to have the line of every block written on it. */
  readonly positions: boolean
  /** `used`: of fonts, only what the deck needs, as in a file. `all`: fonts must not come and go while somebody types. */
  readonly fonts: 'used' | 'all'
  /** Absent: style sheets are read for this deck alone. */
  readonly readSheet?: ReturnType<typeof sheetReader> | undefined
  /** How files are remembered, shared and given up. */
  readonly reading: Pick<AssetSources, 'signal' | 'own' | 'cache'>
  /** Called between the parts: lets others have the process, and tells the time. */
  readonly between: (what: 'compile' | 'fonts' | 'files') => Promise<void> | void
}

/** A deck with its files, and everything that is to be said of it. */
export interface Assembled {
  readonly deck: Deck
  readonly files: LoadedFiles
  readonly problems: readonly Problem[]
  /** Absolute path of each file that was, or could be, read → key of its asset. */
  readonly assets: ReadonlyMap<string, string>
}

/** Compiles a deck in its surroundings and reads the files that it refers to. */
export async function assemble(source: Source, pass: Pass): Promise<Assembled> {
  const { settings, machine, engine, memo, between } = pass
  const { brand, loaded } = pass.surroundings
  const { allowNet, mediaLimitBytes, unsafeHtml } = settings
  const drawn = await withVega(source, { packageRoot: machine.packageRoot, memo, signal: pass.reading.signal })
  const compiled = await compile(drawn, {
    engine,
    memo,
    hash: (text) => createHash('sha256').update(text).digest('base64url'),
    themes: loaded.themes,
    themeNames: loaded.names,
    brand: brand.tokens,
    logo: logoFrom(dirname(source.path), brand, machine.cwd),
    unsafeHtml,
    positions: pass.positions,
    allowNet,
    ...(loaded.forced === undefined ? {} : { forcedTheme: loaded.forced }),
  })
  await between('compile')
  const deck = pass.fonts === 'used' ? withUsedFonts(compiled, pass.readSheet) : compiled
  await between('fonts')
  const roots = { deckRoot: source, themeRoots: rootsOf(loaded.themes) }
  const files = await loadFiles(deck.files, { ...roots, allowNet, mediaLimitBytes, ...pass.reading })
  const assets = new Map(deck.files.flatMap((ref) => assetPaths(ref, roots).map((path) => [path, ref.key] as const)))
  await between('files')
  const problems = [...loaded.problems, ...brand.problems, ...deck.problems, ...files.problems]
  return { deck, files, assets, problems: arrangeProblems(problems, source) }
}

const noBrand: Brand = { tokens: new Map(), problems: [] }

/** Theme's name → folder of its files. */
export function rootsOf(themes: readonly Theme[]): Map<string, string> {
  return new Map(themes.flatMap(({ name, root }) => (root === undefined ? [] : [[name, root] as const])))
}

import { createHash } from 'node:crypto'
import { dirname, resolve } from 'node:path'
import { compile } from '../compile/compile.js'
import type { Engine } from '../compile/engine.js'
import { vocabularyOf } from '../compile/vocabulary.js'
import { withUsedFonts } from '../export/fonts/fonts.js'
import { type AssetCache, assetPath, loadFiles } from '../load/assets/assets.js'
import { fileName } from '../load/fileName.js'
import { generations } from '../load/generations.js'
import { includesIn } from '../load/includeLines.js'
import { cacheFolder, openMemo } from '../load/memo.js'
import { withSeed } from '../load/seed.js'
import { deckName, includeInto, loadSource, sourceFromBytes } from '../load/source.js'
import { type Brand, loadBrand } from '../load/themes/brand.js'
import { type LoadedThemes, loadThemes, themesNamedIn } from '../load/themes/themes.js'
import { arrangeProblems } from '../model/arrange.js'
import type { Source } from '../model/source.js'
import type { Prepare } from '../serve/prepared.js'
import { rootsOf } from './prepareDeck.js'
import { projectFiles, themeFiles } from './projectFiles.js'
import type { Settings } from './settings.js'
import type { Terminal } from './terminal.js'

/** What a deck is followed with. */
export interface Following {
  readonly terminal: Terminal
  readonly madeBy: string
  readonly engine: Engine
  /** Reads the configuration; asked again when it changes. */
  readonly readSettings: () => Promise<Settings>
  /** `used`: of fonts, only what the deck needs, as in a file. `all`: fonts must not come and go while somebody types. */
  readonly fonts: 'used' | 'all'
}

/** All that a deck needs besides its text. */
interface Surroundings {
  readonly settings: Settings
  readonly themes: LoadedThemes
  readonly brand: Brand
  readonly wanted: string
  /** Absolute paths of what this was read from. */
  readonly paths: readonly string[]
}

/**
 * Makes the function that prepares a deck again and again. What did not change is not read again: after an edit of the
 * text, only the text is.
 */
export function followDeck(path: string, following: Following): Prepare {
  const { terminal, engine, madeBy, readSettings, fonts } = following
  const { cwd, packageRoot } = terminal
  const assets: AssetCache = new Map()
  /** Absolute path → key of the asset. */
  let assetKeys = new Map<string, string>()
  let surroundings: Surroundings | undefined
  let memo: ReturnType<typeof generations> | undefined

  const surround = async (source: Source, changed: ReadonlySet<string> | undefined): Promise<Surroundings> => {
    const wanted = themesNamedIn(source)
    const isOld = surroundings?.paths.some((one) => changed?.has(one)) ?? true
    if (surroundings !== undefined && changed !== undefined && !isOld && surroundings.wanted === wanted.join('\n'))
      return surroundings
    const settings =
      surroundings !== undefined && !touchesConfig(changed) ? surroundings.settings : await readSettings()
    const option = settings.theme === undefined ? {} : { option: settings.theme }
    const dirs = settings.themeDirs
    const [themes, brand] = await Promise.all([
      loadThemes({ cwd, packageRoot, dirs, wanted, memo: withSeed(new Map(), packageRoot), ...option }),
      loadBrand(cwd),
    ])
    const paths = [...projectFiles(cwd), ...(await themeFiles(settings, themes, cwd))]
    surroundings = { settings, themes, brand, wanted: wanted.join('\n'), paths }
    return surroundings
  }
  const touchesConfig = (changed: ReadonlySet<string> | undefined): boolean =>
    changed === undefined || projectFiles(cwd).some((one) => changed.has(one))

  const readSource = async (bytes: Uint8Array | undefined): Promise<Source> => {
    if (bytes === undefined) return loadSource(path, { cwd })
    const origin = { file: fileName(path, cwd), path, root: dirname(path), name: deckName(path) }
    return includeInto(sourceFromBytes(bytes, origin), cwd)
  }

  return async (changed, known) => {
    for (const one of changed ?? []) assets.delete(assetKeys.get(one) ?? '')
    const source = await readSource(known(path))
    const { settings, themes, brand, paths } = await surround(source, changed)
    const disk =
      memo === undefined
        ? await openMemo({ folder: cacheFolder(terminal.env), scope: path, version: madeBy })
        : undefined
    memo ??= generations(withSeed(disk ?? new Map<string, string>(), packageRoot))
    const compiled = await compile(source, {
      engine,
      memo,
      hash: (text) => createHash('sha256').update(text).digest('base64url'),
      themes: themes.themes,
      themeNames: themes.names,
      brand: brand.tokens,
      unsafeHtml: settings.unsafeHtml,
      positions: fonts === 'all',
      allowNet: settings.allowNet,
      ...(themes.forced === undefined ? {} : { forcedTheme: themes.forced }),
    })
    memo.turn()
    const deck = fonts === 'used' ? withUsedFonts(compiled) : compiled
    const roots = { deckRoot: source.root, themeRoots: rootsOf(themes.themes) }
    const { allowNet, mediaLimitBytes } = settings
    const loaded = await loadFiles(deck.files, { ...roots, allowNet, mediaLimitBytes, cache: assets })
    assetKeys = new Map(deck.files.flatMap((ref) => keyAt(assetPath(ref, roots), ref.key)))
    for (const key of assets.keys()) if (!loaded.files.has(key) && !loaded.beside.has(key)) assets.delete(key)
    const problems = [...themes.problems, ...brand.problems, ...deck.problems, ...loaded.problems]
    await disk?.flush()
    return {
      deck,
      source,
      files: loaded.files,
      beside: loaded.beside,
      problems: arrangeProblems(problems, source),
      dependencies: [...paths, ...textsOf(source, cwd), ...assetKeys.keys()],
      texts: [...new Map(source.parts.map((part) => [part.path, { file: part.file, path: part.path }])).values()],
      text: source.text,
      vocabulary: () =>
        vocabularyOf({
          theme: themes.themes.find(({ name }) => name === deck.theme),
          themeName: deck.theme,
          themes: themes.names,
          sizes: deck.sizes,
        }),
    }
  }
}

function keyAt(path: string | undefined, key: string): [string, string][] {
  return path === undefined ? [] : [[path, key]]
}

/** The deck's file, those that it includes, and those that it would include if they were there. */
function textsOf(source: Source, cwd: string): string[] {
  const missing = source.problems.flatMap(({ code, place, sourceLine = '' }) =>
    code === 'include-missing'
      ? includesIn([sourceLine], 0).map((include) => resolve(dirname(resolve(cwd, place.file)), include.path))
      : [],
  )
  return [...new Set([...source.parts.map(({ path }) => path), ...missing])].filter((path) => path !== '')
}

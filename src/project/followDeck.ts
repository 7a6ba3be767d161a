import { createHash } from 'node:crypto'
import { realpath } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { compile } from '../compile/compile.js'
import type { Engine } from '../compile/engine.js'
import { vocabularyOf } from '../compile/vocabulary.js'
import { withUsedFonts } from '../export/fonts/fonts.js'
import { type AssetCache, loadFiles } from '../load/assets/assets.js'
import { assetPaths } from '../load/assets/places.js'
import { generations } from '../load/generations.js'
import { includesIn } from '../load/includeLines.js'
import { cacheFolder, openMemo } from '../load/memo.js'
import { withSeed } from '../load/seed.js'
import { includeInto, loadSource, originOf, sourceFromBytes } from '../load/source.js'
import { type Brand, loadBrand, logoFrom } from '../load/themes/brand.js'
import { type LoadedThemes, loadThemes, themesNamedIn } from '../load/themes/themes.js'
import { arrangeProblems } from '../model/arrange.js'
import type { Source } from '../model/source.js'
import type { Prepare } from '../serve/prepared.js'
import type { Machine } from './machine.js'
import { rootsOf } from './prepareDeck.js'
import { projectFiles, themeFiles } from './projectFiles.js'
import type { ProjectSettings } from './settings.js'

/** What a deck is followed with. */
export interface Following {
  readonly machine: Machine
  readonly engine: Engine
  /** Reads the configuration; asked again when it changes. */
  readonly readSettings: () => Promise<ProjectSettings>
  /** `used`: of fonts, only what the deck needs, as in a file. `all`: fonts must not come and go while somebody types. */
  readonly fonts: 'used' | 'all'
}

/** All that a deck needs besides its text. */
interface Surroundings {
  readonly settings: ProjectSettings
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
  const { machine, engine, readSettings, fonts } = following
  const { cwd, packageRoot } = machine
  const assets: AssetCache = new Map()
  /** Absolute path → key of the asset. */
  let assetKeys = new Map<string, string>()
  let surroundings: Surroundings | undefined
  let memo: ReturnType<typeof generations> | undefined

  const surround = async (
    source: Source,
    settings: ProjectSettings,
    changed: ReadonlySet<string> | undefined,
  ): Promise<Surroundings> => {
    const wanted = themesNamedIn(source)
    const isOld = surroundings?.paths.some((one) => changed?.has(one)) ?? true
    if (surroundings !== undefined && changed !== undefined && !isOld && surroundings.wanted === wanted.join('\n'))
      return surroundings
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

  const settingsNow = async (changed: ReadonlySet<string> | undefined): Promise<ProjectSettings> =>
    surroundings !== undefined && !touchesConfig(changed) ? surroundings.settings : readSettings()

  const readSource = async (bytes: Uint8Array | undefined, { root }: ProjectSettings): Promise<Source> => {
    // What the watcher has read is what lies at the path; a link is judged when it is opened.
    if (bytes === undefined || (await isLink(path))) return loadSource(path, { cwd, root })
    return includeInto(sourceFromBytes(bytes, originOf(path, { cwd, root })), { cwd })
  }

  return async (changed, known) => {
    for (const one of changed ?? []) assets.delete(assetKeys.get(one) ?? '')
    const settings = await settingsNow(changed)
    const source = await readSource(known(path), settings)
    const { themes, brand, paths } = await surround(source, settings, changed)
    const disk =
      memo === undefined
        ? await openMemo({ folder: cacheFolder(machine.env), scope: path, version: machine.madeBy })
        : undefined
    memo ??= generations(withSeed(disk ?? new Map<string, string>(), packageRoot))
    const compiled = await compile(source, {
      engine,
      memo,
      hash: (text) => createHash('sha256').update(text).digest('base64url'),
      themes: themes.themes,
      themeNames: themes.names,
      brand: brand.tokens,
      logo: logoFrom(dirname(source.path), brand, cwd),
      unsafeHtml: settings.unsafeHtml,
      positions: fonts === 'all',
      allowNet: settings.allowNet,
      ...(themes.forced === undefined ? {} : { forcedTheme: themes.forced }),
    })
    memo.turn()
    const deck = fonts === 'used' ? withUsedFonts(compiled) : compiled
    const roots = { deckRoot: source, themeRoots: rootsOf(themes.themes) }
    const { allowNet, mediaLimitBytes } = settings
    const loaded = await loadFiles(deck.files, { ...roots, allowNet, mediaLimitBytes, cache: assets })
    assetKeys = new Map(deck.files.flatMap((ref) => assetPaths(ref, roots).map((one) => [one, ref.key] as const)))
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
  return [...new Set([...source.parts.map(({ path }) => path), ...missing])].filter((path) => path !== '')
}

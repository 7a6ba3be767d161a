// Themes come from five places, the nearer before the farther: the command line's own, the project's `themes/`, its npm
// packages, those that Lectern brings, and the engine's three. Manifests are read always, so that every name is known, but
// those of packages only for a name that nobody nearer has, and those that Lectern brings (whose names are known without)
// only when they are wanted; a pack's CSS only when the deck can need it.
import type { Problem } from '../../model/problem.js'
import type { Source } from '../../model/source.js'
import type { Theme } from '../../model/theme.js'
import { missingSizes } from '../assets/declaredSizes.js'
import { fileName } from '../disk/fileName.js'
import { baseName, engineNames, engineThemes } from './engineThemes.js'
import type { FoundTheme, PackProblems } from './findPacks.js'
import { type FoundThemes, findThemes, type ThemeSearch } from './findThemes.js'
import { readOwn } from './ownPacks.js'
import { readTheme, type ThemeRead } from './readTheme.js'
import { unknownBases, withBase } from './themeBases.js'
import { importCycles } from './themeCycles.js'
import { type Named, nearestOfEachName, shadowed } from './themeLevels.js'

export interface LoadedThemes {
  /** The loaded themes: the engine's three (without CSS), the wanted ones, everything from `option` and `dirs`. */
  readonly themes: readonly Theme[]
  /** The name that `option` settles on; it may be a name that nobody has. */
  readonly forced?: string
  /** Every name that a deck may write, also of packs that were not loaded or are broken (those have a problem). */
  readonly names: readonly string[]
  readonly problems: readonly Problem[]
}

/**
 * Loads themes. Throws `LecternError` (usage, environment) when a path of `option` or `dirs` cannot be read; what is
 * wrong inside a theme is a problem.
 */
export async function loadThemes(search: ThemeSearch): Promise<LoadedThemes> {
  const found = await findThemes(search)
  const wanted = new Set([search.wanted ?? [], found.forced ?? []].flat())
  const reads = new Map<string, ThemeRead>()
  for (const theme of found.near.themes) if (theme.level === 'option') wanted.add(theme.name)
  let named = nearestOfEachName([...found.near.themes, ...found.own.themes])
  let problems = [...found.near.problems, ...found.own.problems]
  let hasPackages = false
  const ownReads = new Map<string, FoundTheme>()
  // A Set visits what is added while it is walked: imports of imports are loaded as well.
  for (const name of wanted) {
    if (!hasPackages && couldBePackage(name, named)) {
      hasPackages = true
      const packages = await found.packages()
      named = nearestOfEachName([...found.near.themes, ...packages.themes, ...found.own.themes])
      problems = [...problems, ...packages.problems]
    }
    let theme = named.byName.get(name)
    if (theme?.level === 'package') {
      const own = await readOwn(theme, search.cwd)
      problems = [...problems, ...own.problems]
      theme = own.themes[0]
      if (theme !== undefined) ownReads.set(name, theme)
    }
    if (theme === undefined) continue
    const read = theme.read ?? (await readTheme(theme, fileName(theme.cssPath, search.cwd), search.memo))
    reads.set(name, read)
    for (const imported of read.imports) wanted.add(imported.name)
  }
  const used = usedBy([search.wanted ?? [], found.forced ?? []].flat(), reads)
  const isMissing = [...used].some((name) => !named.byName.has(name) && !engineNames.includes(name))
  const told = problems.flatMap((pack) => problemsOf(pack, used, isMissing))
  return assemble({ ...named, byName: new Map([...named.byName, ...ownReads]) }, reads, found, used, told)
}

/** True when nobody nearer than the project's packages has the name. Marp's own names are not theirs to take. */
function couldBePackage(name: string, { byName }: Named): boolean {
  const level = byName.get(name)?.level ?? 'package'
  return level === 'package' && !engineNames.includes(name)
}

function assemble(
  { byName, duplicates }: Named,
  reads: ReadonlyMap<string, ThemeRead>,
  { forced, own }: FoundThemes,
  used: ReadonlySet<string>,
  problems: readonly Problem[],
): LoadedThemes {
  const of = (name: string, found: readonly Problem[]) => (used.has(name) ? found : asInfos(found))
  const loaded = [...reads.values()].flatMap((read) => (read.theme ? [withBase(read.theme, byName, reads)] : []))
  const cycles = importCycles(reads)
  const broken = new Set(cycles.flatMap((cycle) => cycle.names))
  const packs = [...reads.keys()].flatMap((name) => byName.get(name) ?? [])
  const whole = packs.filter(({ name }) => reads.get(name)?.theme !== undefined && !broken.has(name))
  return {
    themes: [
      ...engineThemes.filter(({ name }) => !byName.has(name)),
      ...loaded.filter(({ name }) => !broken.has(name)),
    ],
    ...(forced === undefined ? {} : { forced }),
    names: [...new Set([...byName.keys(), ...engineNames])].filter((name) => name !== baseName),
    problems: [
      ...problems,
      ...[...reads].flatMap(([name, read]) => of(name, read.problems)),
      ...cycles.flatMap(({ names, problem }) => of(names.find((name) => used.has(name)) ?? '', [problem])),
      ...packs.flatMap((pack) => of(pack.name, unknownBases([pack], byName))),
      ...missingSizes(
        whole.filter(({ name }) => used.has(name)),
        reads,
      ),
      ...packs.filter(({ name }) => used.has(name)).flatMap((pack) => shadowed(pack, own.themes)),
      // Of a folder that somebody named, also those that no deck asks for.
      ...duplicates.flatMap(({ name, level, problem }) =>
        used.has(name) || level === 'option' ? of(name, [problem]) : [],
      ),
    ],
  }
}

/** Every theme name that a deck writes: in its front matter, or as a `theme:` directive in a comment. */
export function themesNamedIn(source: Source): string[] {
  const value = source.frontMatter.values.get('theme')
  const names = typeof value === 'string' ? [value] : []
  for (const line of source.text.split('\n')) {
    // Longer lines are no directive, and a regular expression would take its time over them.
    if (line.length > 1_000 || !line.includes('theme')) continue
    const name = /^(?:<!--\s*)?theme\s*:(.*)$/
      .exec(line.trim())?.[1]
      ?.replace(/-->.*$/, '')
      .trim()
    if (name) names.push(name.replace(/^(["'])(.*)\1$/, '$2'))
  }
  return [...new Set(names)]
}

/** What is wrong with a theme that lies about must not stop a deck that asks for another one; it may be what a name was meant for. */
function problemsOf(
  { name, level, isNamed, isNameless, problems }: PackProblems,
  used: ReadonlySet<string>,
  isMissing: boolean,
): readonly Problem[] {
  if (isNamed === true || used.has(name)) return problems
  if (isMissing)
    return problems.map((problem) => ({ ...problem, severity: problem.severity === 'error' ? 'warning' : 'info' }))
  // CSS that other CSS imports lies beside themes everywhere.
  return level === 'npm' || isNameless === true ? [] : asInfos(problems)
}

function asInfos(problems: readonly Problem[]): Problem[] {
  return problems.map((problem) => ({ ...problem, severity: 'info' }))
}

/** The themes of these names and all that they import. */
function usedBy(names: readonly string[], reads: ReadonlyMap<string, ThemeRead>): ReadonlySet<string> {
  const used = new Set(names)
  for (const name of used) for (const imported of reads.get(name)?.imports ?? []) used.add(imported.name)
  return used
}

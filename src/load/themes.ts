// Themes come from four places, the nearer before the farther: the command line's own, the project's `themes/`, those
// that Lectern brings, and the engine's three. Manifests are read always, so that every name is known; a pack's CSS only
// when the deck can need it.
import { resolve } from 'node:path'
import type { Problem } from '../model/problem.js'
import type { Source } from '../model/source.js'
import type { Theme } from '../model/theme.js'
import { missingSizes } from './declaredSizes.js'
import { fileName } from './fileName.js'
import type { FoundTheme, PackProblems } from './findPacks.js'
import { findThemes, type ThemeSearch } from './findThemes.js'
import { readTheme, type ThemeRead } from './readTheme.js'
import { unknownBases, withBase } from './themeBases.js'
import { importCycles } from './themeCycles.js'

export interface LoadedThemes {
  /** The loaded themes: the engine's three (without CSS), the wanted ones, everything from `option` and `dirs`. */
  readonly themes: readonly Theme[]
  /** The name that `option` settles on; it may be a name that nobody has. */
  readonly forced?: string
  /** Every name that a deck may write, also of packs that were not loaded or are broken (those have a problem). */
  readonly names: readonly string[]
  readonly problems: readonly Problem[]
}

const engineThemes: readonly Theme[] = ['default', 'gaia', 'uncover'].map((name) => ({ name, file: 'marp' }))

/**
 * Loads themes. Throws `LecternError` (usage, environment) when a path of `option` or `dirs` cannot be read; what is
 * wrong inside a theme is a problem.
 */
export async function loadThemes(search: ThemeSearch): Promise<LoadedThemes> {
  const found = await findThemes(search)
  const { byName, problems } = nearestOfEachName(found.themes)
  const wanted = new Set([search.wanted ?? [], found.forced ?? []].flat())
  const reads = new Map<string, ThemeRead>()
  for (const theme of byName.values()) if (theme.level === 'option') wanted.add(theme.name)
  // A Set visits what is added while it is walked: imports of imports are loaded as well.
  for (const name of wanted) {
    const theme = byName.get(name)
    if (theme === undefined) continue
    const read = theme.read ?? (await readTheme(theme, fileName(theme.cssPath, search.cwd)))
    reads.set(name, read)
    for (const imported of read.imports) wanted.add(imported.name)
  }
  const loaded = [...reads.values()].flatMap((read) => (read.theme ? [withBase(read.theme, byName, reads)] : []))
  const cycles = importCycles(reads)
  const broken = new Set(cycles.flatMap((cycle) => cycle.names))
  const own = new Set(byName.keys())
  const packs = [...reads.keys()].flatMap((name) => byName.get(name) ?? [])
  return {
    themes: [...engineThemes.filter(({ name }) => !own.has(name)), ...loaded.filter(({ name }) => !broken.has(name))],
    ...(found.forced === undefined ? {} : { forced: found.forced }),
    names: [...new Set([...byName.keys(), ...engineThemes.map(({ name }) => name)])],
    problems: [
      ...found.problems.flatMap((pack) => problemsOf(pack, wanted)),
      ...problems,
      ...[...reads.values()].flatMap((read) => read.problems),
      ...cycles.map((cycle) => cycle.problem),
      ...unknownBases(packs, byName),
      ...missingSizes(
        packs.filter(({ name }) => reads.get(name)?.theme !== undefined && !broken.has(name)),
        reads,
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

/** A broken pack that lies about in `themes/` must not stop a deck that asks for another one. */
function problemsOf({ name, level, problems }: PackProblems, wanted: ReadonlySet<string>): readonly Problem[] {
  if (level === 'option' || wanted.has(name)) return problems
  return problems.map((problem) => ({ ...problem, severity: problem.severity === 'error' ? 'warning' : 'info' }))
}

/** The first theme of each name; a second one on the same level is a problem, on a farther level it is overridden. */
function nearestOfEachName(themes: readonly FoundTheme[]): { byName: Map<string, FoundTheme>; problems: Problem[] } {
  const byName = new Map<string, FoundTheme>()
  const problems: Problem[] = []
  for (const theme of themes) {
    const nearer = byName.get(theme.name)
    if (nearer === undefined) byName.set(theme.name, theme)
    else if (nearer.level === theme.level && resolve(nearer.cssPath) !== resolve(theme.cssPath)) {
      const message = `Two themes are called \`${theme.name}\`: this one and \`${nearer.file}\`, which is used.`
      const place = { file: theme.file, line: 1, column: 1 }
      problems.push({ severity: 'error', code: 'theme-duplicate', message, hint: 'Rename one of them.', place })
    }
  }
  return { byName, problems }
}

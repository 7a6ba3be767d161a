import type { Problem } from '../../model/problem.js'
import type { Layout, Token } from '../../model/theme.js'
import { sizesOf } from '../assets/declaredSizes.js'
import { fileName } from '../disk/fileName.js'
import { baseName, engineNames, engineSizes } from './engineThemes.js'
import type { Found, FoundTheme } from './findPacks.js'
import { findThemes, type ThemeSearch } from './findThemes.js'
import { readTheme, type ThemeRead } from './readTheme.js'
import { withBase } from './themeBases.js'
import { nearestOfEachName } from './themeLevels.js'

/** Everything that can be said of a theme to somebody who looks for one. */
export interface ThemeEntry {
  readonly name: string
  readonly title: string
  readonly description: string
  /** Absent: a CSS file does not say. */
  readonly version?: string
  readonly license?: string
  readonly extends?: string
  readonly colorSchemes: readonly ('light' | 'dark')[]
  readonly sizes: readonly string[]
  readonly layouts: readonly Layout[]
  readonly tokens: readonly Token[]
  readonly from: FoundTheme['level'] | 'marp'
  /** Manifest or CSS file as messages name it; `marp` for the engine's own. */
  readonly file: string
  /** Absolute folder of a pack. */
  readonly folder?: string
}

/** Themes, and the name that `option` of the search settles on, which nobody may have. */
export interface ListedThemes {
  readonly themes: readonly ThemeEntry[]
  readonly forced?: string
  readonly problems: readonly Problem[]
}

/** Every theme that a deck can ask for, nearest first, with what it inherits; and what is wrong with the others. */
export async function listThemes(search: ThemeSearch): Promise<ListedThemes> {
  const { near, packages, wholeOwn, forced } = await findThemes(search)
  const all: readonly Found[] = [near, await packages(), await wholeOwn()]
  const { byName, duplicates } = nearestOfEachName(all.flatMap(({ themes }) => themes))
  const reads = new Map<string, ThemeRead>()
  for (const theme of byName.values()) {
    reads.set(theme.name, theme.read ?? (await readTheme(theme, fileName(theme.cssPath, search.cwd))))
  }
  const found = [...byName.values()]
    .filter(({ name }) => name !== baseName)
    .map((theme) => entryOf(theme, byName, reads))
  return {
    ...(forced === undefined ? {} : { forced }),
    themes: [...found, ...engineNames.filter((name) => !byName.has(name)).map(engineEntry)],
    problems: [
      ...all.flatMap((level) => level.problems.flatMap((pack) => pack.problems)),
      ...duplicates.map(({ problem }) => problem),
      ...[...reads.values()].flatMap((read) => read.problems),
    ],
  }
}

function entryOf(
  found: FoundTheme,
  byName: ReadonlyMap<string, FoundTheme>,
  reads: ReadonlyMap<string, ThemeRead>,
): ThemeEntry {
  const { name, file, level, manifest } = found
  const theme = reads.get(name)?.theme
  const complete = theme && withBase(theme, byName, reads)
  return {
    name,
    title: manifest?.title ?? name,
    description: manifest?.description ?? '',
    ...(manifest === undefined ? {} : { version: manifest.version, license: manifest.license, folder: found.root }),
    ...(manifest?.extends === undefined ? {} : { extends: manifest.extends }),
    colorSchemes: complete?.colorSchemes ?? ['light'],
    sizes: manifest?.sizes ?? sizesOf(name, reads),
    layouts: complete?.layouts ?? [],
    tokens: complete?.tokens ?? [],
    from: level,
    file,
  }
}

function engineEntry(name: string): ThemeEntry {
  return {
    name,
    title: `${name.charAt(0).toUpperCase()}${name.slice(1)}`,
    description: "One of Marp's own themes",
    colorSchemes: ['light'],
    sizes: engineSizes,
    layouts: [],
    tokens: [],
    from: 'marp',
    file: 'marp',
  }
}

// Finds themes in folders: CSS files (read at once, because only they know their name) and packs (a folder with a
// theme.json, whose CSS can wait).
import type { Dirent } from 'node:fs'
import { readdir, realpath, stat } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { exitCodes, LecternError } from '../../model/error.js'
import type { Memo } from '../../model/memo.js'
import { nearest } from '../../model/words/nearest.js'
import { fileName } from '../disk/fileName.js'
import { type CssSearch, findCss } from './findCss.js'
import { findPackages } from './findPackages.js'
import { type Found, type FoundTheme, findPack, findPacks } from './findPacks.js'
import { nameOwn, readAllOwn } from './ownPacks.js'

/** Where to look for themes, and which are wanted. */
export interface ThemeSearch {
  readonly cwd: string
  /** Lectern's own folder. */
  readonly packageRoot: string
  /** `--theme`: a name, a CSS file, or a folder with one theme. Beats what the deck says. */
  readonly option?: string
  /** `--theme-dir` and the config's `themeDirs`: folders of CSS files and of packs, relative to `cwd` or absolute. */
  readonly dirs: readonly string[]
  /** Names that the deck asks for; see `themesNamedIn`. */
  readonly wanted?: string | readonly string[]
  /** What was found out about CSS before. Absent: all is parsed. */
  readonly memo?: Memo
}

/** Where themes were found, nearest first, and the name that `option` settles on. */
export interface FoundThemes {
  readonly forced?: string
  /** Of the command line, the configuration and the project's `themes/`. */
  readonly near: Found
  /** Of npm packages, which are looked for when nobody nearer has the name; twice asked, once looked. */
  readonly packages: () => Promise<Found>
  /** Those that come with Lectern, without their manifests. */
  readonly own: Found
  /** The same with their manifests. */
  readonly wholeOwn: () => Promise<Found>
}

/** Finds all themes. Throws as `loadThemes` says. */
export async function findThemes(search: ThemeSearch): Promise<FoundThemes> {
  const { cwd, packageRoot, option, dirs } = search
  const place = { cwd, memo: search.memo }
  const given: Found[] = []
  const forced = option === undefined ? undefined : await findOption(option, place, given)
  for (const dir of dirs) given.push(await findInDir(resolve(cwd, dir), place))
  const project = join(cwd, 'themes')
  const css = await findCssIn(project, await readdir(project).catch(() => []), 'project', place)
  const near = [...given, await findPacks(project, 'project', cwd), css]
  let packages: Promise<Found> | undefined
  // In a checkout of ours they are the project's.
  const isOurs = await sameFolder(cwd, packageRoot)
  return {
    near: joined(near),
    packages: () => {
      packages ??= findPackages(cwd)
      return packages
    },
    own: isOurs ? nothing : await nameOwn(packageRoot, cwd),
    wholeOwn: async () => (isOurs ? nothing : readAllOwn(packageRoot, cwd)),
    ...(forced === undefined ? {} : { forced }),
  }
}

const nothing: Found = { themes: [], problems: [] }

/** What looks like a path is one; everything else is a name, which may turn out to be unknown. */
async function findOption(option: string, search: CssSearch, given: Found[]): Promise<string | undefined> {
  const { cwd } = search
  if (!/[\\/]|^\.|\.css$/i.test(option)) return option
  const path = resolve(cwd, option)
  const stats = await stat(path).catch(async (cause: unknown) => {
    throw await unreadable(path, cwd, cause)
  })
  const found = stats.isDirectory() ? await findInFolder(path, 'option', search) : await findCss(path, 'option', search)
  given.push({ ...found, problems: found.problems.map((one) => ({ ...one, isNamed: true })) })
  // A theme that imports another one by name has it beside itself, mostly.
  if (!stats.isDirectory() && found.themes.some(({ read }) => (read?.imports.length ?? 0) > 0))
    given.push(await findCssIn(dirname(path), await readdir(dirname(path)).catch(() => []), 'project', search))
  const names = [...new Set(found.themes.map(({ name }) => name))]
  if (names.length < 2) {
    if (names.length === 0 && found.problems.length === 0)
      throw usage(`\`${option}\` contains no theme.`, 'Give a CSS file or a theme pack.', cwd, path)
    return names[0]
  }
  throw usage(
    `\`${option}\` contains several themes: ${names.join(', ')}.`,
    `Use --theme ${names[0]} --theme-dir ${option}.`,
    cwd,
    path,
  )
}

/** `--theme-dir` takes a CSS file as well: Marp's `--theme-set` does. */
async function findInDir(path: string, search: CssSearch): Promise<Found> {
  const isCss = /\.css$/i.test(path) && (await stat(path).catch(() => undefined))?.isFile() === true
  return isCss ? findCss(path, 'option', search) : findInFolder(path, 'option', search)
}

async function findInFolder(folder: string, level: FoundTheme['level'], search: CssSearch): Promise<Found> {
  const { cwd } = search
  let entries: Dirent[]
  try {
    entries = await readdir(folder, { withFileTypes: true })
  } catch (cause) {
    throw await unreadable(folder, cwd, cause)
  }
  if (entries.some(({ name }) => name === 'theme.json')) return findPack(folder, level, cwd)
  const names = entries.map(({ name }) => name)
  return joined([await findPacks(folder, level, cwd), await findCssIn(folder, names, level, search)])
}

async function findCssIn(
  folder: string,
  names: readonly string[],
  level: FoundTheme['level'],
  search: CssSearch,
): Promise<Found> {
  const css = names.filter((name) => /\.css$/i.test(name)).sort()
  const found: Found[] = []
  for (const name of css) found.push(await findCss(join(folder, name), level, search))
  return joined(found)
}

function joined(found: readonly Found[]): Found {
  return { themes: found.flatMap(({ themes }) => themes), problems: found.flatMap(({ problems }) => problems) }
}

async function sameFolder(one: string, other: string): Promise<boolean> {
  const [a, b] = await Promise.all([one, other].map((folder) => realpath(folder).catch(() => folder)))
  return a === b
}

async function unreadable(path: string, cwd: string, cause: unknown): Promise<LecternError> {
  if (/\.(?:md|markdown)$/i.test(path)) {
    const hint = 'Put a folder first after --theme-dir; decks can come before it or after.'
    return usage(`\`${fileName(path, cwd)}\` is a deck, not a folder with themes.`, hint, cwd, path)
  }
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined
  const file = fileName(path, cwd)
  if (code === 'EACCES' || code === 'EPERM') {
    const place = { file, line: 1, column: 1 }
    const message = `No permission to read the theme folder \`${file}\`.`
    return new LecternError(
      { severity: 'error', code: 'theme-invalid', message, hint: 'Check its permissions.', place },
      exitCodes.environment,
      cause,
    )
  }
  const near = nearest(basename(path), await readdir(dirname(path)).catch(() => []))
  const hint = near === undefined ? 'Check the path.' : `Did you mean \`${near}\`?`
  return usage(`The theme file or folder \`${file}\` does not exist.`, hint, cwd, path)
}

function usage(message: string, hint: string, cwd: string, path: string): LecternError {
  const place = { file: fileName(path, cwd), line: 1, column: 1 }
  return new LecternError({ severity: 'error', code: 'usage', message, hint, place }, exitCodes.usage)
}

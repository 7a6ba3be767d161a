// Finds themes in folders: CSS files (read at once, because only they know their name) and packs (a folder with a
// theme.json, whose CSS can wait).
import type { Dirent } from 'node:fs'
import { readdir, realpath, stat } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { exitCodes, LecternError } from '../model/error.js'
import { nearest } from '../model/nearest.js'
import { fileName } from './fileName.js'
import { type Found, type FoundTheme, findPack, findPacks } from './findPacks.js'
import { readTheme } from './readTheme.js'

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
}

/** All themes that can be found, nearest first, and the name that `option` settles on. Throws as `loadThemes` says. */
export async function findThemes(search: ThemeSearch): Promise<Found & { readonly forced?: string }> {
  const { cwd, packageRoot, option, dirs } = search
  const given: Found[] = []
  const forced = option === undefined ? undefined : await findOption(option, cwd, given)
  for (const dir of dirs) given.push(await findInFolder(resolve(cwd, dir), 'option', cwd))
  const project = await findPacks(join(cwd, 'themes'), 'project', cwd)
  const own = (await sameFolder(cwd, packageRoot)) ? [] : [await findPacks(join(packageRoot, 'themes'), 'package', cwd)]
  const all = [...given, project, ...own]
  return {
    themes: all.flatMap((found) => found.themes),
    problems: all.flatMap((found) => found.problems),
    ...(forced === undefined ? {} : { forced }),
  }
}

/** What looks like a path is one; everything else is a name, which may turn out to be unknown. */
async function findOption(option: string, cwd: string, given: Found[]): Promise<string | undefined> {
  if (!/[\\/]|^\.|\.css$/i.test(option)) return option
  const path = resolve(cwd, option)
  const stats = await stat(path).catch(async (cause: unknown) => {
    throw await unreadable(path, cwd, cause)
  })
  const found = stats.isDirectory() ? await findInFolder(path, 'option', cwd) : await findCss(path, 'option', cwd)
  given.push(found)
  const names = [...new Set(found.themes.map(({ name }) => name))]
  if (names.length < 2) {
    if (names.length === 0 && found.problems.length === 0)
      throw usage(`There is no theme in \`${option}\`.`, 'Name a CSS file or a theme pack.', cwd, path)
    return names[0]
  }
  throw usage(
    `\`${option}\` holds several themes: ${names.join(', ')}.`,
    `Write --theme ${names[0]} --theme-dir ${option}.`,
    cwd,
    path,
  )
}

async function findInFolder(folder: string, level: FoundTheme['level'], cwd: string): Promise<Found> {
  let entries: Dirent[]
  try {
    entries = await readdir(folder, { withFileTypes: true })
  } catch (cause) {
    throw await unreadable(folder, cwd, cause)
  }
  if (entries.some(({ name }) => name === 'theme.json')) return findPack(folder, level, cwd)
  const css = entries.filter(({ name }) => /\.css$/i.test(name)).sort((a, b) => (a.name < b.name ? -1 : 1))
  const found = [await findPacks(folder, level, cwd)]
  for (const { name } of css) found.push(await findCss(join(folder, name), level, cwd))
  return { themes: found.flatMap(({ themes }) => themes), problems: found.flatMap(({ problems }) => problems) }
}

async function findCss(path: string, level: FoundTheme['level'], cwd: string): Promise<Found> {
  const file = fileName(path, cwd)
  const place = { cssPath: path, root: dirname(path) }
  const read = await readTheme(place, file)
  if (read.name === undefined) return { themes: [], problems: [{ name: file, level, problems: read.problems }] }
  return { themes: [{ ...place, name: read.name, level, file, read }], problems: [] }
}

async function sameFolder(one: string, other: string): Promise<boolean> {
  const [a, b] = await Promise.all([one, other].map((folder) => realpath(folder).catch(() => folder)))
  return a === b
}

async function unreadable(path: string, cwd: string, cause: unknown): Promise<LecternError> {
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined
  const file = fileName(path, cwd)
  if (code === 'EACCES' || code === 'EPERM') {
    const place = { file, line: 1, column: 1 }
    const message = `The theme folder \`${file}\` may not be read by this user.`
    return new LecternError(
      { severity: 'error', code: 'theme-invalid', message, hint: 'Check its permissions.', place },
      exitCodes.environment,
      cause,
    )
  }
  const near = nearest(basename(path), await readdir(dirname(path)).catch(() => []))
  const hint = near === undefined ? 'Check the path.' : `Did you mean \`${near}\`?`
  return usage(`There is no theme file or folder \`${file}\`.`, hint, cwd, path)
}

function usage(message: string, hint: string, cwd: string, path: string): LecternError {
  const place = { file: fileName(path, cwd), line: 1, column: 1 }
  return new LecternError({ severity: 'error', code: 'usage', message, hint, place }, exitCodes.usage)
}

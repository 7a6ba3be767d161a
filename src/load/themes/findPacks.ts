// Theme packs: folders with a theme.json. Their manifests are read, their CSS waits until a deck needs it.
import { readdir } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { Problem } from '../../model/problem.js'
import { decodeText } from '../deck/decodeText.js'
import { resolvePathInside } from '../disk/containment.js'
import { fileName } from '../disk/fileName.js'
import { readRegular } from '../disk/readRegular.js'
import { parseManifest } from './manifest.js'
import type { Manifest } from './manifestShape.js'
import type { ThemePlace, ThemeRead } from './readTheme.js'

/** A theme whose name is known. `read` is there when its CSS was read for that. */
export interface FoundTheme extends ThemePlace {
  readonly name: string
  /** Who has it: the command line or configuration, the project, a package of the project, Lectern. */
  readonly level: 'option' | 'project' | 'npm' | 'package'
  /** The file that names it, for messages. */
  readonly file: string
  readonly read?: ThemeRead
  /** The manifest of a pack, and its text for the places of mistakes. */
  readonly manifest?: Manifest
  readonly manifestText?: string
}

/** What is wrong with a pack, and the name that it would have had: its manifest's, else its folder's. */
export interface PackProblems {
  readonly name: string
  readonly level: FoundTheme['level']
  /** True when somebody named it with `--theme`. */
  readonly isNamed?: boolean
  /** True for CSS that is whole and only has no name. */
  readonly isNameless?: boolean
  readonly problems: readonly Problem[]
}

/** Themes that were found, nearest first, and what is wrong with packs. */
export interface Found {
  readonly themes: readonly FoundTheme[]
  readonly problems: readonly PackProblems[]
}

/** The packs directly inside a folder; none when there is no such folder. */
export async function findPacks(folder: string, level: FoundTheme['level'], cwd: string): Promise<Found> {
  const names = await readdir(folder).catch((cause: NodeJS.ErrnoException) => cause)
  if (names instanceof Error) {
    const absent = names.code === 'ENOENT' || names.code === 'ENOTDIR'
    const problem = invalid(fileName(folder, cwd), 'The theme folder cannot be read.')
    return { themes: [], problems: absent ? [] : [{ name: '', level, problems: [problem] }] }
  }
  const packs = await Promise.all(names.sort().map((name) => findPack(join(folder, name), level, cwd)))
  return { themes: packs.flatMap(({ themes }) => themes), problems: packs.flatMap(({ problems }) => problems) }
}

/** The pack in a folder, its name and its problems; nothing when there is no manifest at `path` in it. */
export async function findPack(
  folder: string,
  level: FoundTheme['level'],
  cwd: string,
  path = join(folder, 'theme.json'),
): Promise<Found> {
  const file = fileName(path, cwd)
  const read = await readRegular(path, 1024 * 1024)
  if (!read.ok && read.reason === 'missing') return { themes: [], problems: [] }
  const decoded = read.ok ? decodeText(read.bytes) : read
  const broken = (problems: Problem[]) => ({ themes: [], problems: [{ name: basename(folder), level, problems }] })
  if (!decoded.ok) return broken([invalid(file, `The manifest cannot be read (${decoded.reason}).`)])
  const { manifest, problems } = parseManifest(decoded.text, file)
  if (manifest === undefined) return broken(problems)
  const css = await resolvePathInside(folder, manifest.css)
  if (!css.ok) {
    const where = css.reason === 'missing' ? 'missing' : 'outside the pack'
    return broken([...problems, invalid(file, `The CSS \`${manifest.css}\` that the manifest names is ${where}.`)])
  }
  const { name } = manifest
  const theme = { name, level, file, cssPath: css.path, root: folder, manifest, manifestText: decoded.text }
  return { themes: [theme], problems: [{ name, level, problems }] }
}

function invalid(file: string, message: string): Problem {
  const place = { file, line: 1, column: 1 }
  return { severity: 'error', code: 'theme-invalid', message, hint: 'Fix the manifest or the pack.', place }
}

// How far a deck may read. The pictures of most decks lie beside the slides' folder and not in it (`../assets`), so the folder
// of the deck alone is too little; a folder that only happens to be above (the home folder, the disk) is too much. What a
// project is, its author has said already: by version control, by a package, by a configuration of ours.
import { existsSync, realpathSync, statSync } from 'node:fs'
import { homedir, userInfo } from 'node:os'
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path'
import { exitCodes, LecternError } from '../../model/error.js'
import { fileName } from '../disk/fileName.js'

const marks = [
  '.git',
  'package.json',
  ...['ts', 'mjs', 'js', 'json'].map((ending) => `lectern.config.${ending}`),
] as const

/**
 * The folder that everything which a deck in `folder` (absolute) names has to lie in: the nearest one, itself or above, that is
 * a project; itself when there is none. Never a home folder and nothing above one, unless the deck lies right there.
 */
export function findRoot(folder: string, homes: readonly string[] = homeFolders()): string {
  for (let at = folder; ; at = dirname(at)) {
    if (dirname(at) === at || holdsHome(at, homes)) return folder
    if (marks.some((mark) => existsSync(join(at, mark)))) return at
  }
}

/**
 * The root that somebody has said with `--root` or in the configuration, and the folder of a deck in it: another name of `folder`
 * where links are about. Throws `LecternError` (usage) when it is no folder, or when the deck does not lie in it. `deck`: how
 * messages name that deck.
 */
export function givenRoot(
  given: string,
  folder: string,
  { cwd, deck }: { cwd: string; deck: string },
): { readonly root: string; readonly folder: string } {
  const root = resolve(cwd, given)
  if (statSync(root, { throwIfNoEntry: false })?.isDirectory() !== true) {
    const there = existsSync(root) ? 'is not a folder' : 'does not exist'
    throw usage(`The root \`${given}\` ${there}.`, 'Check the path, which is relative to the current folder.', deck)
  }
  if (isInside(root, folder)) return { root, folder }
  const real = { root: realPathOf(root), folder: realPathOf(folder) }
  if (isInside(real.root, real.folder)) return real
  const near = fileName(folder, cwd)
  throw usage(
    `The deck is outside the root \`${given}\`.`,
    `Give a folder that contains it, such as \`${near}\`.`,
    deck,
  )
}

/** True when `path` is `root` or lies below it. Both absolute; links are not followed. */
export function isInside(root: string, path: string): boolean {
  const way = relative(root, path)
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way)
}

function holdsHome(folder: string, homes: readonly string[]): boolean {
  const real = realPathOf(folder)
  return homes.some((home) => isInside(folder, home) || isInside(real, home))
}

/** The home folder as the system has it and as `HOME` says: neither may be widened to by setting the other. */
function homeFolders(): string[] {
  const named = [homedir(), systemHome()].filter((home) => isAbsolute(home) && dirname(home) !== home)
  return [...new Set(named.flatMap((home) => [home, realPathOf(home)]))]
}

function systemHome(): string {
  try {
    return userInfo().homedir
  } catch {
    // Containers run as users that nobody has entered anywhere.
    return ''
  }
}

function realPathOf(path: string): string {
  try {
    return realpathSync(path)
  } catch {
    return path
  }
}

function usage(message: string, hint: string, file: string): LecternError {
  const place = { file, line: 1, column: 1 }
  return new LecternError({ severity: 'error', code: 'usage', message, hint, place }, exitCodes.usage)
}

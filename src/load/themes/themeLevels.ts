import { resolve } from 'node:path'
import type { Problem } from '../../model/problem.js'
import { placesIn } from '../jsonText.js'
import { engineNames } from './engineThemes.js'
import type { FoundTheme } from './findPacks.js'

/** The themes that names stand for, and those that two themes of one level want. */
export interface Named {
  readonly byName: ReadonlyMap<string, FoundTheme>
  readonly duplicates: readonly Duplicate[]
}

/** A theme whose name another one has already, on the same level. */
interface Duplicate extends Pick<FoundTheme, 'name' | 'level'> {
  readonly problem: Problem
}

/** The first theme of each name; a second one on the same level is a problem, on a farther level it gives way. */
export function nearestOfEachName(themes: readonly FoundTheme[]): Named {
  const byName = new Map<string, FoundTheme>()
  const duplicates: Duplicate[] = []
  for (const theme of themes) {
    const nearer = byName.get(theme.name)
    if (nearer === undefined) byName.set(theme.name, theme)
    else if (nearer.level === theme.level && resolve(nearer.cssPath) !== resolve(theme.cssPath)) {
      const message = `Two themes are named \`${theme.name}\`: this one and \`${nearer.file}\`, which is used.`
      // The deck has a theme all the same, as it has in Marp.
      const said = { severity: 'warning', code: 'theme-duplicate', message, hint: 'Rename one of them.' } as const
      duplicates.push({ name: theme.name, level: theme.level, problem: { ...sayAt(theme), ...said } })
    }
  }
  return { byName, duplicates }
}

/** Says that a deck gets somebody's theme where it may expect the one that comes with Lectern or Marp. */
export function shadowed({ name, level, file, ...theme }: FoundTheme, own: readonly FoundTheme[]): Problem[] {
  const owner = own.some((other) => other.name === name) ? 'Lectern' : engineNames.includes(name) ? 'Marp' : undefined
  // Whoever names a file or folder on the command line means it.
  if (owner === undefined || (level !== 'project' && level !== 'npm')) return []
  return [
    {
      ...sayAt({ name, level, file, ...theme }),
      severity: 'info',
      code: 'theme-shadowed',
      message: `This theme replaces the theme \`${name}\` of ${owner}.`,
      hint: 'Rename it if this is not intended.',
    },
  ]
}

/** The place of a theme's name. */
function sayAt({ file, manifestText }: FoundTheme): Pick<Problem, 'severity' | 'place'> & { sourceLine?: string } {
  if (manifestText === undefined) return { severity: 'error', place: { file, line: 1, column: 1 } }
  const at = placesIn(manifestText)(['name'])
  const sourceLine = (manifestText.split('\n')[at.line - 1] ?? '').slice(0, 500)
  return { severity: 'error', place: { file, ...at }, sourceLine }
}

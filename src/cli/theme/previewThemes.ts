import { unknownTheme } from '../../compile/checks/directives.js'
import { listThemes, type ThemeEntry } from '../../load/themes/listThemes.js'
import { themesNamedIn } from '../../load/themes/themes.js'
import { exitCodes, LecternError } from '../../model/error.js'
import type { Problem } from '../../model/problem.js'
import type { Source } from '../../model/source.js'
import type { Machine } from '../../project/machine.js'
import type { Settings } from '../options/settings.js'

/** A theme to be shown, and how the command line names it. */
export interface ChosenTheme {
  readonly entry: ThemeEntry
  readonly option: string
}

/**
 * The themes of a preview: those of `--theme` (several with commas between them), else every pack and every theme of the
 * project; Marp's three only when the deck is in one of them. The deck's own comes first. Throws for one that nobody has.
 */
export async function chooseThemes(
  source: Source | undefined,
  settings: Settings,
  { cwd, packageRoot }: Machine,
): Promise<{ chosen: readonly ChosenTheme[]; problems: readonly Problem[] }> {
  const search = { cwd, packageRoot, dirs: settings.themeDirs }
  const options = settings.theme
    ?.split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '')
  if (options !== undefined && options.length > 0) {
    const chosen: ChosenTheme[] = []
    const problems: Problem[] = []
    for (const option of new Set(options)) {
      const listed = await listThemes({ ...search, option })
      const entry = listed.themes.find(({ name }) => name === listed.forced)
      if (entry === undefined) {
        const broken = listed.problems.find(({ severity }) => severity === 'error')
        const names = listed.themes.map(({ name }) => name)
        const isPath = /[\\/]|\.css$/i.test(option)
        const problem = isPath && broken ? broken : unknownTheme(option, names, { file: '', line: 1, column: 1 })
        throw new LecternError(problem, exitCodes.usage)
      }
      chosen.push({ entry, option })
    }
    return { chosen, problems }
  }
  const { themes, problems } = await listThemes(search)
  const own = source === undefined ? [] : themesNamedIn(source)
  const wanted = themes.filter(({ name, from }) => from !== 'marp' || own.includes(name))
  const sorted = [
    ...wanted.filter(({ name }) => own.includes(name)),
    ...wanted.filter(({ name }) => !own.includes(name)),
  ]
  return { chosen: sorted.map((entry) => ({ entry, option: entry.name })), problems }
}

import { dirname } from 'node:path'
import type { Memo } from '../../model/memo.js'
import { fileName } from '../disk/fileName.js'
import type { Found, FoundTheme } from './findPacks.js'
import { readTheme } from './readTheme.js'

/** What looking into CSS files depends on; see `ThemeSearch`. */
export interface CssSearch {
  readonly cwd: string
  readonly memo: Memo | undefined
}

/** The theme in a CSS file (absolute path), which is read at once: only it knows its name. */
export async function findCss(path: string, level: FoundTheme['level'], { cwd, memo }: CssSearch): Promise<Found> {
  const file = fileName(path, cwd)
  const place = { cssPath: path, root: dirname(path) }
  const read = await readTheme(place, file, memo)
  if (read.name === undefined)
    return {
      themes: [],
      problems: [{ name: file, level, isNameless: read.isNameless === true, problems: read.problems }],
    }
  return { themes: [{ ...place, name: read.name, level, file, read }], problems: [] }
}

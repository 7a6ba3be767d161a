import { fileName } from '../../load/disk/fileName.js'
import { exitCodes, LecternError } from '../../model/error.js'
import type { CommonFlags } from '../options/options.js'

/** Options of `present` as the command line gives them. */
export interface PresentFlags extends CommonFlags {
  readonly port?: number
  readonly host?: string
  readonly open?: boolean
  readonly live?: boolean
  readonly drawings?: string
  readonly rehearse?: boolean
  readonly writeTimes?: boolean
}

/** Options that would do nothing, or make a file that nobody can open. */
export function refuseOddFlags({ rehearse, writeTimes, drawings }: PresentFlags): void {
  if (writeTimes === true && rehearse !== true)
    throw usage('`--write-times` works only with `--rehearse`.', 'Add `--rehearse`.')
  if (drawings !== undefined && !/\.html?$/i.test(drawings))
    throw usage(
      `Drawings are written as HTML, but \`${drawings}\` is not an HTML file name.`,
      'Give a file name such as `drawn.html`.',
    )
}

/** The path of the talk's deck: a talk is one of them. */
export function onlyOne(paths: readonly string[], cwd: string): string {
  const [path] = paths
  if (path !== undefined && paths.length === 1) return path
  throw usage(
    `There are ${paths.length} decks, but only one can be presented.`,
    `Name it: \`lectern present ${path === undefined ? 'talk.md' : fileName(path, cwd)}\`.`,
  )
}

function usage(message: string, hint: string): LecternError {
  const place = { file: '', line: 1, column: 1 }
  return new LecternError({ severity: 'error', code: 'usage', message, hint, place }, exitCodes.usage)
}

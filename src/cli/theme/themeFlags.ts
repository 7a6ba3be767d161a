import type { CommonFlags } from '../options/options.js'

/** Options of the `theme` commands as the command line gives them. */
export interface ThemeFlags extends CommonFlags {
  readonly json?: boolean
  readonly out?: string
  readonly open?: boolean
}

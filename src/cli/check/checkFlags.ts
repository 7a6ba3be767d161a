import type { CommonFlags } from '../options/options.js'

/** How a check tells what it found. */
export const checkFormats = ['text', 'json', 'sarif', 'github'] as const

export type CheckFormat = (typeof checkFormats)[number]

/** Options of `check` as the command line gives them; absent ones were not written. */
export interface CheckFlags extends CommonFlags {
  readonly format?: CheckFormat
  readonly json?: boolean
  readonly report?: string
  readonly rule?: readonly string[]
  readonly fix?: boolean
  readonly split?: boolean
  readonly dryRun?: boolean
  readonly baseline?: string
  readonly updateBaseline?: boolean
  readonly rules?: boolean
  /** A rule to be told of. */
  readonly explain?: string
}

import type { Machine } from '../project/machine.js'
import type { Terminal } from './terminal/terminal.js'

/** What every command gets from its caller. */
export interface CommandContext {
  readonly terminal: Terminal
  readonly machine: Machine
  /** Aborted when the user wants it to end. */
  readonly signal: AbortSignal
}

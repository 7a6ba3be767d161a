import type { Terminal } from './terminal.js'

/** What every command gets from its caller. */
export interface CommandContext {
  readonly terminal: Terminal
  /** Version and build of Lectern: what another one has remembered is not used. */
  readonly madeBy: string
  /** Aborted when the user wants it to end. */
  readonly signal: AbortSignal
}

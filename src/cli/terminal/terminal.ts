import type { Writable } from 'node:stream'
import { type Colours, openPrinting, type Printer } from './printer.js'

/** Where a command writes. Passed in, so that tests bring their own. */
export interface Terminal {
  readonly out: Printer
  readonly err: Printer
  /** Standard output as it is, for artefacts and for lines that a machine reads. */
  readonly bytes: Writable
  /** Writes one line on `err` in the place of the one before; empty: takes it away. Only where `interactive`. */
  readonly rewrite: (line: string) => void
  /** Colours for `err`; plain when it is no terminal or `NO_COLOR` is set. */
  readonly colours: Colours
  /** True when `err` is a terminal that a line can be rewritten on. */
  readonly interactive: boolean
}

/** The terminal of a process. */
export function terminalOf(process: Pick<NodeJS.Process, 'stdout' | 'stderr' | 'env'>): Terminal {
  const { stdout, stderr, env } = process
  const forced = env.FORCE_COLOR !== undefined && env.FORCE_COLOR !== '0'
  // A real boolean: for `undefined` picocolors decides by itself, and colours every CI log.
  const coloured = !env.NO_COLOR && (forced || (stderr.isTTY === true && env.TERM !== 'dumb'))
  const { colours, printerTo, rewriterTo } = openPrinting(coloured)
  return {
    out: printerTo(stdout),
    err: printerTo(stderr),
    bytes: stdout,
    rewrite: rewriterTo(stderr),
    colours,
    interactive: stderr.isTTY === true && env.CI === undefined && env.TERM !== 'dumb',
  }
}

import { writeFault } from '../export/writeFault.js'
import { printProblems } from './terminal/printProblems.js'
import type { Terminal } from './terminal/terminal.js'

/** Minds what is printed and does not arrive: a disk without room is an error (3), a reader that went away is none. */
export function mindLostOutput(process: NodeJS.Process, terminal: Terminal): void {
  // There is nobody left to tell.
  process.stderr.on('error', () => {})
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    // `| head -1` is no mistake of anybody's.
    if (error.code === 'EPIPE') return
    const { problem, exitCode } = writeFault('Standard output', error)
    printProblems([{ ...problem, place: { ...problem.place, file: '' } }], terminal)
    process.once('exit', () => {
      process.exitCode = exitCode
    })
  })
}

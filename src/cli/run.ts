import { CommanderError } from 'commander'
import { cacheFolder } from '../load/cache/memo.js'
import { removeAbandoned } from '../load/disk/drafts.js'
import { type ExitCode, exitCodes, LecternError } from '../model/error.js'
import { type Machine, machineOf } from '../project/machine.js'
import { interruptions } from './interruptions.js'
import { mindLostOutput } from './lostOutput.js'
import { keepDecks } from './options/keepDecks.js'
import { program, usageError } from './program.js'
import { printProblems } from './terminal/printProblems.js'
import { type Terminal, terminalOf } from './terminal/terminal.js'

/** The process that a command runs in. */
export interface Host {
  readonly process: NodeJS.Process
  /** Finds Lectern itself. @throws LecternError when it cannot be read. */
  readonly installation: () => { readonly root: string; readonly version: string }
}

/** Runs the command and gives its exit code. Nothing that an author or user can do gets past this function. */
export async function run(argv: readonly string[], { process, installation }: Host): Promise<ExitCode> {
  const cwd = currentFolder(process)
  const terminal = terminalOf(process)
  try {
    const installed = installation()
    mindLostOutput(process, terminal)
    const machine = machineOf(process, installed, cwd)
    return await runCommand(argv, process, { terminal, machine, version: installed.version })
  } catch (error) {
    return report(error, argv, terminal)
  }
}

async function runCommand(
  argv: readonly string[],
  process: NodeJS.Process,
  { terminal, machine, version }: { terminal: Terminal; machine: Machine; version: string },
): Promise<ExitCode> {
  const interrupted = interruptions(process)
  // Libraries warn on the console, with no file and no line; what an author should know, we find out ourselves.
  if (!argv.includes('--debug')) console.warn = () => {}
  let exitCode: ExitCode = exitCodes.ok
  const context = { terminal, machine, signal: interrupted.signal }
  const command = program(
    version,
    context,
    (code) => {
      exitCode = code
    },
    { out: (text) => terminal.out.write(text) },
  )
  try {
    if (argv.length === 0) command.outputHelp()
    else await command.parseAsync(keepDecks(argv, machine.cwd), { from: 'user' })
    await tidyCache(machine)
    return exitCode
  } catch (error) {
    const code = interrupted.exitCode()
    if (code !== undefined) return code
    return report(error, argv, terminal)
  } finally {
    interrupted.stop()
  }
}

/** Memos are written in passing, so what killed runs left of them is removed here, once. */
async function tidyCache({ env }: Machine): Promise<void> {
  const folder = cacheFolder(env)
  if (folder !== undefined) await removeAbandoned(folder)
}

function report(error: unknown, argv: readonly string[], terminal: Terminal): ExitCode {
  const known = error instanceof CommanderError ? usageError(error, argv) : error
  if (known === undefined) return exitCodes.ok
  const debug = argv.includes('--debug')
  if (known instanceof LecternError) {
    printProblems([known.problem], terminal)
    if (debug) terminal.err.write(`${stackOf(known)}\n`)
    return known.exitCode
  }
  const message = known instanceof Error ? known.message : String(known)
  printProblems(
    [
      {
        severity: 'error',
        code: 'internal',
        message: `Internal error: ${message.split('\n', 1)[0]}.`,
        hint: 'Run the command again with --debug and report its output.',
        place: { file: '', line: 1, column: 1 },
      },
    ],
    terminal,
  )
  if (debug) terminal.err.write(`${stackOf(known)}\n`)
  return exitCodes.environment
}

function stackOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return error.cause === undefined
    ? (error.stack ?? error.message)
    : `${error.stack ?? error.message}\n  caused by ${stackOf(error.cause)}`
}

/** Throws no raw error when the folder was deleted under us. */
function currentFolder(process: NodeJS.Process): string {
  try {
    return process.cwd()
  } catch {
    return '/'
  }
}

import { Command, type CommanderError } from 'commander'
import type { ExitCode } from '../model/error.js'
import { exitCodes, LecternError } from '../model/error.js'
import { browserCommand } from './browser/browserCommand.js'
import { checkCommand } from './check/checkCommand.js'
import type { CommandContext } from './commandContext.js'
import { devCommand } from './dev/devCommand.js'
import { doctorCommand } from './doctor/doctorCommand.js'
import { buildCommand } from './make/buildCommand.js'
import { presentCommand } from './present/presentCommand.js'
import { themeCommand } from './theme/themeCommand.js'

/** Where help and the version are written. */
export interface HelpOutput {
  out(text: string): void
}

/** Describes the command line. `done` gets the exit code of the command that ran; everything wrong with the words throws. */
export function program(
  version: string,
  context: CommandContext,
  done: (exitCode: ExitCode) => void,
  write: HelpOutput,
): Command {
  const lectern = new Command('lectern')
    .description('Builds, checks and presents talks written in Markdown.')
    .version(version, '-V, --version', 'print the version')
    .helpCommand('help [command]', 'print help for a command')
    .addHelpText(
      'after',
      '\nExamples:\n  lectern dev talk.md                    live preview, updated on every save\n  lectern present talk.md --open         give the talk, with notes and timer\n  lectern build talk.md                  one self-contained HTML file\n  lectern build talk.md --to html,pdf    HTML and PDF\n  lectern check talk.md                  find problems before the audience does\n  lectern build                          every slides/*/deck.md in the project\n  lectern theme preview talk.md          the deck in every theme',
    )
  lectern.addCommand(buildCommand(context, done))
  lectern.addCommand(devCommand(context, done))
  lectern.addCommand(presentCommand(context, done))
  lectern.addCommand(checkCommand(context, done))
  lectern.addCommand(doctorCommand(context, done))
  lectern.addCommand(themeCommand(context, done))
  lectern.addCommand(browserCommand(context, done))
  tame(lectern, write)
  return lectern
}

/** Commander must neither end the process nor print mistakes: it throws, at every level. */
function tame(command: Command, write: HelpOutput): void {
  command
    .exitOverride()
    .helpOption('-h, --help', 'print help')
    .showSuggestionAfterError(true)
    .configureOutput({ writeOut: (text) => write.out(text), writeErr: () => {} })
  for (const inner of command.commands) tame(inner, write)
}

/** Turns what commander throws into ours; `undefined` when it only printed help or the version. `argv`: what was typed. */
export function usageError(error: CommanderError, argv: readonly string[]): LecternError | undefined {
  if (error.exitCode === 0 || error.code === 'commander.help') return undefined
  // commander ends some of its sentences and not others.
  const words = error.message.replace(/^error: /, '').replace(/\s*\n\s*/g, ' ')
  const message = /[.?)]$/.test(words) ? words : `${words}.`
  const file = /unknown command '(.+\.(?:md|markdown))'/.exec(words)?.[1]
  const pdf = /unknown option '--(pdf|html)'/.exec(words)?.[1]
  const meant = file !== undefined ? `lectern build ${file}` : pdf !== undefined ? `--to ${pdf}` : undefined
  const isKnown = argv[0] === 'theme' || argv[0] === 'browser' || error.code !== 'commander.unknownCommand'
  const named = /^[a-z]+$/.test(argv[0] ?? '') && isKnown ? `${argv[0]} ` : ''
  return new LecternError(
    {
      severity: 'error',
      code: 'usage',
      message,
      hint: meant === undefined ? `See \`lectern ${named}--help\`.` : `Did you mean \`${meant}\`?`,
      place: { file: '', line: 1, column: 1 },
    },
    exitCodes.usage,
    error,
  )
}

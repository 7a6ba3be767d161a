import { Command, Option } from 'commander'
import type { ExitCode } from '../../model/error.js'
import type { CommandContext } from '../commandContext.js'
import { withCommonOptions } from '../options/options.js'
import { parsePort } from '../options/port.js'
import type { DevFlags } from './dev.js'

/** Describes `lectern dev`. */
export function devCommand(context: CommandContext, done: (exitCode: ExitCode) => void): Command {
  const command = new Command('dev')
    .description('preview decks in the browser, updated on every save')
    .argument('[decks...]', 'files, folders or globs; default: slides/*/deck.md')
    .addOption(
      new Option('--port <number>', 'port to listen on (default: 4400, or the next free one)').argParser(parsePort),
    )
    .option(
      '--host <address>',
      'address to listen on; 0.0.0.0 opens the preview to the network, through a link with a token',
    )
    .option('--open', 'open the preview in the browser')
    .option('--no-check', 'skip the rules that measure slides in a browser')
    .option('--edit', 'open the built-in editor next to the slides')
  return withCommonOptions(command)
    .addHelpText(
      'after',
      '\nExamples:\n  lectern dev                    every slides/*/deck.md in the project, with an index\n  lectern dev talk.md --open     one deck, opened in the browser\n  lectern dev --host 0.0.0.0     also for a tablet on the same network',
    )
    .action(async (decks: string[], flags: DevFlags) => {
      const { dev } = await import('./dev.js')
      done(await dev(decks, flags, context))
    })
}

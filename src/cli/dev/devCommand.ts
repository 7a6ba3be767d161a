import { Command, Option } from 'commander'
import type { ExitCode } from '../../model/error.js'
import type { CommandContext } from '../commandContext.js'
import { withCommonOptions } from '../options.js'
import { parsePort } from '../port.js'
import type { DevFlags } from './dev.js'

/** Describes `lectern dev`. */
export function devCommand(context: CommandContext, done: (exitCode: ExitCode) => void): Command {
  const command = new Command('dev')
    .description('write a deck and see it change: save, and the slide has changed')
    .argument('[decks...]', 'files, folders or globs; default: slides/*/deck.md')
    .addOption(
      new Option('--port <number>', 'port to serve at (default: 4400, or the next that is free)').argParser(parsePort),
    )
    .option(
      '--host <address>',
      'address to serve at; 0.0.0.0 shows the deck in the whole network, by a link with a token',
    )
    .option('--open', 'open the page in the browser')
    .option('--no-check', 'leave out what has to be measured on the slides')
    .option('--edit', 'open the page with the editor beside the slide')
  return withCommonOptions(command)
    .addHelpText(
      'after',
      '\nExamples:\n  lectern dev                    every slides/*/deck.md of the project, with an index\n  lectern dev talk.md --open     one deck, opened in the browser\n  lectern dev --host 0.0.0.0     for the tablet beside the screen, too',
    )
    .action(async (decks: string[], flags: DevFlags) => {
      const { dev } = await import('./dev.js')
      done(await dev(decks, flags, context))
    })
}
